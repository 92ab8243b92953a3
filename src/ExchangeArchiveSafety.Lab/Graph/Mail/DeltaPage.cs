using System.Globalization;
using System.Text.Json;

namespace ExchangeArchiveSafety.Lab.Graph.Mail;

/// <summary>Paging by token, with a link for the next round at the end.</summary>
internal static class DeltaPage
{
    public static GraphAnswer Write<T>(GraphRequest request, GraphOptions options, IReadOnlyList<T> all, int round, Action<Utf8JsonWriter, T> writeOne)
    {
        var skip = request.Number("$skiptoken", 0);
        var size = Math.Min(PreferredSize(request) ?? request.Number("$top", options.DefaultPageSize), options.MaximumPageSize);
        var page = all.Skip(skip).Take(size).ToArray();
        var more = skip + page.Length < all.Count;
        return new ListPage<T>(
            page,
            null,
            more ? request.Link("$skiptoken", skip + page.Length) : null,
            more ? null : request.Link("$deltatoken", round, "$skiptoken"),
            writeOne).Answer();
    }

    private static int? PreferredSize(GraphRequest request)
    {
        const string Preference = "odata.maxpagesize=";
        var part = request.Prefer?.Split(',', ';').Select(text => text.Trim()).FirstOrDefault(text => text.StartsWith(Preference, StringComparison.OrdinalIgnoreCase));
        return part is not null && int.TryParse(part[Preference.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var size) && size > 0 ? size : null;
    }
}
