using System.Text.Json.Serialization;

namespace ExchangeArchiveSafety;

/// <summary>A record about archiving that is suspended or resumed.</summary>
public sealed record SuspensionRecord : JournalRecord
{
    /// <summary>Ties the records of one suspension together.</summary>
    [JsonPropertyOrder(-9)]
    public Guid SuspensionId { get; init; }

    /// <summary>The mailbox.</summary>
    [JsonPropertyOrder(-3)]
    public Guid ExchangeGuid { get; init; }

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

    /// <summary>Why it is to be (intent), or why it came out so (outcome).</summary>
    public string? Reason { get; init; }

    internal override bool IsWhole =>
        Operation is JournalOperation.Suspend or JournalOperation.Resume && SuspensionId != Guid.Empty && ExchangeGuid != Guid.Empty;

    internal override string LostSentence(string journal, string? why) => DisplayText.Sentence(CoreMessages.JournalOutcomeLost, Identity, journal, Status, why);
}
