using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Text;

namespace ExchangeArchiveSafety.Lab.Exchange.Wire;

/// <summary>Writes what the lab reads.</summary>
internal static class JsonWriter
{
    public static string Write(object? value)
    {
        var json = new StringBuilder();
        Append(json, value);
        return json.ToString();
    }

    private static void Append(StringBuilder json, object? value)
    {
        if (value is PSObject wrapped && wrapped.BaseObject is not PSCustomObject)
        {
            value = wrapped.BaseObject;
        }

        switch (value)
        {
            case null:
                json.Append("null");
                break;
            case bool flag:
                json.Append(flag ? "true" : "false");
                break;
            case SwitchParameter flag:
                json.Append(flag.IsPresent ? "true" : "false");
                break;
            case int or long or short or byte or uint:
                json.Append(Convert.ToString(value, CultureInfo.InvariantCulture));
                break;
            case DateTime date:
                json.Append("{\"#\":\"date\",\"v\":");
                AppendText(json, date.ToString("o", CultureInfo.InvariantCulture));
                json.Append('}');
                break;
            case DateTimeOffset date:
                Append(json, date.UtcDateTime);
                break;
            case PSObject custom:
                // Somebody piped an object into an untyped parameter: its identity is meant.
                AppendText(json, Convert.ToString((custom.Properties["Identity"] ?? custom.Properties["Guid"])?.Value ?? custom, CultureInfo.InvariantCulture) ?? "");
                break;
            case string text:
                AppendText(json, text);
                break;
            case IDictionary members:
                AppendMembers(json, members);
                break;
            case IEnumerable many:
                AppendItems(json, many);
                break;
            default:
                AppendText(json, Convert.ToString(value, CultureInfo.InvariantCulture) ?? "");
                break;
        }
    }

    private static void AppendMembers(StringBuilder json, IDictionary members)
    {
        var separator = "{";
        foreach (DictionaryEntry member in members)
        {
            json.Append(separator);
            AppendText(json, Convert.ToString(member.Key, CultureInfo.InvariantCulture) ?? "");
            json.Append(':');
            Append(json, member.Value);
            separator = ",";
        }

        json.Append(separator == "{" ? "{}" : "}");
    }

    private static void AppendItems(StringBuilder json, IEnumerable many)
    {
        var separator = "[";
        foreach (var item in many)
        {
            json.Append(separator);
            Append(json, item);
            separator = ",";
        }

        json.Append(separator == "[" ? "[]" : "]");
    }

    private static void AppendText(StringBuilder json, string text)
    {
        json.Append('"');
        foreach (var c in text)
        {
            if (c is '"' or '\\' || c < ' ' || c > '~')
            {
                json.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
            }
            else
            {
                json.Append(c);
            }
        }

        json.Append('"');
    }
}
