using System.Globalization;
using ExchangeArchiveSafety.Reports.Charts;

namespace ExchangeArchiveSafety.Reports.Html;

/// <summary>
/// Charts that need no script. Places are parts of the width and text keeps its size, so that a chart is as clear on a telephone as on paper; only the areas of a
/// band are drawn in a box of their own that is stretched.
/// </summary>
internal static class SvgCharts
{
    private const int BarHeight = 14;
    private const int BarStep = 44;
    private const int Height = 180;
    private const int Above = 20;
    private const int Below = 24;
    private const int MostLabels = 4;

    public static void Write(HtmlWriter html, ReportChart chart)
    {
        var height = chart is BarChart bars ? bars.Bars.Count * BarStep : Height;
        _ = html.Open("figure", "class", chart is BandChart ? "chart band" : "chart").Open("figcaption").Text(chart.Title).CloseLine();
        _ = html.Open("svg", "role", "img", "aria-labelledby", $"{chart.Id}-name {chart.Id}-words", "width", "100%", "height", Number(height)).Element("title", chart.Title, "id", chart.Id + "-name").Element("desc", chart.Alternative, "id", chart.Id + "-words");
        switch (chart)
        {
            case BarChart lying: Lying(html, lying.Bars); break;
            case TimeChart standing: Standing(html, standing.Bars); break;
            case BandChart band: Bands(html, band); break;
        }

        _ = html.CloseLine();
        if (chart is BandChart { Bands: var known })
        {
            _ = html.Open("ul", "class", "legend");
            foreach (var one in known)
            {
                _ = html.Open("li", "class", HtmlReport.Tone(one.Tone)).Text(one.Name).CloseLine();
            }

            _ = html.CloseLine();
        }

        _ = html.CloseLine();
    }

    private static void Lying(HtmlWriter html, IReadOnlyList<ChartBar> bars)
    {
        var most = Math.Max(1, bars.Select(bar => bar.Value).DefaultIfEmpty(1).Max());
        for (var at = 0; at < bars.Count; at++)
        {
            var top = at * BarStep;
            _ = html.Open("text", "x", "0", "y", Number(top + 16)).Text(bars[at].Label).Close().Open("text", "x", "100%", "y", Number(top + 16), "text-anchor", "end", "class", "value").Text(Shown(bars[at].Value)).Close();
            _ = html.Open("rect", "x", "0", "y", Number(top + 22), "width", "100%", "height", Number(BarHeight), "rx", "2", "class", "track").Close();
            _ = html.Open("rect", "x", "0", "y", Number(top + 22), "width", Part(bars[at].Value, most), "height", Number(BarHeight), "rx", "2", "class", HtmlReport.Tone(bars[at].Tone)).CloseLine();
        }
    }

    private static void Standing(HtmlWriter html, IReadOnlyList<ChartBar> bars)
    {
        var most = Math.Max(1, bars.Max(bar => bar.Value));
        Grid(html, most);
        for (var at = 0; at < bars.Count; at++)
        {
            var part = (double)bars[at].Value / most;
            var high = part * (Height - Above - Below);
            _ = html.Open("rect", "x", Part((at * 10) + 2, bars.Count * 10), "y", Number(Height - Below - high), "width", Part(6, bars.Count * 10), "height", Number(high), "class", HtmlReport.Tone(bars[at].Tone)).Element("title", bars[at].Label + ": " + Shown(bars[at].Value)).CloseLine();
        }

        Labels(html, [.. bars.Select(bar => bar.Label)], isCentred: true);
    }

    private static void Bands(HtmlWriter html, BandChart chart)
    {
        var most = Math.Max(1, chart.Bands.SelectMany(band => band.Values).Max(value => (double)value.High));
        var last = Math.Max(1, chart.Labels.Count - 1);
        string Point(int week, double value) => Number(week * 1000.0 / last) + "," + Number(1000 - (value * 1000 / most));
        Grid(html, (long)Math.Ceiling(most));
        _ = html.Open("svg", "x", "0", "y", Number(Above), "width", "100%", "height", Number(Height - Above - Below), "viewBox", "0 0 1000 1000", "preserveAspectRatio", "none");
        foreach (var band in chart.Bands)
        {
            var area = band.Values.Select((value, week) => Point(week, value.High)).Concat(band.Values.Select((value, week) => Point(week, value.Low)).Reverse());
            _ = html.Open("polygon", "points", string.Join(" ", area), "class", "area " + HtmlReport.Tone(band.Tone)).Close();
            _ = html.Open("polyline", "points", string.Join(" ", band.Values.Select((value, week) => Point(week, value.Likely))), "class", "line " + HtmlReport.Tone(band.Tone), "vector-effect", "non-scaling-stroke").CloseLine();
        }

        _ = html.CloseLine();
        Labels(html, chart.Labels, isCentred: false);
    }

    private static void Grid(HtmlWriter html, long most)
    {
        foreach (var (y, value) in new[] { ((double)Above, most), (Height - Below, 0) })
        {
            _ = html.Open("line", "x1", "0", "x2", "100%", "y1", Number(y), "y2", Number(y), "class", "rule").Close().Open("text", "x", "0", "y", Number(y - 4), "class", "scale").Text(value == 0 ? "" : Shown(value)).CloseLine();
        }
    }

    // Few enough that they do not meet on a telephone.
    private static void Labels(HtmlWriter html, IReadOnlyList<string> labels, bool isCentred)
    {
        var step = Math.Max(1, (labels.Count + MostLabels - 1) / MostLabels);
        for (var at = 0; at < labels.Count; at += step)
        {
            var x = isCentred ? Part((at * 2) + 1, labels.Count * 2) : Part(at, Math.Max(1, labels.Count - 1));
            var (place, anchor) = at == 0 ? ("0", "start") : at == labels.Count - 1 ? ("100%", "end") : (x, "middle");
            _ = html.Open("text", "x", place, "y", Number(Height - 6), "text-anchor", anchor, "class", "scale").Text(labels[at]).CloseLine();
        }
    }

    private static string Shown(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private static string Part(double value, double of) => Number(100 * value / of) + "%";

    private static string Number(double value) => Math.Round(value, 2).ToString(CultureInfo.InvariantCulture);
}
