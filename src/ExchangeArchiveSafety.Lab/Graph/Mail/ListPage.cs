using System.Text.Json;
using ExchangeArchiveSafety.Lab.Graph.Trouble;

namespace ExchangeArchiveSafety.Lab.Graph.Mail;

/// <summary>One page of a list, with the link to the next.</summary>
internal sealed record ListPage<T>(IReadOnlyList<T> Items, long? Count, string? NextLink, string? DeltaLink, Action<Utf8JsonWriter, T> WriteOne)
{
    public GraphAnswer Answer() => GraphAnswer.Json(this, static (json, page) => page.Write(json));

    private void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("@odata.context", "https://graph.microsoft.com/$metadata#Collection");
        if (Count is { } count)
        {
            json.WriteNumber("@odata.count", count);
        }

        json.WriteStartArray("value");
        foreach (var item in Items)
        {
            WriteOne(json, item);
        }

        json.WriteEndArray();
        if (NextLink is not null)
        {
            json.WriteString("@odata.nextLink", NextLink);
        }

        if (DeltaLink is not null)
        {
            json.WriteString("@odata.deltaLink", DeltaLink);
        }

        json.WriteEndObject();
    }
}

/// <summary>Paging by <c>$skip</c>: what is deleted meanwhile shifts the later pages.</summary>
internal static class ListPage
{
    public static GraphAnswer Write<T>(GraphRequest request, GraphOptions options, IReadOnlyList<T> all, Action<Utf8JsonWriter, T> writeOne) =>
        Cut(request, options, all, writeOne).Answer();

    /// <summary>The page alone, so that it can be written when the tenant is free again.</summary>
    public static ListPage<T> Cut<T>(GraphRequest request, GraphOptions options, IReadOnlyList<T> all, Action<Utf8JsonWriter, T> writeOne)
    {
        var skip = request.Number("$skip", 0);
        var top = Math.Min(request.Number("$top", options.DefaultPageSize), options.MaximumPageSize);
        if (top == 0)
        {
            throw GraphException.BadRequest("Invalid value '0' for $top.");
        }

        var size = Math.Clamp(all.Count - skip, 0, top);
        var whole = size;
        if (request.Troubles.Contains(GraphFaultKind.ShortPage))
        {
            size /= 2;
        }

        var page = new T[size];
        for (var i = 0; i < size; i++)
        {
            page[i] = all[skip + i];
        }

        var next = size == whole && skip + size < all.Count ? request.Link("$skip", skip + size) : null;
        return new ListPage<T>(page, request.Option("$count") == "true" ? all.Count : null, next, null, writeOne);
    }
}
