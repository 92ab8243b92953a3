namespace ExchangeArchiveSafety;

/// <summary>What to look for and what to offer. Folders, creation time, classes and kinds limit what is offered, never what is compared.</summary>
public sealed class DuplicateSearchOptions
{
    /// <summary>Bytes by which the sizes of two copies may differ when nothing else is said: migration stores the same message in another size.</summary>
    public const long DefaultSizeTolerance = 1024;

    /// <summary>Which copy stays.</summary>
    public KeepRule Keep { get; init; } = KeepRule.ArchiveOldest;

    /// <summary>For <see cref="KeepRule.FolderPriority"/>: folders, the first one wins.</summary>
    public IReadOnlyList<string> FolderPriority { get; init; } = [];

    /// <summary>Copies with less evidence are set aside.</summary>
    public DuplicateEvidence MinimumEvidence { get; init; } = DuplicateEvidence.Strong;

    /// <summary>Whether copies may lie in different folders.</summary>
    public bool AnyFolder { get; init; }

    /// <summary>Whether copies are offered of which none lies in the archive.</summary>
    public bool IncludePrimary { get; init; }

    /// <summary>Bytes by which the sizes of two copies may differ.</summary>
    public long SizeTolerance { get; init; } = DefaultSizeTolerance;

    /// <summary>Mailboxes to search, with <c>*</c> and <c>?</c>; empty for all.</summary>
    public IReadOnlyList<string> Mailboxes { get; init; } = [];

    /// <summary>Folders to offer copies from, subfolders included; empty for all.</summary>
    public IReadOnlyList<string> IncludeFolders { get; init; } = [];

    /// <summary>Folders not to offer copies from, subfolders included.</summary>
    public IReadOnlyList<string> ExcludeFolders { get; init; } = [];

    /// <summary>Learns which folders that were asked for fit none; null when nobody asks.</summary>
    public FolderPatternUse? FolderPatterns { get; init; }

    /// <summary>Only copies created then or later are offered, UTC; null for all.</summary>
    public DateTime? CreatedAfterUtc { get; init; }

    /// <summary>Message classes to offer, with <c>*</c> and <c>?</c>; empty for all.</summary>
    public IReadOnlyList<string> ItemClasses { get; init; } = [];

    /// <summary>The reading that gave the items, of one mailbox: it knows folders without items too, and which could not be read whole. Null for other items.</summary>
    public MailboxScan? Scan { get; init; }

    /// <summary>How many threads may work at once.</summary>
    public int Threads { get; init; } = Math.Max(1, Math.Min(4, Environment.ProcessorCount));
}
