namespace ExchangeArchiveSafety.Reports.Charts;

/// <summary>A chart, with everything in it as text too.</summary>
/// <param name="Id">Its name in the page.</param>
/// <param name="Title">What it shows.</param>
/// <param name="Alternative">The same in words.</param>
internal abstract record ReportChart(string Id, string Title, string Alternative);

/// <summary>A bar with what it counts.</summary>
/// <param name="Label">What it counts, safe to show.</param>
/// <param name="Value">How many.</param>
/// <param name="Tone">How it weighs.</param>
internal sealed record ChartBar(string Label, long Value, ReportTone Tone = ReportTone.Neutral);

/// <summary>Counts side by side, each with its name: lying bars.</summary>
internal sealed record BarChart(string Id, string Title, IReadOnlyList<ChartBar> Bars) : ReportChart(Id, Title, Words(Bars))
{
    public static string Words(IReadOnlyList<ChartBar> bars) => string.Join("; ", bars.Select(bar => DisplayText.Sentence("{0} {1:N0}", bar.Label, bar.Value))) + ".";
}

/// <summary>Counts in the order of time: standing bars.</summary>
internal sealed record TimeChart(string Id, string Title, IReadOnlyList<ChartBar> Bars) : ReportChart(Id, Title, BarChart.Words(Bars));

/// <summary>A value that is known between two bounds, week by week.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Tone">How it weighs.</param>
/// <param name="Values">The bounds and what is likely, from the first week on.</param>
internal sealed record ChartBand(string Name, ReportTone Tone, IReadOnlyList<ForecastRange> Values);

/// <summary>Values that are known between bounds, over time.</summary>
internal sealed record BandChart(string Id, string Title, string Alternative, IReadOnlyList<string> Labels, IReadOnlyList<ChartBand> Bands) : ReportChart(Id, Title, Alternative);
