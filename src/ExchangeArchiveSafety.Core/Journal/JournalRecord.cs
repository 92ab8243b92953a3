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
}

/// <summary>One line of the journal. An intent is on disk before the call that it announces.</summary>
public sealed record JournalRecord
{
    /// <summary>The name and version that stand first in every line.</summary>
    [JsonPropertyOrder(-1)]
    public string Format { get; init; } = JournalLine.Format;

    /// <summary>Ties the records of one suspension together.</summary>
    public Guid SuspensionId { get; init; }

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

    /// <summary>The mailbox.</summary>
    public Guid ExchangeGuid { get; init; }

    /// <summary>How the mailbox is called.</summary>
    public string Identity { get; init; } = "";

    /// <summary>How it is suspended.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public SuspensionMethod Method { get; init; }

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
}
