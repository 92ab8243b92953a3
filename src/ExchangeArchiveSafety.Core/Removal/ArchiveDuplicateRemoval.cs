namespace ExchangeArchiveSafety;

/// <summary>What became of one surplus copy. All text is safe to show.</summary>
public sealed class ArchiveDuplicateRemoval
{
    /// <summary>The mailbox.</summary>
    public string Mailbox { get; init; } = "";

    /// <summary>The location that the copy lay in.</summary>
    public MailItemLocation Location { get; init; }

    /// <summary>The folder that it lay in.</summary>
    public string FolderPath { get; init; } = "";

    /// <summary>Its id.</summary>
    public string ItemId { get; init; } = "";

    /// <summary>Its subject.</summary>
    public string Subject { get; init; } = "";

    /// <summary>Its message id; empty when it has none.</summary>
    public string InternetMessageId { get; init; } = "";

    /// <summary>Its size in bytes; null when unknown.</summary>
    public long? Size { get; init; }

    /// <summary>The evidence just before it was removed; that of the plan where it did not come so far.</summary>
    public DuplicateEvidence Evidence { get; init; }

    /// <summary>What became of it.</summary>
    public RemovalStatus Status { get; init; }

    /// <summary>Why, as a stable name.</summary>
    public RemovalReason ReasonId { get; init; }

    /// <summary>Why, in a sentence; empty when nothing is to be said.</summary>
    public string Reason { get; init; } = "";

    /// <summary>The id of the copy that stays.</summary>
    public string KeptItemId { get; init; } = "";

    /// <summary>The folder of the copy that stays.</summary>
    public string KeptFolderPath { get; init; } = "";

    /// <summary>The location of the copy that stays.</summary>
    public MailItemLocation KeptLocation { get; init; }

    /// <summary>Where it is saved; empty when it is not.</summary>
    public string QuarantineFile { get; init; } = "";

    /// <summary>When it was seen gone, UTC; null unless it was removed.</summary>
    public DateTime? RemovedAtUtc { get; init; }

    internal static ArchiveDuplicateRemoval Of(RemovalEntry entry, RemovalStatus status, RemovalCause cause, string quarantineFile = "", DateTime? removedAtUtc = null) => new()
    {
        Mailbox = DisplayText.Escape(entry.Kept.Mailbox),
        Location = entry.Surplus.Location,
        FolderPath = DisplayText.Escape(entry.Surplus.FolderPath),
        ItemId = DisplayText.Escape(entry.Surplus.ItemId),
        Subject = DisplayText.Escape(entry.Surplus.Subject),
        InternetMessageId = DisplayText.Escape(entry.Surplus.InternetMessageId),
        Size = entry.Surplus.Size,
        Evidence = entry.Evidence,
        Status = status,
        ReasonId = cause.Id,
        Reason = cause.Sentence,
        KeptItemId = DisplayText.Escape(entry.Kept.ItemId),
        KeptFolderPath = DisplayText.Escape(entry.Kept.FolderPath),
        KeptLocation = entry.Kept.Location,
        QuarantineFile = quarantineFile,
        RemovedAtUtc = removedAtUtc,
    };

    /// <summary>The copy and its fate in one line, safe to show.</summary>
    public override string ToString() => $"{Mailbox} {Location}:{FolderPath} [{ItemId}] {Status}";
}
