using System.Buffers.Text;
using System.Text.Json;

namespace ExchangeArchiveSafety.Connectors.Graph.Json;

/// <summary>Reads items out of answers, strictly: what is not exactly what the route gives is a broken answer.</summary>
internal static class ItemJson
{
    /// <summary>Takes an item while its places are valid.</summary>
    public delegate void Sink(ReadOnlySpan<byte> body, RawItem item);

    /// <summary>Reads a page of a list.</summary>
    /// <exception cref="BrokenAnswerException">The body is cut, malformed or no list of items.</exception>
    public static ListEnd ReadPage(ReadOnlySpan<byte> body, Sink sink) => StrictJson.Read(body, (ref Utf8JsonReader json, ReadOnlySpan<byte> bytes) =>
    {
        var item = new RawItem();
        return ListJson.Read(ref json, bytes, (ref Utf8JsonReader one, ReadOnlySpan<byte> all) =>
        {
            ReadObject(ref one, all, item);
            sink(all, item);
        });
    });

    /// <summary>Reads the answer to the request for one item.</summary>
    /// <exception cref="BrokenAnswerException">The body is cut, malformed or no item.</exception>
    public static T ReadItem<T>(ReadOnlySpan<byte> body, Func<byte[], RawItem, T> make)
    {
        var item = new RawItem();
        var bytes = body.ToArray();
        _ = StrictJson.Read(bytes, (ref Utf8JsonReader json, ReadOnlySpan<byte> all) =>
        {
            ReadObject(ref json, all, item);
            return 0;
        });
        return make(bytes, item);
    }

    private static void ReadObject(ref Utf8JsonReader json, ReadOnlySpan<byte> body, RawItem item)
    {
        item.Clear();
        StrictJson.Expect(ref json, JsonTokenType.StartObject);
        while (StrictJson.NextProperty(ref json))
        {
            if (json.ValueTextEquals("id"u8))
            {
                item.Id = StrictJson.StringValue(ref json);
            }
            else if (json.ValueTextEquals("type"u8))
            {
                item.ItemClass = StrictJson.StringValue(ref json);
            }
            else if (json.ValueTextEquals("createdDateTime"u8))
            {
                item.Created = StrictJson.StringValue(ref json);
            }
            else if (json.ValueTextEquals("lastModifiedDateTime"u8))
            {
                item.Modified = StrictJson.StringValue(ref json);
            }
            else if (json.ValueTextEquals("changeKey"u8))
            {
                item.ChangeKey = StrictJson.StringValue(ref json);
            }
            else if (json.ValueTextEquals("size"u8))
            {
                StrictJson.Advance(ref json);
                item.Size = SizeOf(ref json);
                StrictJson.SkipValue(ref json);
            }
            else if (json.ValueTextEquals("singleValueExtendedProperties"u8))
            {
                ReadProperties(ref json, body, item);
            }
            else
            {
                StrictJson.Advance(ref json);
                StrictJson.SkipValue(ref json);
            }
        }

        if (item.Id.Raw(body).IsEmpty)
        {
            throw StrictJson.Broken();
        }
    }

    // OData writes 64-bit numbers in quotes where a client or a server on the way asks for it.
    private static long? SizeOf(ref Utf8JsonReader json) => json.TokenType is JsonTokenType.Number or JsonTokenType.String
        && Utf8Parser.TryParse(json.ValueSpan, out long size, out var used) && used == json.ValueSpan.Length
        && size is >= 0 and < 1_000_000_000_000_000_000 ? size : null;

    private static void ReadProperties(ref Utf8JsonReader json, ReadOnlySpan<byte> body, RawItem item)
    {
        StrictJson.Advance(ref json);
        if (json.TokenType == JsonTokenType.Null)
        {
            return;
        }

        StrictJson.Expect(ref json, JsonTokenType.StartArray);
        for (StrictJson.Advance(ref json); json.TokenType != JsonTokenType.EndArray; StrictJson.Advance(ref json))
        {
            StrictJson.Expect(ref json, JsonTokenType.StartObject);
            var (id, value) = (default(JsonToken), default(JsonToken));
            while (StrictJson.NextProperty(ref json))
            {
                if (json.ValueTextEquals("id"u8))
                {
                    id = StrictJson.StringValue(ref json);
                }
                else if (json.ValueTextEquals("value"u8))
                {
                    value = StrictJson.ScalarValue(ref json);
                }
                else
                {
                    StrictJson.Advance(ref json);
                    StrictJson.SkipValue(ref json);
                }
            }

            if (value.IsThere && ItemProperties.Find(id.Bytes(body)) is { } property)
            {
                item[property] = value;
            }
        }
    }
}
