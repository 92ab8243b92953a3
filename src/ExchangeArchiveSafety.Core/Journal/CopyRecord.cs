using System.Text.Json.Serialization;

namespace ExchangeArchiveSafety;

/// <summary>A record about copies that are removed or brought back.</summary>
public sealed record CopyRecord : JournalRecord
{
    /// <summary>Ties the records of one batch of copies together.</summary>
    [JsonPropertyOrder(-9)]
    public Guid RemovalId { get; init; }

    /// <summary>The primary mailbox's id in Graph.</summary>
    [JsonPropertyOrder(-3)]
    public string? MailboxId { get; init; }

    /// <summary>The copies.</summary>
    public IReadOnlyList<JournalItem>? Items { get; init; }

    internal override bool IsWhole =>
        Operation is JournalOperation.Remove or JournalOperation.Restore && RemovalId != Guid.Empty && !string.IsNullOrEmpty(MailboxId)
        && Items is { Count: > 0 } items && items.All(item => !string.IsNullOrEmpty(item?.ItemId));

    internal override string LostSentence(string journal, string? why) => Operation == JournalOperation.Restore
        ? DisplayText.Sentence(CoreMessages.RestoreOutcomeLost, Identity, journal, why)
        : DisplayText.Sentence(CoreMessages.OutcomeLost, Identity, journal, Items!.Count(item => item.State == JournalItemState.Removed), why);
}
