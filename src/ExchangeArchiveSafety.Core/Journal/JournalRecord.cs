using System.Text.Json.Serialization;

namespace ExchangeArchiveSafety;

/// <summary>What a journal record says.</summary>
public enum JournalRecordKind
{
    /// <summary>Something is about to be changed.</summary>
    Intent,

    /// <summary>What came of it.</summary>
    Outcome,
}

/// <summary>Which way.</summary>
public enum JournalOperation
{
    /// <summary>Archiving is suspended.</summary>
    Suspend,

    /// <summary>Archiving is restored.</summary>
    Resume,

    /// <summary>Surplus copies are removed.</summary>
    Remove,

    /// <summary>Removed copies are brought back from quarantine.</summary>
    Restore,
}

/// <summary>One line of the journal. An intent is on disk before the call that it announces.</summary>
public sealed record JournalRecord
{
    /// <summary>The name and version that stand first in every line.</summary>
    [JsonPropertyOrder(-1)]
    public string Format { get; init; } = JournalLine.Format;

    /// <summary>Ties the records of one suspension together; empty in records about copies.</summary>
    public Guid SuspensionId { get; init; }

    /// <summary>Ties the records of one batch of copies together; empty in records about archiving.</summary>
    public Guid RemovalId { get; init; }

    /// <summary>The piece of work whose intent this is, or whose intent this concludes; empty in records of versions that did not say.</summary>
    public Guid Run { get; init; }

    /// <summary>What the record says.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public JournalRecordKind Kind { get; init; }

    /// <summary>Which way.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public JournalOperation Operation { get; init; }

    /// <summary>When it was written, UTC.</summary>
    public DateTime AtUtc { get; init; }

    /// <summary>The organization, where it is known.</summary>
    public string? Tenant { get; init; }

    /// <summary>The mailbox; may be empty in records about copies.</summary>
    public Guid ExchangeGuid { get; init; }

    /// <summary>The primary mailbox's id in Graph (records about copies).</summary>
    public string? MailboxId { get; init; }

    /// <summary>How the mailbox is called.</summary>
    public string Identity { get; init; } = "";

    /// <summary>How it is suspended.</summary>
    [JsonIgnore]
    public SuspensionMethod Method { get; init; }

    /// <summary>The method as it is written: records about copies have none.</summary>
    [JsonInclude]
    [JsonPropertyName("method")]
    internal SuspensionMethod? WrittenMethod
    {
        get => IsAboutCopies ? null : Method;
        init => Method = value ?? default;
    }

    /// <summary>Whether a tool that Exchange does not know feeds the mailbox.</summary>
    public bool ExternallyMigrating { get; init; }

    /// <summary>The values to restore (intent to suspend).</summary>
    public ArchivingSettings? Before { get; init; }

    /// <summary>The values to be set (intent) or read back (outcome).</summary>
    public ArchivingSettings? After { get; init; }

    /// <summary>What came of it (outcome).</summary>
    public SuspensionStatus? Status { get; init; }

    /// <summary>The settings that are back (outcome of resuming).</summary>
    public IReadOnlyList<ArchivingSetting>? Restored { get; init; }

    /// <summary>Whether nothing is left to restore or to close (outcome).</summary>
    public bool Closed { get; init; }

    /// <summary>Why it came out so (outcome).</summary>
    public string? Reason { get; init; }

    /// <summary>The copies (records about copies).</summary>
    public IReadOnlyList<JournalItem>? Items { get; init; }

    /// <summary>Whether it is about copies rather than archiving.</summary>
    [JsonIgnore]
    public bool IsAboutCopies => Operation is JournalOperation.Remove or JournalOperation.Restore;
}
