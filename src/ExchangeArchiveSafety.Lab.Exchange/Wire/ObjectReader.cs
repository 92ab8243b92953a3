using System.Globalization;
using System.Management.Automation;

namespace ExchangeArchiveSafety.Lab.Exchange.Wire;

/// <summary>Turns an answer into the objects that a session hands out: property bags, as after a deserialization.</summary>
internal static class ObjectReader
{
    public static object? Read(object? value)
    {
        switch (value)
        {
            case List<object?> items:
                return items.Select(Read).ToArray() is var read && read.All(item => item is string) ? read.Cast<string>().ToArray() : read;
            case JsonObject typed:
                return Typed(typed);
            default:
                return value;
        }
    }

    private static object Typed(JsonObject value)
    {
        switch (value.Text("#"))
        {
            case "guid":
                return new Guid(value.Text("v"));
            case "date":
                return DateTime.Parse(value.Text("v"), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);
            case "localdate":
                return DateTime.Parse(value.Text("v"), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind).ToLocalTime();
            case "span":
                return TimeSpan.Parse(value.Text("v"), CultureInfo.InvariantCulture);
            default:
                var result = value["text"] is string text ? new PSObject(new PrintedValue(text)) : new PSObject();
                foreach (var member in ((JsonObject)value["p"]!).Members)
                {
                    result.Properties.Add(new PSNoteProperty(member.Key, Read(member.Value)));
                }

                return result;
        }
    }

    /// <summary>A deserialized value: it has some properties and remembers how it was printed.</summary>
    private sealed class PrintedValue(string text)
    {
        public override string ToString() => text;
    }
}
