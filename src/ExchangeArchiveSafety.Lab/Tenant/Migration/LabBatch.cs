namespace ExchangeArchiveSafety.Lab.Tenant.Migration;

public sealed class LabBatch(string name, string migrationType)
{
    public string Name { get; } = name;

    public Guid BatchGuid { get; set; } = new Chance(31, "batch " + name).Guid();

    /// <summary>IMAP, Gmail, ExchangeOutlookAnywhere, ExchangeRemoteMove, PublicFolder, or anything else Exchange may say.</summary>
    public string MigrationType { get; set; } = migrationType;

    public string Status { get; set; } = "Created";

    public DateTime CreatedUtc { get; set; }

    public DateTime? StartAfterUtc { get; set; }

    public DateTime? CompleteAfterUtc { get; set; }

    public DateTime? StartedUtc { get; set; }

    public DateTime? InitialSyncUtc { get; set; }

    public DateTime? LastSyncedUtc { get; set; }

    public DateTime LastTouchedUtc { get; set; }

    public string SourceEndpoint { get; set; } = "imap.oldmail.example";

    public List<string> NotificationEmails { get; } = ["admin@contoso.example"];

    public List<LabMigrationUser> Users { get; } = [];

    /// <summary>IMAP and Google passes look for each source message in the primary mailbox, and only there.</summary>
    public bool CopiesWhatItDoesNotFind =>
        MigrationType.Equals("IMAP", StringComparison.OrdinalIgnoreCase) || MigrationType.Equals("Gmail", StringComparison.OrdinalIgnoreCase);

    internal PassingState? Passing { get; set; }
}
