namespace ExchangeArchiveSafety;

/// <summary>What became of one copy.</summary>
public enum JournalItemState
{
    /// <summary>It was announced, and nothing is known of it since.</summary>
    Intended,

    /// <summary>It was removed, and seen gone.</summary>
    Removed,

    /// <summary>It was not removed.</summary>
    NotRemoved,

    /// <summary>Nobody knows; the next run reads.</summary>
    Unknown,

    /// <summary>It was brought back, and seen.</summary>
    Restored,

    /// <summary>It was not brought back.</summary>
    NotRestored,
}

/// <summary>One copy in a journal record. An outcome names only the id, the state and why.</summary>
public sealed record JournalItem
{
    /// <summary>The copy's id, as it was before it was removed.</summary>
    public string ItemId { get; init; } = "";

    /// <summary>The id of the copy that stays (intent to remove).</summary>
    public string? KeptItemId { get; init; }

    /// <summary>The location from which it is removed, or into which it is brought back (intent).</summary>
    public MailItemLocation Location { get; init; }

    /// <summary>The folder in that location (intent).</summary>
    public string? FolderPath { get; init; }

    /// <summary>The name of its file in quarantine (intent).</summary>
    public string? File { get; init; }

    /// <summary>The digest of that file (intent).</summary>
    public string? Sha256 { get; init; }

    /// <summary>What became of it (outcome).</summary>
    public JournalItemState State { get; init; }

    /// <summary>Why, as a stable name: that of a <see cref="RemovalReason"/>, or the error id of what the server answered; null where nothing is to be said (outcome).</summary>
    public string? Reason { get; init; }

    /// <summary>The id under which it was brought back (outcome).</summary>
    public string? NewItemId { get; init; }
}
