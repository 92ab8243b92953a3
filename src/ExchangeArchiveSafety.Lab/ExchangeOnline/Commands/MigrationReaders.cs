using ExchangeArchiveSafety.Lab.ExchangeOnline.Objects;
using ExchangeArchiveSafety.Lab.Tenant;
using ExchangeArchiveSafety.Lab.Tenant.Migration;

namespace ExchangeArchiveSafety.Lab.ExchangeOnline.Commands;

/// <summary>Get-MigrationBatch, Get-MigrationUser and its statistics.</summary>
internal sealed class MigrationReaders(LabTenant tenant)
{
    private static readonly string[] ByGuid = ["MailboxGuid"];
    private static readonly string[] ByBatch = ["BatchId", "Status", "StatusSummary"];
    private static readonly string[] ByIdentity = ["Identity"];
    private static readonly string[] ByAddress = ["EmailAddress"];

    public IEnumerable<ExoCommand> All =>
    [
        new("Get-MigrationBatch", ["Identity", "Status", "Endpoint", "IncludeReport", "ResultSize"], GetBatch),
        new("Get-MigrationUser", [.. ByGuid, .. ByBatch, .. ByIdentity, .. ByAddress, "ResultSize"], GetUser),
        new("Get-MigrationUserStatistics", ["Identity", "IncludeReport", "IncludeSkippedItems", "LimitSkippedItemsTo", "SkipSubscription"], GetStatistics),
    ];

    private IEnumerable<LabMigrationUser> Users => tenant.Batches.SelectMany(batch => batch.Users);

    private void GetBatch(CommandCall call, CommandAnswer answer)
    {
        var found = tenant.Batches;
        if (call.Text("Identity") is { } identity)
        {
            if (tenant.FindBatch(identity) is { } one)
            {
                found = [one];
            }
            else if (!tenant.Options.MissingIdentityReturnsEverything)
            {
                answer.Errors.Add(ExoError.BatchNotFound(identity));
                return;
            }
        }

        ReadStates(found.SelectMany(batch => batch.Users), found);
        var wanted = tenant.Batches.Where(batch =>
            found.Contains(batch)
            && Same(call.Text("Status"), batch.Status)
            && Same(call.Text("Endpoint"), batch.SourceEndpoint)).ToList();
        answer.Objects.AddRange(wanted.Within(call, answer).Select(MigrationObjects.From));
    }

    private void GetUser(CommandCall call, CommandAnswer answer)
    {
        var sets = ((string[][])[ByGuid, ByBatch, ByIdentity, ByAddress]).Count(set => set.Any(call.Has));
        if (sets > 1)
        {
            answer.Errors.Add(new ExoError("Parameter set cannot be resolved using the specified named parameters.", Terminating: true));
            return;
        }

        Predicate<LabMigrationUser> among = _ => true;
        if (call.Text("MailboxGuid") is { } guid)
        {
            among = user => Guid.TryParse(guid, out var value) && user.Mailbox.ExchangeGuid == value;
        }
        else if ((call.Text("Identity") ?? call.Text("EmailAddress")) is { } identity)
        {
            among = user => Is(user, identity);
        }
        else if (call.Text("BatchId") is { } batchId)
        {
            if (tenant.FindBatch(batchId) is { } batch)
            {
                among = user => user.Batch == batch;
            }
            else if (!tenant.Options.MissingIdentityReturnsEverything)
            {
                answer.Errors.Add(ExoError.BatchNotFound(batchId));
                return;
            }
        }

        var found = Find(among, call.Text("MailboxGuid") ?? call.Text("Identity") ?? call.Text("EmailAddress"), answer);
        var wanted = found.Where(user => Same(call.Text("Status"), user.Status) && Same(call.Text("StatusSummary"), user.StatusSummary)).ToList();
        answer.Objects.AddRange(wanted.Within(call, answer).Select(MigrationObjects.From));
    }

    private void GetStatistics(CommandCall call, CommandAnswer answer)
    {
        var identity = call.Text("Identity");
        answer.Objects.AddRange(Find(user => identity is null || Is(user, identity), identity, answer).Select(MigrationObjects.Statistics));
    }

    private List<LabMigrationUser> Find(Predicate<LabMigrationUser> among, string? identity, CommandAnswer answer)
    {
        ReadStates(Users.Where(user => among(user)), []);
        var found = Users.Where(user => among(user)).ToList();
        if (found.Count > 0 || identity is null)
        {
            return found;
        }

        if (tenant.Options.MissingIdentityReturnsEverything)
        {
            return [.. Users];
        }

        answer.Errors.Add(ExoError.UserNotFound(identity));
        return found;
    }

    /// <summary>Whoever polls sees passing states end, though the clock stands still.</summary>
    private void ReadStates(IEnumerable<LabMigrationUser> users, IEnumerable<LabBatch> batches)
    {
        var limit = tenant.Options.MomentEndsAfterReads;
        foreach (var user in users.ToList())
        {
            user.Passing?.Read(limit);
        }

        foreach (var batch in batches.ToList())
        {
            batch.Passing?.Read(limit);
        }
    }

    private static bool Is(LabMigrationUser user, string identity) =>
        user.Identity.Equals(identity, StringComparison.OrdinalIgnoreCase) || (Guid.TryParse(identity, out var guid) && user.Guid == guid);

    private static bool Same(string? wanted, string actual) => wanted is null || wanted.Equals(actual, StringComparison.OrdinalIgnoreCase);
}
