using System.Text.Json;

namespace ExchangeArchiveSafety.Connectors.Graph.Json;

/// <summary>Reads the frame of a list: its values, each by a reader of its own, and the link to more of them.</summary>
internal static class ListJson
{
    public delegate void One(ref Utf8JsonReader json, ReadOnlySpan<byte> body);

    /// <summary>Reads the list.</summary>
    /// <returns>The link to the next page; null when there is none.</returns>
    public static string? Read(ref Utf8JsonReader json, ReadOnlySpan<byte> body, One one)
    {
        StrictJson.Expect(ref json, JsonTokenType.StartObject);
        var hasValue = false;
        string? next = null;
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
            else
            {
                StrictJson.Advance(ref json);
                StrictJson.SkipValue(ref json);
            }
        }

        return hasValue ? next : throw StrictJson.Broken();
    }
}
