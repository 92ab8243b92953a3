using System.Diagnostics;
using System.Globalization;
using Microsoft.Playwright;

namespace ExchangeArchiveSafety.Benchmarks;

/// <summary>
/// Writes a report of many copies and opens it: bytes a row, the time until the first rows are seen, and until all of them can be filtered; and how long the first filter
/// and the next take from the typing of it, with the moment for which the field waits, to its count, which must be right.
/// </summary>
internal static class ReportRun
{
    private const string Chromium = "/usr/bin/chromium";

    // Of a generated inventory a fifth is surplus.
    private const int RowsPerCopy = 5;

    // Words of subjects, one of them not of plain letters, and found in nothing else.
    private static readonly string[] Words = ["zürich", "holiday"];

    public static async Task<int> RunAsync(int[] sizes)
    {
        foreach (var copies in sizes)
        {
            var folder = Directory.CreateTempSubdirectory("eas-report-");
            try
            {
                var page = Path.Combine(folder.FullName, "report.html");
                var (rows, found) = Write(Path.Combine(folder.FullName, "inventory.csv"), page, copies);
                Tell("bytes a row", new FileInfo(page).Length / (double)rows);
                await OpenAsync(page, rows, found);
            }
            finally
            {
                folder.Delete(recursive: true);
            }
        }

        return 0;
    }

    private static (int Rows, int[] Found) Write(string inventory, string page, int copies)
    {
        _ = InventoryGenerator.Write(inventory, copies * RowsPerCopy, Layout.Neat);
        using var reader = InventoryReader.Open([inventory], BadRowAction.Stop);
        var input = new ReportInput { AsOfUtc = new(2026, 11, 28, 0, 0, 0, DateTimeKind.Utc) };
        var subjects = new List<string>();
        foreach (var group in new DuplicateFinder(new() { Threads = 2 }).Scan(reader, new(2783045, 4501)).Groups())
        {
            _ = input.Add(group);
            subjects.AddRange(group.Surplus.Concat(group.SetAside).Select(copy => copy.Subject ?? ""));
        }

        var found = Array.ConvertAll(Words, word => subjects.Count(subject => subject.Contains(word, StringComparison.OrdinalIgnoreCase)));

        var watch = Stopwatch.StartNew();
        _ = ReportFile.Write(page, ReportFormat.Html, input, replace: false);
        Tell("rows", subjects.Count);
        Tell("written, ms", watch.Elapsed.TotalMilliseconds);
        return (subjects.Count, found);
    }

    private static async Task OpenAsync(string page, int rows, int[] found)
    {
        if (!File.Exists(Chromium))
        {
            Console.WriteLine("There is no Chromium here: the page is not opened.");
            return;
        }

        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium, Args = ["--no-sandbox", "--disable-background-networking"] });
        var tab = await browser.NewPageAsync();
        var watch = Stopwatch.StartNew();
        _ = await tab.GotoAsync(new Uri(page).AbsoluteUri, new() { WaitUntil = WaitUntilState.Commit });

        // Rows that stand in the page itself, or, where the script was quicker than this question, those that it draws: fewer.
        _ = await tab.WaitForSelectorAsync(".table[data-table=duplicates] tbody tr:nth-child(5)");
        Tell("first rows, ms", watch.Elapsed.TotalMilliseconds);
        _ = await tab.WaitForFunctionAsync("() => document.documentElement.dataset.ready", null, new() { Timeout = 120_000 });
        Tell("all filterable, ms", watch.Elapsed.TotalMilliseconds);
        for (var at = 0; at < Words.Length; at++)
        {
            watch.Restart();
            await tab.FillAsync("#filter-duplicates", Words[at]);
            _ = await tab.WaitForFunctionAsync(
                "begin => document.querySelector('.table[data-table=duplicates] .rows').textContent.startsWith(begin)",
                string.Create(CultureInfo.InvariantCulture, $"{found[at]:N0} of {rows:N0} rows"),
                new() { Timeout = 20_000 });
            Tell(at == 0 ? "first filter, ms" : "next filter, ms", watch.Elapsed.TotalMilliseconds);
        }
    }

    private static void Tell(string what, double figure) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-24}{figure,12:N1}"));
}
