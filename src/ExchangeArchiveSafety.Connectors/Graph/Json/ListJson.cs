using System.Text.Json;

namespace ExchangeArchiveSafety.Connectors.Graph.Json;

/// <summary>Reads the frame of a list: its values, each by a reader of its own, and the link to more of them.</summary>
internal static class ListJson
{
    public delegate void One(ref Utf8JsonReader json, ReadOnlySpan<byte> body);

    /// <summary>Reads the list.</summary>
    public static ListEnd Read(ref Utf8JsonReader json, ReadOnlySpan<byte> body, One one)
    {
        StrictJson.Expect(ref json, JsonTokenType.StartObject);
        var hasValue = false;
        var (next, count) = (default(string), default(int?));
        while (StrictJson.NextProperty(ref json))
        {
            if (json.ValueTextEquals("value"u8))
            {
                StrictJson.Advance(ref json);
                StrictJson.Expect(ref json, JsonTokenType.StartArray);
                hasValue = hasValue ? throw StrictJson.Broken() : true;
                for (StrictJson.Advance(ref json); json.TokenType != JsonTokenType.EndArray; StrictJson.Advance(ref json))
                {
                    one(ref json, body);
                }
            }
            else if (json.ValueTextEquals("@odata.nextLink"u8))
            {
                var link = StrictJson.StringValue(ref json);
                next = link.IsThere ? link.Text(body) : null;
            }
            else if (json.ValueTextEquals("@odata.count"u8))
            {
                count = StrictJson.IntValue(ref json);
            }
            else
            {
                StrictJson.Advance(ref json);
                StrictJson.SkipValue(ref json);
            }
        }

        return hasValue ? new(next, count) : throw StrictJson.Broken();
    }
}

/// <summary>What stands beside the values of a list.</summary>
/// <param name="Link">The link to the next page; null when there is none.</param>
/// <param name="Count">How many there are on all pages; null when the server does not say.</param>
internal readonly record struct ListEnd(string? Link, int? Count);
