using System.Text.Json.Serialization;

namespace ExchangeArchiveSafety;

/// <summary>A record about a probe: the writes on an item of its own making.</summary>
public sealed record ProbeRecord : JournalRecord
{
    /// <summary>Ties the records of one probe together, stands in the mark of its item, and is the name of its work.</summary>
    [JsonPropertyOrder(-9)]
    public Guid ProbeId { get; init; }

    /// <summary>The primary mailbox's id in Graph.</summary>
    [JsonPropertyOrder(-3)]
    public string? MailboxId { get; init; }

    /// <summary>The step.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public ProbeStep Step { get; init; }

    /// <summary>The folder of the archive that it imports into.</summary>
    public string? FolderId { get; init; }

    /// <summary>The message id of its item.</summary>
    public string? MessageId { get; init; }

    /// <summary>What came of the step (outcome).</summary>
    public ReadinessStatus? Status { get; init; }

    /// <summary>Whether every step passed (outcome of cleaning up).</summary>
    public bool Passed { get; init; }

    /// <summary>Whether nothing is left to remove (outcome of cleaning up).</summary>
    public bool Closed { get; init; }

    internal override bool IsWhole => Operation == JournalOperation.Probe && ProbeId != Guid.Empty && !string.IsNullOrEmpty(MailboxId);

    internal override string LostSentence(string journal, string? why) => DisplayText.Sentence(CoreMessages.ProbeOutcomeLost, Identity, journal, Step, why);
}
