using ExchangeArchiveSafety.Core.Tests.Reports;
using Xunit;

namespace ExchangeArchiveSafety.Browser.Tests;

/// <summary>The tables of a report by keyboard, as somebody uses them who has nothing else.</summary>
public sealed class TableTests(Chromium chromium) : IClassFixture<Chromium>
{
    // What a row of the copies above takes in the file, pinned: a row that grows makes files that nobody can mail.
    private const double BytesPerRow = 36;

    [BrowserTheory]
    [InlineData(300, true)]
    [InlineData(20_000, false)]
    [InlineData(140_000, false)]
    public async Task It_sorts_filters_and_moves_by_keyboard(int rows, bool isPlain)
    {
        await using var report = await OpenReport.OpenAsync(chromium, OpenReport.Many(rows));
        var (page, copies) = (report.Page, report.Copies);
        Assert.Equal(isPlain, await copies.Locator("tbody tr").CountAsync() == rows);
        Assert.StartsWith($"{rows:N0} rows.", await report.RowsAsync(), StringComparison.Ordinal);

        // Sizes go up, then down.
        var size = copies.Locator("th button", new() { HasTextString = "Size" });
        await size.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        Assert.Equal("ascending", await copies.Locator("th:last-child").GetAttributeAsync("aria-sort"));
        await page.Keyboard.PressAsync("Enter");
        Assert.Equal("descending", await copies.Locator("th:last-child").GetAttributeAsync("aria-sort"));
        Assert.Contains("by size, descending", await report.RowsAsync(), StringComparison.Ordinal);

        // Text is sorted as text, whatever its length.
        await copies.Locator("th button", new() { HasTextString = "Subject" }).ClickAsync();
        var subjects = await copies.Locator("tbody tr td:nth-child(4)").AllTextContentsAsync();
        Assert.Equal(subjects.Order(StringComparer.Ordinal), subjects);

        await copies.Locator("tbody td").First.FocusAsync();
        await page.Keyboard.PressAsync("Control+End");
        Assert.Equal(rows + 1, await RowAsync(report));
        await page.Keyboard.PressAsync("ArrowUp");
        Assert.Equal(rows, await RowAsync(report));
        await page.Keyboard.PressAsync("Control+Home");
        Assert.Equal(2, await RowAsync(report));
        await page.Keyboard.PressAsync("PageDown");
        Assert.InRange(await RowAsync(report), 10, 60);

        // The chosen row tells everything, and sizes to the byte.
        await page.Keyboard.PressAsync("Enter");
        Assert.Contains("Kept folder", await copies.Locator(".details").InnerTextAsync(), StringComparison.Ordinal);
        await page.Keyboard.PressAsync("Escape");
        Assert.Equal(0, await copies.Locator(".details").CountAsync());

        await copies.GetByLabel("Filter").FillAsync("n27");
        await page.WaitForFunctionAsync("() => document.querySelector('.table[data-table=duplicates] .rows').textContent.includes(' of ')");
        Assert.All(await copies.Locator("tbody tr").AllInnerTextsAsync(), text => Assert.Contains("n27", text, StringComparison.Ordinal));
        var found = Enumerable.Range(0, rows).Count(number => number.ToString(System.Globalization.CultureInfo.InvariantCulture).StartsWith("27", StringComparison.Ordinal));
        Assert.StartsWith($"{found:N0} of {rows:N0} rows", await report.RowsAsync(), StringComparison.Ordinal);
        Assert.Equal($"{found + 1}", await copies.Locator("table").GetAttributeAsync("aria-rowcount"));

        await copies.GetByLabel("Filter").PressAsync("Escape");
        await copies.GetByLabel("Kind").SelectOptionAsync("DuplicatedInArchive");
        Assert.StartsWith($"{(rows + 2) / 3:N0} of {rows:N0} rows", await report.RowsAsync(), StringComparison.Ordinal);
        report.Clean();
    }

    [BrowserFact]
    public async Task What_is_copied_is_exact_and_no_formula()
    {
        await using var report = await OpenReport.OpenAsync(chromium, SampleReport.Of("=1+1"));
        await report.Page.EvaluateAsync("() => addEventListener('copy', event => { window.copied = event.clipboardData.getData('text/plain'); })");

        var rows = report.Page.Locator(".table[data-table=forecast]");
        await rows.GetByText("Copy rows").ClickAsync();
        Assert.Contains("2026-11-29 12:00:00Z", await report.Page.EvaluateAsync<string>("() => window.copied"), StringComparison.Ordinal);

        var removals = report.Page.Locator(".table[data-table=removals]");
        await removals.Locator("tbody td").First.ClickAsync();
        await removals.GetByText("Copy exact data").ClickAsync();
        Assert.Contains("\"size\": \"123456\"", await report.Page.EvaluateAsync<string>("() => window.copied"), StringComparison.Ordinal);
        report.Clean();
    }

    /// <summary>All rows are there once the page is open, but the text of few has been read: it opens as fast as bytes are unpacked, and the first filter reads the rest.</summary>
    [BrowserFact]
    public async Task A_row_takes_no_more_than_its_bytes_and_is_read_when_somebody_asks()
    {
        const int Rows = 140_000;
        await using var report = await OpenReport.OpenAsync(chromium, OpenReport.Many(Rows));

        Assert.InRange(report.Bytes / (double)Rows, 10, BytesPerRow);
        Assert.Equal(0, await report.Page.Locator("script[data-column]").CountAsync());
        Assert.InRange(await report.ReadAsync(), 1, Rows);

        await report.Copies.GetByLabel("Filter").FillAsync("n139999");
        await report.Page.WaitForFunctionAsync("() => document.querySelector('.table[data-table=duplicates] .rows').textContent.startsWith('1 of ')");
        Assert.InRange(await report.ReadAsync(), 20 * Rows, 60 * Rows);
    }

    private static async Task<int> RowAsync(OpenReport report) =>
        int.Parse(await report.Page.EvaluateAsync<string>("() => document.activeElement.closest('tr').getAttribute('aria-rowindex')"), System.Globalization.CultureInfo.InvariantCulture);
}
