namespace ExchangeArchiveSafety.Lab.Tenant.Retention;

/// <summary>What one run of the Managed Folder Assistant wrote down about itself.</summary>
public sealed class AssistantRun(DateTime finishedUtc)
{
    public DateTime FinishedUtc { get; } = finishedUtc;

    public int UpdatedItems { get; set; }

    public int TaggedWithArchive { get; set; }

    public int TaggedWithExpiry { get; set; }

    public int DeletedFromRoot { get; set; }

    public int DeletedFromDumpster { get; set; }

    public int ArchivedFromRoot { get; set; }

    public int ArchivedFromDumpster { get; set; }
}
