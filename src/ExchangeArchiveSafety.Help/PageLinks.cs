using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace ExchangeArchiveSafety.Help;

/// <summary>Where links of the pages lead.</summary>
internal static class PageLinks
{
    public static bool IsOutside(string? url) => url?.StartsWith("https://", StringComparison.Ordinal) ?? false;

    /// <summary>Links to a page that is not there, or to no heading or anchor of it.</summary>
    public static IEnumerable<PageException> Broken(IReadOnlyList<MarkdownPage> pages)
    {
        var named = pages.ToDictionary(page => page.Name + ".md");
        foreach (var page in pages)
        {
            foreach (var link in page.Document.Descendants<LinkInline>().Where(link => !IsOutside(link.Url)))
            {
                var parts = (link.Url ?? "").Split('#', 2);
                var target = parts[0].Length == 0 && parts.Length > 1 ? page : named.GetValueOrDefault(parts[0]);
                if (target is null || (parts.Length > 1 && !target.Anchors.Contains(parts[1])))
                {
                    yield return page.Error(link.Line, $"The link to \"{link.Url}\" leads nowhere.");
                }
            }
        }
    }
}
