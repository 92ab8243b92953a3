using ExchangeArchiveSafety.Lab.Tenant;
using ExchangeArchiveSafety.Lab.Tenant.Migration;

namespace ExchangeArchiveSafety.Lab.ExchangeOnline.Commands;

/// <summary>Stop-MigrationUser and Start-MigrationUser.</summary>
internal sealed class MigrationUserWriters(LabTenant tenant)
{
    public IEnumerable<ExoCommand> All =>
    [
        new("Stop-MigrationUser", ["Identity"], Stop),
        new("Start-MigrationUser", ["Identity"], Start),
    ];

    private void Stop(CommandCall call, CommandAnswer answer)
    {
        foreach (var user in Find(call, answer))
        {
            if (CanStop(user))
            {
                tenant.Migration.Stop(user);
            }
            else
            {
                answer.Errors.Add(ExoError.WrongState($"The migration user '{user.Identity}' can't be stopped because it is {user.Status}."));
            }
        }
    }

    private void Start(CommandCall call, CommandAnswer answer)
    {
        foreach (var user in Find(call, answer))
        {
            if (CanStart(user))
            {
                tenant.Migration.Start(user);
            }
            else
            {
                answer.Errors.Add(ExoError.WrongState($"The migration user '{user.Identity}' can't be started because it is {user.Status}."));
            }
        }
    }

    private static bool CanStop(LabMigrationUser user) => user.Phase is SyncPhase.NotStarted or SyncPhase.Initial or SyncPhase.Incremental;

    private static bool CanStart(LabMigrationUser user) => user.Phase is SyncPhase.NotStarted or SyncPhase.Quiet;

    /// <summary>An address means the mailbox in every batch that it is in; the GUID means one of them.</summary>
    private List<LabMigrationUser> Find(CommandCall call, CommandAnswer answer)
    {
        if (call.Text("Identity") is not { } identity)
        {
            answer.Errors.Add(ExoError.Invalid("The value of the parameter Identity is empty."));
            return [];
        }

        var found = tenant.Batches.SelectMany(batch => batch.Users)
            .Where(user => user.Identity.Equals(identity, StringComparison.OrdinalIgnoreCase) || (Guid.TryParse(identity, out var guid) && user.Guid == guid))
            .ToList();
        if (found.Count == 0)
        {
            answer.Errors.Add(ExoError.UserNotFound(identity));
        }

        // Among several, those that the command can act on.
        var stops = call.Name.StartsWith("Stop", StringComparison.Ordinal);
        var fitting = found.Where(user => stops ? CanStop(user) : CanStart(user)).ToList();
        return fitting.Count > 0 ? fitting : [.. found.Take(1)];
    }
}
