namespace ExchangeArchiveSafety.Reports;

/// <summary>What a report says of the weeks to come: the forecasts of all mailboxes together.</summary>
/// <param name="Mailboxes">Mailbox by mailbox, those that cost most first.</param>
/// <param name="Weeks">Week by week, the mailboxes added up.</param>
/// <param name="NotForeseen">Mailboxes at risk without a forecast.</param>
internal sealed record ReportForecast(IReadOnlyList<ArchiveForecast> Mailboxes, IReadOnlyList<ArchiveForecastWeek> Weeks, int NotForeseen)
{
    // More sentences nobody reads; each names how many mailboxes it is about.
    private const int MostSentences = 15;

    /// <summary>Adds up what verdicts carry; null where none carries a forecast.</summary>
    public static ReportForecast? Of(IReadOnlyList<ArchiveMigrationConflict> verdicts)
    {
        var forecasts = verdicts.Select(verdict => verdict.Forecast).OfType<ArchiveForecast>()
            .OrderByDescending(forecast => Last(forecast).CameBack.Likely).ThenBy(forecast => forecast.Identity, StringComparer.Ordinal).ThenBy(forecast => forecast.ExchangeGuid).ToList();
        return forecasts.Count == 0 ? null : new(
            forecasts,
            [.. forecasts[0].Weeks.Select((week, at) => new ArchiveForecastWeek
            {
                Week = week.Week,
                EndsAtUtc = week.EndsAtUtc,
                Archived = Sum(forecasts, at, one => one.Archived),
                CameBack = Sum(forecasts, at, one => one.CameBack),
                Duplicated = Sum(forecasts, at, one => one.Duplicated),
                CameBackIfSuspended = Sum(forecasts, at, one => one.CameBackIfSuspended),
                DuplicatedIfSuspended = Sum(forecasts, at, one => one.DuplicatedIfSuspended),
                RemovalSeconds = Sum(forecasts, at, one => one.RemovalSeconds),
            })],
            verdicts.Count(verdict => verdict.State is ConflictState.Conflicting or ConflictState.Imminent && verdict.Forecast is null));
    }

    /// <summary>What waiting costs, in a sentence or two.</summary>
    public string Cost => ForecastSentences.Cost(Weeks, Mailboxes.Select(mailbox => mailbox.ArchiveFullFromUtc).Min())
        + (NotForeseen == 0 ? "" : " " + DisplayText.Sentence(CoreMessages.ForecastNotForeseen, NotForeseen));

    /// <summary>What is missing, and what it rests on, each with the number of mailboxes.</summary>
    public IReadOnlyList<string> Told(Func<ArchiveForecast, IReadOnlyList<string>> sentences) =>
        [.. Mailboxes.SelectMany(sentences).GroupBy(sentence => sentence, StringComparer.Ordinal).OrderByDescending(same => same.Count()).ThenBy(same => same.Key, StringComparer.Ordinal)
            .Take(MostSentences).Select(same => DisplayText.Sentence(CoreMessages.ForecastSaid, same.Count(), same.Key))];

    public static ArchiveForecastWeek Last(ArchiveForecast forecast) => forecast.Weeks[forecast.Weeks.Count - 1];

    private static ForecastRange Sum(List<ArchiveForecast> forecasts, int week, Func<ArchiveForecastWeek, ForecastRange> value) =>
        forecasts.Select(forecast => value(forecast.Weeks[week])).Aggregate((one, other) => one.Plus(other));
}
