using System.Text.Json.Serialization;

namespace ExchangeArchiveSafety.Journal;

/// <summary>Something that was announced about a suspension, or that came of it; the same thing over and over is told once.</summary>
internal sealed record SuspensionEvent
{
    // The first and the latest tell the story; what lies between repeats them.
    private const int Most = 40;

    public DateTime AtUtc { get; init; }

    /// <summary>When it was recorded last, where it was recorded more than once.</summary>
    public DateTime? LastAtUtc { get; init; }

    /// <summary>How often more it was recorded.</summary>
    public int Again { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public JournalRecordKind Kind { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public JournalOperation Operation { get; init; }

    public ArchivingSettings? Before { get; init; }

    public ArchivingSettings? After { get; init; }

    public SuspensionStatus? Status { get; init; }

    public IReadOnlyList<ArchivingSetting>? Restored { get; init; }

    public string? Reason { get; init; }

    /// <summary>Adds a record to what is told.</summary>
    public static void Tell(List<SuspensionEvent> told, SuspensionRecord record)
    {
        var one = new SuspensionEvent
        {
            AtUtc = record.AtUtc,
            Kind = record.Kind,
            Operation = record.Operation,
            Before = record.Before,
            After = record.After,
            Status = record.Status,
            Restored = record.Restored,
            Reason = record.Reason,
        };

        // What is tried over and over alternates: announced, failed.
        for (var place = told.Count - 1; place >= Math.Max(0, told.Count - 2); place--)
        {
            if (told[place].IsLike(one))
            {
                told[place] = told[place] with { LastAtUtc = one.AtUtc, Again = told[place].Again + 1 };
                return;
            }
        }

        told.Add(one);
        if (told.Count > Most)
        {
            told.RemoveAt(Most / 2);
        }
    }

    private bool IsLike(SuspensionEvent other) =>
        (Kind, Operation, Status, Reason) == (other.Kind, other.Operation, other.Status, other.Reason)
        && Equals(Before, other.Before) && Equals(After, other.After)
        && (Restored ?? []).SequenceEqual(other.Restored ?? []);
}
