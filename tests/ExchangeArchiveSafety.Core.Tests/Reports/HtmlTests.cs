using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using ExchangeArchiveSafety.Duplicates;
using ExchangeArchiveSafety.Reports.Charts;
using FsCheck.Xunit;
using Xunit;

namespace ExchangeArchiveSafety.Core.Tests.Reports;

/// <summary>The page as text: what a browser makes of it is tested in one.</summary>
public class HtmlTests
{
    private static readonly string[] Plain = Tags(Page("x"));

    [Fact]
    public void The_policy_names_the_digests_of_the_style_and_of_the_viewer_and_nothing_else()
    {
        var page = Page("x");
        var policy = Regex.Match(page, "Content-Security-Policy\" content=\"([^\"]*)\"").Groups[1].Value.Replace("&#39;", "'", StringComparison.Ordinal);

        Assert.Equal(
            $"default-src 'none'; style-src 'sha256-{Digest(page, "<style>", "</style>")}'; script-src 'sha256-{Digest(page, "<script>", "</script>")}'; base-uri 'none'; form-action 'none'; "
            + "require-trusted-types-for 'script'; trusted-types 'none'",
            policy);
        Assert.True(page.IndexOf("Content-Security-Policy", StringComparison.Ordinal) < page.IndexOf("<style>", StringComparison.Ordinal));
        Assert.DoesNotContain('\r', page);
        Assert.DoesNotMatch(@"\b(src|style|on\w+)=", string.Concat(Plain));
    }

    /// <summary>Whatever a tenant calls itself, the page has the same elements with the same attributes.</summary>
    [Property(MaxTest = 60)]
    public void No_name_adds_an_element_or_an_attribute(string name)
    {
        if (!string.IsNullOrWhiteSpace(name))
        {
            Assert.Equal(Plain, Tags(Page(name)));
        }
    }

    [Fact]
    public void No_hostile_name_does()
    {
        foreach (var name in SampleReport.Hostile)
        {
            Assert.Equal(Plain, Tags(Page(name)));
        }
    }

    [Theory]
    [InlineData(10, "days", 11)]
    [InlineData(100, "months", 4)]
    [InlineData(2000, "months", 25)] // Two years, and what was before.
    public void Copies_are_counted_by_day_or_by_month(int apart, string id, int bars)
    {
        var input = new ReportInput { AsOfUtc = SampleReport.AsOf };
        foreach (var days in new[] { 0, 1, apart })
        {
            foreach (var group in Mail.Find([Mail.Archived("a") with { InternetMessageId = $"<{days}@x>" }, Mail.Migrated("b") with { InternetMessageId = $"<{days}@x>", CreatedUtc = Mail.Sent.AddDays(days) }]))
            {
                _ = input.Add(group);
            }
        }

        var chart = Assert.IsType<TimeChart>(Assert.Single(ReportBuilder.Build(input).Sections.Single().Charts));

        Assert.Equal((id, bars, 3), (chart.Id, chart.Bars.Count, chart.Bars.Sum(bar => bar.Value)));
        Assert.Equal(chart.Bars.Count, chart.Alternative.Split(';').Length);
    }

    private static string Page(string name)
    {
        using var page = new MemoryStream();
        HtmlReport.Write(ReportBuilder.Build(SampleReport.Of(name)), page);
        return Encoding.UTF8.GetString(page.ToArray());
    }

    // A longer name takes more bytes.
    private static string[] Tags(string page) => [.. Regex.Matches(Regex.Replace(page, "(<script[^>]*>)[^<]*(?=</script>)|(<style>)[^<]*", "$1$2"), "<[^>]*>").Select(tag => Regex.Replace(tag.Value, " data-bytes=\"[0-9]+\"", ""))];

    private static string Digest(string page, string begin, string end)
    {
        var from = page.LastIndexOf(begin, StringComparison.Ordinal) + begin.Length;
        return Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(page[from..page.IndexOf(end, from, StringComparison.Ordinal)])));
    }
}
