using ExchangeArchiveSafety.Lab.Tenant;
using ExchangeArchiveSafety.Lab.Tenant.Migration;

namespace ExchangeArchiveSafety.Lab.ExchangeOnline.Commands;

/// <summary>Stop-, Start-, Complete-, Remove- and Set-MigrationBatch.</summary>
internal sealed class MigrationBatchWriters(LabTenant tenant)
{
    public IEnumerable<ExoCommand> All =>
    [
        new("Stop-MigrationBatch", ["Identity"], Stop),
        new("Start-MigrationBatch", ["Identity"], Start),
        new("Complete-MigrationBatch", ["Identity", "SyncAndComplete"], Complete),
        new("Remove-MigrationBatch", ["Identity"], Remove),
        new("Set-MigrationBatch", ["Identity", "StartAfter", "CompleteAfter", "SyncNow", "NotificationEmails", "ApproveSkippedItems"], Set),
    ];

    private void Stop(CommandCall call, CommandAnswer answer)
    {
        if (Find(call, answer) is not { } batch)
        {
            return;
        }

        if (batch.Users.Exists(user => user.Phase is SyncPhase.NotStarted or SyncPhase.Initial or SyncPhase.Incremental) && batch.Status != "Created")
        {
            tenant.Migration.Stop(batch);
        }
        else
        {
            answer.Errors.Add(ExoError.WrongState($"The migration batch \"{batch.Name}\" can't be stopped because it has no mailboxes in process."));
        }
    }

    private void Start(CommandCall call, CommandAnswer answer)
    {
        if (Find(call, answer) is not { } batch)
        {
            return;
        }

        if (batch.Status is "Completed" or "Completing" or "Removing" or "Corrupted")
        {
            answer.Errors.Add(ExoError.WrongState($"The migration batch \"{batch.Name}\" can't be started because it is {batch.Status}."));
        }
        else
        {
            tenant.Migration.Start(batch);
        }
    }

    private void Complete(CommandCall call, CommandAnswer answer)
    {
        if (Find(call, answer) is not { } batch)
        {
            return;
        }

        if (batch.Status.StartsWith("Synced", StringComparison.OrdinalIgnoreCase))
        {
            tenant.Migration.Complete(batch);
        }
        else
        {
            answer.Errors.Add(ExoError.WrongState($"The migration batch \"{batch.Name}\" can't be completed because it is {batch.Status}."));
        }
    }

    private void Remove(CommandCall call, CommandAnswer answer)
    {
        if (Find(call, answer) is { } batch)
        {
            tenant.Migration.Remove(batch);
        }
    }

    private void Set(CommandCall call, CommandAnswer answer)
    {
        if (Find(call, answer) is not { } batch)
        {
            return;
        }

        batch.StartAfterUtc = call.Has("StartAfter") ? call.Date("StartAfter") : batch.StartAfterUtc;
        batch.CompleteAfterUtc = call.Has("CompleteAfter") ? call.Date("CompleteAfter") : batch.CompleteAfterUtc;
        if (call.Has("NotificationEmails"))
        {
            batch.NotificationEmails.Clear();
            batch.NotificationEmails.AddRange(call.Texts("NotificationEmails"));
        }

        tenant.Migration.Reschedule(batch);
        if (call.Flag("SyncNow"))
        {
            tenant.Migration.SyncNow(batch);
        }
    }

    /// <summary>Without identity the documentation's trap: the batch that is being processed at the moment.</summary>
    private LabBatch? Find(CommandCall call, CommandAnswer answer)
    {
        if (call.Text("Identity") is not { } identity)
        {
            var current = tenant.Batches.FirstOrDefault(batch => batch.Status is "Syncing" or "Starting") ?? tenant.Batches.FirstOrDefault(batch => batch.Status == "Synced");
            if (current is null)
            {
                answer.Errors.Add(ExoError.WrongState("There's no migration batch in process."));
            }

            return current;
        }

        if (tenant.FindBatch(identity) is { } found)
        {
            return found;
        }

        answer.Errors.Add(ExoError.BatchNotFound(identity));
        return null;
    }
}
