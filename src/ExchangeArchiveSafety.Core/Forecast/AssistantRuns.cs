namespace ExchangeArchiveSafety.Forecast;

/// <summary>When the Managed Folder Assistant comes by. One known run tells when it was there, two tell how often it comes.</summary>
internal sealed class AssistantRuns
{
    // Documented: usually every day, at least once in seven. More often makes no difference: what is archived comes back once a day.
    private static readonly TimeSpan Usual = TimeSpan.FromDays(1);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(7);

    // The same run can be told with another time.
    internal static readonly TimeSpan SameRun = TimeSpan.FromMinutes(30);

    private readonly DateTime? _last;
    private readonly TimeSpan? _cycle;
    private readonly TimeSpan _longest;

    private AssistantRuns(DateTime? last, List<TimeSpan> gaps) => (_last, _cycle, _longest) = (last, gaps.Count > 0 ? gaps.Min() : null, gaps.Count > 0 ? gaps.Max() : Longest);

    /// <summary>Whether a journal that remembers runs tells how often it comes.</summary>
    public bool IsCycleKnown => _cycle is not null;

    /// <summary>What is taken for granted, in a sentence.</summary>
    public string Told => _cycle is { } cycle
        ? DisplayText.Sentence(CoreMessages.ForecastCycle, Days(cycle) == Days(_longest) ? Days(cycle) : Days(cycle) + " to " + Days(_longest))
        : DisplayText.Sentence(CoreMessages.ForecastCycleOpen, Longest.TotalDays);

    public static AssistantRuns Of(JudgedMailbox judged, Action<string> missing)
    {
        var runs = (judged.History?.Loops ?? []).Append(judged.Mailbox.LastRun).Select(run => run?.LastSuccessUtc).OfType<DateTime>()
            .Where(run => run <= judged.AsOfUtc).Distinct().OrderBy(run => run).ToList();
        var gaps = runs.Zip(runs.Skip(1), (one, next) => next - one).Where(gap => gap > SameRun && gap <= Longest).ToList();
        if (judged.Mailbox.LastRun is not { LastSuccessUtc: not null, ArchivedFromRootItemCount: not null })
        {
            missing(CoreMessages.ForecastNoRun);
        }

        if (gaps.Count == 0)
        {
            missing(CoreMessages.ForecastNoCycle);
        }

        return new(runs.Count > 0 ? runs[runs.Count - 1] : null, gaps);
    }

    // The shortest pause is likely the cycle, since runs can be missed; at least it comes as often as after the longest.
    public TimeSpan Cycle(ForecastBound bound) => bound == ForecastBound.Low ? _longest : _cycle ?? Usual;

    /// <summary>The first run after a time.</summary>
    /// <param name="beginUtc">The time.</param>
    /// <param name="heldUntilUtc">When a hold ends of which no run before it matters; null for none.</param>
    /// <param name="bound">The bound: at the earliest or at the latest, where it is not known how often it comes.</param>
    public DateTime FirstAfter(DateTime beginUtc, DateTime? heldUntilUtc, ForecastBound bound)
    {
        if (_cycle is null && bound != ForecastBound.Likely)
        {
            return bound == ForecastBound.High ? beginUtc : heldUntilUtc is { } end ? (end < DateTime.MaxValue - Longest ? end + Longest : end) : _last is { } known && known + Longest > beginUtc ? known + Longest : beginUtc + Longest;
        }

        var cycle = Cycle(bound);
        return _last is not { } last ? beginUtc.AddTicks(cycle.Ticks / 2)
            : last.AddTicks(((beginUtc - last).Ticks / cycle.Ticks + 1) * cycle.Ticks);
    }

    private static string Days(TimeSpan pause) => DisplayText.Show(Math.Round(pause.TotalDays, 1));
}
