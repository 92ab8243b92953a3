using System.Buffers.Text;
using System.Text.Json;

namespace ExchangeArchiveSafety.Connectors.Graph.Json;

/// <summary>Steps through an answer and takes everything unexpected for a broken one.</summary>
internal static class StrictJson
{
    public delegate T Reading<T>(ref Utf8JsonReader json, ReadOnlySpan<byte> body);

    /// <summary>Reads a body from its first byte to its last.</summary>
    /// <exception cref="BrokenAnswerException">It is cut, malformed, or more than one value.</exception>
    public static T Read<T>(ReadOnlySpan<byte> body, Reading<T> read)
    {
        if (!Wtf8.IsValid(body))
        {
            throw Broken();
        }

        try
        {
            var json = new Utf8JsonReader(body);
            Advance(ref json);
            var result = read(ref json, body);
            return json.Read() ? throw Broken() : result;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException)
        {
            throw Broken(exception);
        }
    }

    public static void Advance(ref Utf8JsonReader json)
    {
        if (!json.Read())
        {
            throw Broken();
        }
    }

    public static void Expect(ref Utf8JsonReader json, JsonTokenType type)
    {
        if (json.TokenType != type)
        {
            throw Broken();
        }
    }

    /// <summary>Goes to the next property of an object, or to the object's end.</summary>
    public static bool NextProperty(ref Utf8JsonReader json)
    {
        Advance(ref json);
        return json.TokenType == JsonTokenType.PropertyName || (json.TokenType == JsonTokenType.EndObject ? false : throw Broken());
    }

    /// <summary>Steps over the rest of the value that the reader stands on.</summary>
    public static void SkipValue(ref Utf8JsonReader json)
    {
        if (!json.TrySkip())
        {
            throw Broken();
        }
    }

    /// <summary>The string value of the property that the reader stands on; nothing for null.</summary>
    public static JsonToken StringValue(ref Utf8JsonReader json)
    {
        Advance(ref json);
        return json.TokenType switch
        {
            JsonTokenType.String => Token(ref json),
            JsonTokenType.Null => default,
            _ => throw Broken(),
        };
    }

    /// <summary>The text of one property of the object that the reader stands on; empty where there is none.</summary>
    public static string TextOf(ref Utf8JsonReader json, ReadOnlySpan<byte> body, string name)
    {
        Expect(ref json, JsonTokenType.StartObject);
        var text = "";
        while (NextProperty(ref json))
        {
            if (json.ValueTextEquals(name))
            {
                text = StringValue(ref json).Text(body);
            }
            else
            {
                Advance(ref json);
                SkipValue(ref json);
            }
        }

        return text;
    }

    /// <summary>The same, where a number or a flag may stand as itself.</summary>
    public static JsonToken ScalarValue(ref Utf8JsonReader json)
    {
        Advance(ref json);
        switch (json.TokenType)
        {
            case JsonTokenType.String:
                return Token(ref json);
            case JsonTokenType.True or JsonTokenType.False or JsonTokenType.Number:
                return new((int)json.TokenStartIndex, json.ValueSpan.Length, isEscaped: false, isQuoted: false);
            default:
                SkipValue(ref json);
                return default;
        }
    }

    /// <summary>The whole number of the property that the reader stands on, in quotes or without; null for null.</summary>
    public static int? IntValue(ref Utf8JsonReader json)
    {
        Advance(ref json);
        return json.TokenType switch
        {
            JsonTokenType.Number when json.TryGetInt32(out var number) && number >= 0 => number,
            JsonTokenType.String when Utf8Parser.TryParse(json.ValueSpan, out int number, out var used) && used == json.ValueSpan.Length && number >= 0 => number,
            JsonTokenType.Null => null,
            _ => throw Broken(),
        };
    }

    public static BrokenAnswerException Broken(Exception? inner = null) => new(ConnectorMessages.ReasonBroken, inner);

    private static JsonToken Token(ref Utf8JsonReader json) => new((int)json.TokenStartIndex + 1, json.ValueSpan.Length, json.ValueIsEscaped);
}
