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

    /// <summary>An item of a probe's own making is made, moved and removed.</summary>
    Probe,

    /// <summary>What a pass found is written down.</summary>
    Remember,

    /// <summary>Nothing is changed: it stands for other records, or says where they are.</summary>
    Snapshot,
}

/// <summary>What every line of the journal says, whatever it is about. An intent is on disk before the call that it announces.</summary>
public abstract record JournalRecord
{
    private protected JournalRecord()
    {
    }

    /// <summary>The name and version that stand first in every line.</summary>
    [JsonPropertyOrder(-10)]
    public string Format { get; init; } = JournalLine.FirstMark;

    /// <summary>The piece of work whose intent this is, or whose intent this concludes; empty in records of versions that did not say.</summary>
    [JsonPropertyOrder(-8)]
    public Guid Run { get; init; }

    /// <summary>What the record says.</summary>
    [JsonPropertyOrder(-7)]
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public JournalRecordKind Kind { get; init; }

    /// <summary>Which way.</summary>
    [JsonPropertyOrder(-6)]
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public JournalOperation Operation { get; init; }

    /// <summary>When it was written, UTC.</summary>
    [JsonPropertyOrder(-5)]
    public DateTime AtUtc { get; init; }

    /// <summary>The organization, where it is known.</summary>
    [JsonPropertyOrder(-4)]
    public string? Tenant { get; init; }

    /// <summary>How the mailbox is called.</summary>
    [JsonPropertyOrder(-2)]
    public string Identity { get; init; } = "";

    /// <summary>Whether it says what was changed, and in which mailbox.</summary>
    internal abstract bool IsWhole { get; }

    /// <summary>What is said where this outcome could not be written: the change has been made all the same.</summary>
    /// <param name="journal">The journal.</param>
    /// <param name="why">What the system said.</param>
    internal abstract string LostSentence(string journal, string? why);
}
