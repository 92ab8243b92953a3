using System.Globalization;
using System.Text.Json;
using ExchangeArchiveSafety.Lab.ExchangeOnline;
using ExchangeArchiveSafety.Lab.ExchangeOnline.Objects;
using ExchangeArchiveSafety.Lab.Tenant;

namespace ExchangeArchiveSafety.Lab.Server;

/// <summary>
/// An answer as JSON, each value in the shape that this tenant uses. What JSON cannot say is an object whose member
/// <c>#</c> names the type: guid, date, span, object.
/// </summary>
internal sealed class WireWriter(Utf8JsonWriter json, ValueShapes shapes)
{
    public void Write(CommandAnswer answer)
    {
        json.WriteStartObject();
        json.WriteStartArray("objects");
        answer.Objects.ForEach(item => WriteObject(null, item));
        json.WriteEndArray();
        json.WriteStartArray("warnings");
        answer.Warnings.ForEach(json.WriteStringValue);
        json.WriteEndArray();
        json.WriteStartArray("errors");
        foreach (var error in answer.Errors)
        {
            json.WriteStartObject();
            json.WriteString("text", error.Text);
            json.WriteBoolean("terminating", error.Terminating);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private void WriteObject(string? text, IEnumerable<KeyValuePair<string, object?>> properties)
    {
        json.WriteStartObject();
        json.WriteString("#", "object");
        if (text is not null)
        {
            json.WriteString("text", text);
        }

        json.WriteStartObject("p");
        foreach (var (name, value) in properties)
        {
            json.WritePropertyName(name);
            WriteValue(value);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private void WriteValue(object? value)
    {
        switch (value)
        {
            case null:
                json.WriteNullValue();
                break;
            case string text:
                json.WriteStringValue(text);
                break;
            case bool flag:
                json.WriteBooleanValue(flag);
                break;
            case int number:
                json.WriteNumberValue(number);
                break;
            case long number:
                json.WriteNumberValue(number);
                break;
            case Guid guid:
                WriteTyped("guid", guid.ToString());
                break;
            case DateTime date:
                WriteDate(date);
                break;
            case string[] texts:
                json.WriteStartArray();
                Array.ForEach(texts, json.WriteStringValue);
                json.WriteEndArray();
                break;
            case ExoEnum { Text: var text }:
                WriteNamed(text, shapes.Enums switch { EnumShape.ObjectWithValue => "Value", EnumShape.ObjectWithName => "Name", _ => null });
                break;
            case ExoIdentity { Text: var text }:
                WriteNamed(text, shapes.Identities == IdentityShape.ObjectWithName ? "Name" : null);
                break;
            case ExoSize { Bytes: var bytes }:
                WriteSize(bytes);
                break;
            case ExoSpan { Value: var span }:
                WriteSpan(span);
                break;
            default:
                throw new NotSupportedException($"No wire form for {value.GetType()}.");
        }
    }

    private void WriteNamed(string text, string? property)
    {
        if (property is null)
        {
            json.WriteStringValue(text);
        }
        else
        {
            WriteObject(text, [new(property, text)]);
        }
    }

    private void WriteDate(DateTime date)
    {
        var text = date.ToString("o", CultureInfo.InvariantCulture);
        switch (shapes.Dates)
        {
            case DateShape.IsoText:
                json.WriteStringValue(text);
                break;
            case DateShape.DateTimeLocal:
                WriteTyped("localdate", text);
                break;
            case DateShape.DateTimeUnspecified:
                WriteTyped("date", text.TrimEnd('Z'));
                break;
            default:
                WriteTyped("date", text);
                break;
        }
    }

    private void WriteSize(long? bytes)
    {
        switch (shapes.Sizes)
        {
            case SizeShape.Number when bytes is { } number:
                json.WriteNumberValue(number);
                break;
            case SizeShape.Object:
                WriteObject(ExoText.Size(bytes), [new("IsUnlimited", bytes is null), new("Value", bytes is null ? null : ExoText.Size(bytes))]);
                break;
            default:
                json.WriteStringValue(ExoText.Size(bytes, shapes.Sizes == SizeShape.TextWithDots));
                break;
        }
    }

    private void WriteSpan(TimeSpan? value)
    {
        if (value is not { } span)
        {
            json.WriteNullValue();
            return;
        }

        switch (shapes.Spans)
        {
            case SpanShape.TimeSpan:
                WriteTyped("span", span.ToString("c", CultureInfo.InvariantCulture));
                break;
            case SpanShape.DaysAndTicks:
                WriteObject(ExoText.Span(span), [new("Days", span.Days), new("Ticks", span.Ticks)]);
                break;
            default:
                json.WriteStringValue(ExoText.Span(span));
                break;
        }
    }

    private void WriteTyped(string type, string value)
    {
        json.WriteStartObject();
        json.WriteString("#", type);
        json.WriteString("v", value);
        json.WriteEndObject();
    }
}
