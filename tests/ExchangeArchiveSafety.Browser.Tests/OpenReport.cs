using ExchangeArchiveSafety.Core.Tests.Reports;
using Microsoft.Playwright;
using Xunit;

namespace ExchangeArchiveSafety.Browser.Tests;

/// <summary>A report that is open in the browser, and everything that it should not have done.</summary>
internal sealed class OpenReport : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly string _folder;
    private readonly List<string> _seen = [];

    private OpenReport(IBrowserContext context, IPage page, string folder) => (_context, Page, _folder) = (context, page, folder);

    public IPage Page { get; }

    public long Bytes => new FileInfo(Path.Combine(_folder, "report.html")).Length;

    /// <summary>How many bytes of text the viewer has read.</summary>
    public Task<int> ReadAsync() => Page.EvaluateAsync<int>("() => window.read");

    public ILocator Copies => Page.Locator(".table[data-table=duplicates]");

    public static async Task<OpenReport> OpenAsync(Chromium chromium, ReportInput input, BrowserNewContextOptions? options = null)
    {
        var folder = Directory.CreateTempSubdirectory("eas-report-").FullName;
        _ = ReportFile.Write(Path.Combine(folder, "report.html"), ReportFormat.Html, input, replace: false);
        var context = await chromium.NewAsync(options);
        var report = new OpenReport(context, await context.NewPageAsync(), folder);
        report.Page.Console += (_, message) => report._seen.Add("console: " + message.Text);
        report.Page.PageError += (_, error) => report._seen.Add("error: " + error);
        report.Page.Dialog += (_, dialog) => report._seen.Add("dialog: " + dialog.Message);
        report.Page.Popup += (_, page) => report._seen.Add("popup: " + page.Url);
        report.Page.Request += (_, request) => report._seen.AddRange(request.Url.StartsWith("file:", StringComparison.Ordinal) && request.IsNavigationRequest ? [] : ["request: " + request.Url]);
        await report.Page.AddInitScriptAsync("addEventListener('securitypolicyviolation', event => console.log('policy: ' + event.violatedDirective))");
        await report.Page.AddInitScriptAsync("window.read = 0; { const decode = TextDecoder.prototype.decode; TextDecoder.prototype.decode = function (bytes) { window.read += bytes.length; return decode.call(this, bytes); }; }");
        _ = await report.Page.GotoAsync(new Uri(Path.Combine(folder, "report.html")).AbsoluteUri);
        if (options?.JavaScriptEnabled != false)
        {
            _ = await report.Page.WaitForFunctionAsync("() => document.documentElement.dataset.ready");
        }

        return report;
    }

    /// <summary>So many copies, each with a subject of its own.</summary>
    public static ReportInput Many(int copies)
    {
        var input = new ReportInput { AsOfUtc = SampleReport.AsOf };
        var words = "budget plan offer meeting notes report quarterly travel invoice order minutes agenda contract draft review launch customer visit team holiday server incident".Split(' ');
        for (var number = 0; number < copies; number++)
        {
            // Scattered, and the same every time.
            var mixed = (uint)number * 2654435761u;
            MailItem Item(MailItemLocation location, DateTime created) => new()
            {
                Mailbox = $"user{number / 500:0000}@contoso.example",
                Location = location,
                FolderPath = "Inbox/" + words[number % 7],
                ItemId = "AAMk" + number,
                InternetMessageId = $"<{number}@contoso.example>",
                Subject = string.Join(' ', Enumerable.Range(0, 5).Select(word => words[(int)((mixed >> (4 * word)) % words.Length)])) + " n" + number,
                Sender = $"sender{mixed % 2000}@example.net",
                SentUtc = SampleReport.AsOf.AddSeconds(-(mixed % 100_000_000)),
                CreatedUtc = created,
                Size = 1000 + (mixed % 5_000_000),
            };
            var evidence = number % 5 == 0 ? DuplicateEvidence.Identical : DuplicateEvidence.Strong;
            var copy = new ArchiveDuplicateItem(
                Item(MailItemLocation.Primary, SampleReport.AsOf.AddMinutes(-(mixed % 200_000))), false, number % 3 == 0 ? DuplicateKind.DuplicatedInArchive : DuplicateKind.Reappeared, evidence, SetAsideReasons.None);
            _ = input.Add(new ArchiveDuplicateGroup(evidence, new(Item(MailItemLocation.Archive, SampleReport.AsOf), true, null, null, SetAsideReasons.None), new([copy]), new([])));
        }

        return input;
    }

    /// <summary>Fails where it asked for anything, or the browser complained.</summary>
    public void Clean() => Assert.Empty(_seen);

    public Task<string> RowsAsync() => Copies.Locator(".rows").InnerTextAsync();

    public async ValueTask DisposeAsync()
    {
        await _context.CloseAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
