namespace ExchangeArchiveSafety;

/// <summary>One saved copy, as it is listed. All text is safe to show.</summary>
public sealed class ArchiveQuarantineItem
{
    /// <summary>The mailbox, as it was called when the copy was saved.</summary>
    public string Mailbox { get; init; } = "";

    /// <summary>The location that it lay in.</summary>
    public MailItemLocation Location { get; init; }

    /// <summary>The folder that it lay in.</summary>
    public string FolderPath { get; init; } = "";

    /// <summary>Its id before it was removed.</summary>
    public string ItemId { get; init; } = "";

    /// <summary>Its message id; empty when it has none.</summary>
    public string InternetMessageId { get; init; } = "";

    /// <summary>Its subject.</summary>
    public string Subject { get; init; } = "";

    /// <summary>Its sender.</summary>
    public string Sender { get; init; } = "";

    /// <summary>When it was sent, UTC; null when unknown.</summary>
    public DateTime? SentUtc { get; init; }

    /// <summary>The size that it had in its mailbox, in bytes; null when unknown.</summary>
    public long? Size { get; init; }

    /// <summary>What is known of it.</summary>
    public QuarantineState State { get; init; }

    /// <summary>Why it cannot be used, in a sentence; empty when it can, or was not looked at.</summary>
    public string Problem { get; init; } = "";

    /// <summary>Whether the saved file was read and is what was saved; null when it was not looked at.</summary>
    public bool? IsVerified { get; init; }

    /// <summary>When it was saved, UTC: just before its removal was asked for.</summary>
    public DateTime SavedAtUtc { get; init; }

    /// <summary>When it was seen gone, UTC; null when it was not, or nobody knows.</summary>
    public DateTime? RemovedAtUtc { get; init; }

    /// <summary>When it was brought back last, UTC; null when it was not.</summary>
    public DateTime? RestoredAtUtc { get; init; }

    /// <summary>The file that holds it.</summary>
    public string QuarantineFile { get; init; } = "";

    /// <summary>The copy in one line, safe to show.</summary>
    public override string ToString() => $"{Mailbox} {Location}:{FolderPath} [{ItemId}] {State}";
}
