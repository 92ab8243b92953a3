using Deque.AxeCore.Playwright;
using ExchangeArchiveSafety.Core.Tests.Reports;
using Microsoft.Playwright;
using Xunit;

namespace ExchangeArchiveSafety.Browser.Tests;

/// <summary>The page of a report in a real browser.</summary>
public sealed class PageTests(Chromium chromium) : IClassFixture<Chromium>
{
    [BrowserFact]
    public async Task It_asks_nobody_and_the_browser_has_nothing_to_complain_about()
    {
        await using var report = await OpenReport.OpenAsync(chromium, SampleReport.Of());

        Assert.Equal(5, await report.Page.Locator(".figure").CountAsync());
        Assert.Contains("Suspend-ConflictingArchivePolicy", await report.Page.Locator(".next").InnerTextAsync(), StringComparison.Ordinal);
        Assert.All(await report.Page.Locator(".next code").AllInnerTextsAsync(), line => Assert.DoesNotContain('\n', line));
        var hosts = await report.Page.Locator("a[href^=http]").EvaluateAllAsync<string[]>("links => links.map(link => link.host)");
        Assert.All(hosts, host => Assert.Contains(host, new[] { "learn.microsoft.com", "aka.ms", "github.com" }));
        report.Clean();
    }

    /// <summary>The policy lets nothing run that is not the viewer, and nobody be asked.</summary>
    [BrowserTheory]
    [InlineData("eval('1')")]
    [InlineData("document.body.innerHTML = '<b>x</b>'")]
    [InlineData("document.body.append(Object.assign(document.createElement('script'), { textContent: '1' }))")]
    [InlineData("document.body.setAttribute('onclick', '1')")]
    [InlineData("document.body.setAttribute('style', 'color: red')")]
    [InlineData("document.head.append(Object.assign(document.createElement('style'), { textContent: 'p { color: red }' }))")]
    [InlineData("fetch('https://contoso.example/').catch(() => {})")]
    [InlineData("new Image().src = 'https://contoso.example/x.png'")]
    [InlineData("document.body.append(Object.assign(document.createElement('iframe'), { src: 'https://contoso.example/' }))")]
    [InlineData("document.body.append(Object.assign(document.createElement('form'), { action: 'https://contoso.example/' })); document.forms[0].submit()")]
    [InlineData("document.head.append(Object.assign(document.createElement('base'), { href: 'https://contoso.example/' }))")]
    public async Task The_policy_holds(string script)
    {
        await using var report = await OpenReport.OpenAsync(chromium, SampleReport.Of());

        // A moment later, as a script of the page: what the driver itself runs is above the policy.
        var broken = await report.Page.EvaluateAsync<string?>(
            "() => new Promise(done => { addEventListener('securitypolicyviolation', event => done(event.violatedDirective)); setTimeout(() => { " + script + " }, 0); setTimeout(() => done(null), 60_000); })");

        Assert.NotNull(broken);
    }

    [BrowserFact]
    public async Task Nothing_that_a_tenant_calls_itself_is_anything_but_text()
    {
        foreach (var name in SampleReport.Hostile)
        {
            await using var report = await OpenReport.OpenAsync(chromium, SampleReport.Of(name));
            var shown = DisplayText.Escape(name);

            // Bidi controls and their like are shown as such, and the name stands there whole.
            Assert.Contains(shown, (await report.Page.Locator(".table[data-table=readiness] td").AllTextContentsAsync())[1], StringComparison.Ordinal);
            Assert.False(await report.Page.EvaluateAsync<bool>(@"() => /[\u0000-\u0008\u200b\u202a-\u202e\u2066-\u2069]/.test(document.documentElement.outerHTML)"));
            Assert.Equal(0, await report.Page.Locator("img, iframe, object, embed, form, base, link, body style, [onclick], [onerror], [onload], [onmouseover]").CountAsync());
            Assert.Equal(1, await report.Page.Locator("a[href]:not([href^='#'])").CountAsync());
            report.Clean();
        }
    }

    [BrowserTheory]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, 1280)]
    [InlineData(ColorScheme.Light, 360)]
    public async Task Nothing_stands_in_the_way_of_anybody(ColorScheme scheme, int width)
    {
        foreach (var input in new[] { SampleReport.Of(), OpenReport.Many(20_000) })
        {
            // The checker itself is a script that the policy would refuse.
            await using var report = await OpenReport.OpenAsync(chromium, input, new() { ColorScheme = scheme, BypassCSP = true, ViewportSize = new() { Width = width, Height = 800 } });

            var found = await report.Page.RunAxe();

            Assert.NotEmpty(found.Passes);
            Assert.Empty(found.Violations.Select(violation => violation.Impact + " " + violation.Id + " " + violation.Nodes[0].Html));
            Assert.True(await report.Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"), "The page is wider than the window.");
        }
    }

    [BrowserFact]
    public async Task Without_scripts_summary_charts_and_first_rows_are_there()
    {
        await using var report = await OpenReport.OpenAsync(chromium, OpenReport.Many(20_000), new() { JavaScriptEnabled = false });

        Assert.True(await report.Page.Locator(".sentence").IsVisibleAsync());
        Assert.True(await report.Page.Locator("svg[role=img]").First.IsVisibleAsync());
        Assert.Equal(100, await report.Copies.Locator("tbody tr").CountAsync());
        Assert.Contains("The first 100 of 20,000 rows", await report.RowsAsync(), StringComparison.Ordinal);
        Assert.Equal(0, await report.Page.Locator("button, input, select").CountAsync());
        report.Clean();
    }

    [BrowserFact]
    public async Task On_paper_stand_the_first_rows_and_a_sentence_on_the_others()
    {
        await using var report = await OpenReport.OpenAsync(chromium, OpenReport.Many(20_000));
        var before = await report.Copies.Locator("tbody tr").CountAsync();

        await report.Page.EvaluateAsync("() => dispatchEvent(new Event('beforeprint'))");
        await report.Page.EmulateMediaAsync(new() { Media = Media.Print });

        Assert.Equal(200, await report.Copies.Locator("tbody tr").CountAsync());
        Assert.Contains("The first 200 of 20,000 rows are printed", await report.RowsAsync(), StringComparison.Ordinal);
        Assert.False(await report.Page.Locator(".tools").First.IsVisibleAsync());
        Assert.InRange(await report.Page.EvaluateAsync<int>("() => document.documentElement.scrollHeight"), 1_000, 40_000);

        await report.Page.EmulateMediaAsync(new() { Media = Media.Screen });
        await report.Page.EvaluateAsync("() => dispatchEvent(new Event('afterprint'))");
        Assert.Equal(before, await report.Copies.Locator("tbody tr").CountAsync());
    }
}
