using ExchangeArchiveSafety.Reports.Charts;

namespace ExchangeArchiveSafety.Reports.Sections;

/// <summary>What waiting costs: the weeks to come, with and without suspending.</summary>
internal static class ForecastSection
{
    public static ReportSection? Of(ReportFacts facts) => facts.Forecast is not { } forecast ? null : new(
        "forecast",
        CoreMessages.ReportForecast,
        forecast.Cost,
        [Weeks(forecast.Weeks), Mailboxes(forecast.Mailboxes)])
    {
        Charts = [new BandChart(
            "weeks",
            CoreMessages.ReportForecastChart,
            DisplayText.Sentence(CoreMessages.ReportForecastWords, forecast.Weeks.Count, forecast.Weeks[forecast.Weeks.Count - 1].CameBack.ToString(), forecast.Weeks[forecast.Weeks.Count - 1].CameBackIfSuspended.ToString()),
            [.. forecast.Weeks.Select(week => DisplayText.Sentence("{0}", week.EndsAtUtc).Substring(5, 5))],
            [
                new(CoreMessages.ReportIfNobodyActs, ReportTone.Danger, [.. forecast.Weeks.Select(week => week.CameBack)]),
                new(CoreMessages.ReportIfSuspended, ReportTone.Good, [.. forecast.Weeks.Select(week => week.CameBackIfSuspended)]),
            ])],
        Notes = [.. new ReportNote[] { new(CoreMessages.ReportAssumptions, forecast.Told(mailbox => mailbox.Assumptions)), new(CoreMessages.ReportMissingFacts, forecast.Told(mailbox => mailbox.MissingFacts)) }.Where(note => note.Lines.Count > 0)],
    };

    private static ReportTable Weeks(IReadOnlyList<ArchiveForecastWeek> weeks) => ReportTable.Of(
        "forecast",
        CoreMessages.ReportWeeks,
        weeks,
        new("weekEnds", ColumnKind.Time, week => week.EndsAtUtc),
        new("archived", ColumnKind.Choice, week => week.Archived),
        new("cameBack", ColumnKind.Choice, week => week.CameBack),
        new("duplicated", ColumnKind.Choice, week => week.Duplicated),
        new("cameBackIfSuspended", ColumnKind.Choice, week => week.CameBackIfSuspended),
        new("duplicatedIfSuspended", ColumnKind.Choice, week => week.DuplicatedIfSuspended, ColumnPlace.Files),
        new("removalTime", ColumnKind.Choice, week => week.RemovalTime),
        new("cameBackLow", ColumnKind.Number, week => week.CameBack.Low, ColumnPlace.Files),
        new("cameBackLikely", ColumnKind.Number, week => week.CameBack.Likely, ColumnPlace.Files),
        new("cameBackHigh", ColumnKind.Number, week => week.CameBack.High, ColumnPlace.Files));

    private static ReportTable Mailboxes(IReadOnlyList<ArchiveForecast> mailboxes) => ReportTable.Of(
        "forecastByMailbox",
        CoreMessages.ReportForecastMailboxes,
        mailboxes,
        new("mailbox", ColumnKind.Text, mailbox => mailbox.Identity),
        new("inFourWeeks", ColumnKind.Choice, mailbox => mailbox.Weeks[3].CameBack),
        new("inTwelveWeeks", ColumnKind.Choice, mailbox => ReportForecast.Last(mailbox).CameBack),
        new("inBytes", ColumnKind.Choice, mailbox => ReportForecast.Last(mailbox).CameBackBytes?.Show(bytes => ByteSize.Show(bytes))),
        new("ifSuspended", ColumnKind.Choice, mailbox => ReportForecast.Last(mailbox).CameBackIfSuspended),
        new("archiveFullFrom", ColumnKind.Time, mailbox => mailbox.ArchiveFullFromUtc),
        new("missingFacts", ColumnKind.Choice, mailbox => mailbox.MissingFacts, ColumnPlace.Detail),
        new("exchangeGuid", ColumnKind.Text, mailbox => mailbox.ExchangeGuid, ColumnPlace.Detail));
}
