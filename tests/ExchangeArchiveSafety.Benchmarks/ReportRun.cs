using System.Diagnostics;
using System.Globalization;
using Microsoft.Playwright;

namespace ExchangeArchiveSafety.Benchmarks;

/// <summary>Writes a report of many copies and opens it: bytes a row, the time until the first rows are seen, and until all of them can be filtered.</summary>
internal static class ReportRun
{
    private const string Chromium = "/usr/bin/chromium";

    // Of a generated inventory a fifth is surplus.
    private const int RowsPerCopy = 5;

    public static async Task<int> RunAsync(int[] sizes)
    {
        foreach (var copies in sizes)
        {
            var folder = Directory.CreateTempSubdirectory("eas-report-");
            try
            {
                var page = Path.Combine(folder.FullName, "report.html");
                var rows = Write(Path.Combine(folder.FullName, "inventory.csv"), page, copies);
                Tell("bytes a row", new FileInfo(page).Length / (double)rows);
                await OpenAsync(page);
            }
            finally
            {
                folder.Delete(recursive: true);
            }
        }

        return 0;
    }

    private static int Write(string inventory, string page, int copies)
    {
        _ = InventoryGenerator.Write(inventory, copies * RowsPerCopy, Layout.Neat);
        using var reader = InventoryReader.Open([inventory], BadRowAction.Stop);
        var input = new ReportInput { AsOfUtc = new(2026, 11, 28, 0, 0, 0, DateTimeKind.Utc) };
        var rows = 0;
        foreach (var group in new DuplicateFinder(new() { Threads = 2 }).Scan(reader, new(2783045, 4501)).Groups())
        {
            _ = input.Add(group);
            rows += group.Surplus.Count + group.SetAside.Count;
        }

        var watch = Stopwatch.StartNew();
        _ = ReportFile.Write(page, ReportFormat.Html, input, replace: false);
        Tell("rows", rows);
        Tell("written, ms", watch.Elapsed.TotalMilliseconds);
        return rows;
    }

    private static async Task OpenAsync(string page)
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
        _ = await tab.WaitForSelectorAsync(".table[data-table=duplicates] tbody tr:nth-child(15)");
        Tell("first rows, ms", watch.Elapsed.TotalMilliseconds);
        _ = await tab.WaitForFunctionAsync("() => document.documentElement.dataset.ready", null, new() { Timeout = 120_000 });
        Tell("all filterable, ms", watch.Elapsed.TotalMilliseconds);
    }

    private static void Tell(string what, double figure) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-24}{figure,12:N1}"));
}
