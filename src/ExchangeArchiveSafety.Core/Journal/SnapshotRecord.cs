using System.Text.Json.Serialization;

namespace ExchangeArchiveSafety.Journal;

/// <summary>
/// A record that stands for others. The first one of a condensed journal says what it supersedes and how many follow; each that follows holds what was folded of one
/// subject, exactly. The last one of a journal that goes on elsewhere says where. Versions that do not know them take the journal for newer, and refuse it.
/// </summary>
internal sealed record SnapshotRecord : JournalRecord
{
    public SnapshotRecord()
    {
        Format = JournalLine.Format.Mark;
        Kind = JournalRecordKind.Outcome;
        Operation = JournalOperation.Snapshot;
    }

    /// <summary>How many records of changes it supersedes, counted from the very first (header).</summary>
    public long Supersedes { get; init; }

    /// <summary>The journal that holds them (header).</summary>
    public string? Superseded { get; init; }

    /// <summary>The version of the module that wrote it (header).</summary>
    public string? ModuleVersion { get; init; }

    /// <summary>How many records follow that belong to it (header).</summary>
    public long Follow { get; init; }

    /// <summary>Where the journal goes on (end).</summary>
    public string? ContinuedIn { get; init; }

    /// <summary>A suspension, or what else is known of its mailbox.</summary>
    public SuspendedState? Suspended { get; init; }

    /// <summary>Copies of a mailbox.</summary>
    public CopiesState? Copies { get; init; }

    /// <summary>Probes.</summary>
    public ProbesState? Probes { get; init; }

    [JsonIgnore]
    public bool IsHeader => ModuleVersion is not null;

    internal override bool IsWhole => Operation == JournalOperation.Snapshot && Supersedes >= 0 && Follow >= 0
        && (IsHeader || ContinuedIn is not null || Suspended?.IsWhole == true || Copies?.IsWhole == true || Probes?.IsWhole == true);

    internal override string LostSentence(string journal, string? why) => DisplayText.Sentence(CoreMessages.JournalNotWritable, journal, why);
}
