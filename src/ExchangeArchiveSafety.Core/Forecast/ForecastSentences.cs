namespace ExchangeArchiveSafety.Forecast;

/// <summary>A forecast in words: the same for one mailbox and for many.</summary>
internal static class ForecastSentences
{
    // The first look ahead; four weeks are what people plan by.
    private const int Soon = 4;

    /// <summary>What waiting costs.</summary>
    public static string Cost(IReadOnlyList<ArchiveForecastWeek> weeks, DateTime? fullFromUtc)
    {
        if (weeks.Count == 0 || weeks[weeks.Count - 1] is not { CameBack.High: > 0 } last)
        {
            return CoreMessages.ForecastNothing;
        }

        var soon = weeks[Math.Min(Soon, weeks.Count) - 1];
        var cost = DisplayText.Sentence(CoreMessages.ForecastCost, About(soon.CameBack), soon.Week, About(last.CameBack), last.Week, Time(last.RemovalSeconds), Kept(last));
        return fullFromUtc is { } full ? cost + " " + DisplayText.Sentence(CoreMessages.ForecastFull, DisplayText.Show(full).Substring(0, 10)) : cost;
    }

    /// <summary>A range of seconds as people say it.</summary>
    public static string Time(ForecastRange seconds) => seconds.Show(Span);

    // Two figures are as much as anybody can know.
    private static string About(ForecastRange copies) => copies.Show(number =>
    {
        var step = Math.Pow(10, Math.Max(0, Math.Floor(Math.Log10(Math.Max(1, number))) - 1));
        return DisplayText.Sentence("{0:N0}", Math.Round(number / step) * step);
    });

    private static string Kept(ArchiveForecastWeek last) =>
        last.CameBackIfSuspended.High == 0 ? CoreMessages.ForecastNone : About(last.CameBackIfSuspended);

    private static string Span(long seconds) => seconds switch
    {
        0 => CoreMessages.ForecastNoTime,
        < 90 => DisplayText.Sentence(CoreMessages.ForecastSeconds, seconds),
        < 90 * 60 => DisplayText.Sentence(CoreMessages.ForecastMinutes, Math.Round(seconds / 60.0)),
        < 48 * 3600 => DisplayText.Sentence(CoreMessages.ForecastHours, Math.Round(seconds / 3600.0)),
        _ => DisplayText.Sentence(CoreMessages.ForecastDays, Math.Round(seconds / 86400.0)),
    };
}
