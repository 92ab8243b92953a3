namespace ExchangeArchiveSafety;

/// <summary>What became of one saved copy. All text is safe to show.</summary>
public sealed class ArchiveDuplicateRestore
{
    /// <summary>The mailbox.</summary>
    public string Mailbox { get; init; } = "";

    /// <summary>The location that the copy was removed from.</summary>
    public MailItemLocation Location { get; init; }

    /// <summary>The folder that it was removed from.</summary>
    public string FolderPath { get; init; } = "";

    /// <summary>Its id before it was removed.</summary>
    public string ItemId { get; init; } = "";

    /// <summary>Its subject.</summary>
    public string Subject { get; init; } = "";

    /// <summary>Its message id; empty when it has none.</summary>
    public string InternetMessageId { get; init; } = "";

    /// <summary>What became of it.</summary>
    public RestoreStatus Status { get; init; }

    /// <summary>Why, as a stable name.</summary>
    public RemovalReason ReasonId { get; init; }

    /// <summary>Why, in a sentence; empty when nothing is to be said.</summary>
    public string Reason { get; init; } = "";

    /// <summary>Its id now; empty when it was not brought back.</summary>
    public string NewItemId { get; init; } = "";

    /// <summary>The location that it lies in now; null when it was not brought back.</summary>
    public MailItemLocation? RestoredLocation { get; init; }

    /// <summary>The folder that it lies in now; empty when it was not brought back.</summary>
    public string RestoredFolderPath { get; init; } = "";

    /// <summary>Where it is saved.</summary>
    public string QuarantineFile { get; init; } = "";

    internal static ArchiveDuplicateRestore Of(QuarantineEntry entry, string file, RestoreStatus status, RemovalCause cause, QuarantineRestore? restored = null) => new()
    {
        Mailbox = DisplayText.Escape(entry.Mailbox),
        Location = entry.Item.Location,
        FolderPath = DisplayText.Escape(entry.Item.FolderPath),
        ItemId = DisplayText.Escape(entry.Item.ItemId),
        Subject = DisplayText.Escape(entry.Item.Subject),
        InternetMessageId = DisplayText.Escape(entry.Item.InternetMessageId),
        Status = status,
        ReasonId = cause.Id,
        Reason = cause.Sentence,
        NewItemId = DisplayText.Escape(restored?.ItemId ?? ""),
        RestoredLocation = restored?.Location,
        RestoredFolderPath = DisplayText.Escape(restored?.FolderPath ?? ""),
        QuarantineFile = file,
    };

    /// <summary>The copy and its fate in one line, safe to show.</summary>
    public override string ToString() => $"{Mailbox} {Location}:{FolderPath} [{ItemId}] {Status}";
}
