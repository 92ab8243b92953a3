using ExchangeArchiveSafety.Lab.Tenant.Migration;

namespace ExchangeArchiveSafety.Lab.ExchangeOnline.Objects;

/// <summary>Batches and users as the migration commands show them.</summary>
internal static class MigrationObjects
{
    public static ExoObject From(LabBatch batch) => new(batch)
    {
        { "Identity", new ExoIdentity(batch.Name) },
        { "BatchGuid", batch.BatchGuid },
        { "Status", new ExoEnum(batch.Status) },
        { "State", new ExoEnum(batch.Status switch { "Completed" => "Completed", "Stopped" or "Created" => "Stopped", "Failed" or "Corrupted" => "Failed", _ => "Active" }) },
        { "MigrationType", new ExoEnum(batch.MigrationType) },
        { "SourceEndpoint", batch.SourceEndpoint },
        { "TotalCount", batch.Users.Count },
        { "ActiveCount", batch.Users.Count(user => user.StatusSummary == "Active") },
        { "SyncedCount", batch.Users.Count(user => user.StatusSummary == "Synced") },
        { "FinalizedCount", batch.Users.Count(user => user.StatusSummary == "Completed") },
        { "StoppedCount", batch.Users.Count(user => user.StatusSummary == "Stopped") },
        { "FailedCount", batch.Users.Count(user => user.StatusSummary == "Failed") },
        { "CreationDateTime", batch.CreatedUtc },
        { "StartDateTime", batch.StartedUtc },
        { "InitialSyncDateTime", batch.InitialSyncUtc },
        { "LastSyncedDateTime", batch.LastSyncedUtc },
        { "StartAfter", batch.StartAfterUtc },
        { "StartAfterUTC", batch.StartAfterUtc },
        { "CompleteAfter", batch.CompleteAfterUtc },
        { "CompleteAfterUTC", batch.CompleteAfterUtc },
        { "NotificationEmails", batch.NotificationEmails.ToArray() },
        { "DataConsistencyScore", new ExoEnum("Perfect") },
        { "Report", null },
    };

    public static ExoObject From(LabMigrationUser user) => new(user.Mailbox)
    {
        { "Identity", new ExoIdentity(user.Identity) },
        { "Guid", user.Guid },
        { "BatchId", new ExoIdentity(user.Batch.Name) },
        { "MailboxIdentifier", user.Identity },
        { "MailboxEmailAddress", user.Identity },

        // Nobody has looked the mailbox up before the user is being worked on.
        { "MailboxGuid", user.Phase == SyncPhase.NotStarted ? Guid.Empty : user.Mailbox.ExchangeGuid },
        { "RecipientType", new ExoEnum(user.Mailbox.RecipientTypeDetails == "PublicFolderMailbox" ? "PublicFolder" : "Mailbox") },
        { "Status", new ExoEnum(user.Status) },
        { "StatusSummary", new ExoEnum(user.StatusSummary) },
        { "SyncedItemCount", user.SyncedItems },
        { "SkippedItemCount", user.SkippedItems },
        { "LastSuccessfulSyncTime", user.LastSuccessfulSyncUtc },
        { "ErrorSummary", user.ErrorSummary ?? "" },
        { "DataConsistencyScore", new ExoEnum("Perfect") },
        { "HasUnapprovedSkippedItems", false },
    };

    public static ExoObject Statistics(LabMigrationUser user)
    {
        var total = user.Mailbox.Source?.Messages.Sum(message => message.Size) ?? 0;
        var over = user.Mailbox.Source?.Messages.Where(message => message.Delivered).Sum(message => message.Size) ?? 0;
        var shown = From(user);
        shown["EmailAddress"] = user.Identity;
        shown["MigrationType"] = new ExoEnum(user.Batch.MigrationType);
        shown["EstimatedTotalTransferSize"] = new ExoSize(total);
        shown["BytesTransferred"] = new ExoSize(over);
        shown["PercentageComplete"] = total == 0 ? 0 : (int)(over * 100 / total);
        shown["Error"] = user.ErrorSummary ?? "";
        return shown;
    }
}
