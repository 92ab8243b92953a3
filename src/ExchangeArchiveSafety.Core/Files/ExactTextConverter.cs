using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ExchangeArchiveSafety.Files;

/// <summary>
/// Text that comes back exactly as it was. The library writes no half of a surrogate pair, and subjects and folder names that were cut
/// in the middle of a character exist: such text is written as an object with its UTF-16 units in base64. Where others wrote the half
/// as it is, it is read as it is.
/// </summary>
internal sealed class ExactTextConverter : JsonConverter<string>
{
    private const string Units = "utf16";

    public override string Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            return Text(ref reader);
        }

        if (reader.TokenType != JsonTokenType.StartObject
            || !reader.Read() || reader.TokenType != JsonTokenType.PropertyName || !reader.ValueTextEquals(Units)
            || !reader.Read() || reader.TokenType != JsonTokenType.String || !reader.TryGetBytesFromBase64(out var units)
            || !reader.Read() || reader.TokenType != JsonTokenType.EndObject || units.Length % 2 != 0)
        {
            throw new JsonException("This is no text.");
        }

        var text = new char[units.Length / 2];
        for (var place = 0; place < text.Length; place++)
        {
            text[place] = (char)(units[2 * place] | (units[(2 * place) + 1] << 8));
        }

        return new string(text);
    }

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options)
    {
        if (IsWhole(value))
        {
            writer.WriteStringValue(value);
            return;
        }

        var units = new byte[value.Length * 2];
        for (var place = 0; place < value.Length; place++)
        {
            units[2 * place] = (byte)value[place];
            units[(2 * place) + 1] = (byte)(value[place] >> 8);
        }

        writer.WriteStartObject();
        writer.WriteBase64String(Units, units);
        writer.WriteEndObject();
    }

    private static string Text(ref Utf8JsonReader reader)
    {
        var written = reader.HasValueSequence ? reader.ValueSequence.ToArray() : reader.ValueSpan;
        var bytes = reader.ValueIsEscaped ? JsonText.Unescape(written) : written;
        return Wtf8.IsValid(bytes) ? Wtf8.Decode(bytes) : throw new JsonException("This is no text.");
    }

    private static bool IsWhole(string text)
    {
        for (var place = 0; place < text.Length; place++)
        {
            if (char.IsSurrogate(text[place]))
            {
                if (!char.IsSurrogatePair(text, place))
                {
                    return false;
                }

                place++;
            }
        }

        return true;
    }
}
