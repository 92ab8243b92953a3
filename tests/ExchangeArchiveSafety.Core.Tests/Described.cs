using System.Collections;
using System.Globalization;
using System.Reflection;

namespace ExchangeArchiveSafety.Core.Tests;

/// <summary>Writes every public property of an object down, a line each, so that two objects can be compared whole and a difference can be read.</summary>
internal static class Described
{
    public static string Of(object? value)
    {
        var lines = new List<string>();
        Describe("", value, lines);
        return string.Join("\n", lines);
    }

    private static void Describe(string path, object? value, List<string> lines)
    {
        switch (value)
        {
            case null:
                lines.Add(path + " = null");
                break;
            case string text:
                lines.Add(path + " = \"" + text + "\"");
                break;
            case DateTime time:
                lines.Add(path + " = " + time.ToString("O", CultureInfo.InvariantCulture));
                break;
            case IEnumerable list:
                var index = 0;
                foreach (var item in list)
                {
                    Describe(path + "[" + index++ + "]", item, lines);
                }

                lines.Add(path + ".Count = " + index);
                break;
            case IFormattable simple when value.GetType().Namespace!.StartsWith("System", StringComparison.Ordinal) || value is Enum:
                lines.Add(path + " = " + simple.ToString(null, CultureInfo.InvariantCulture));
                break;
            case bool flag:
                lines.Add(path + " = " + flag);
                break;
            case { } fact when IsFact(fact.GetType()):
                var known = (bool)fact.GetType().GetProperty("IsKnown")!.GetValue(fact)!;
                if (known)
                {
                    Describe(path, fact.GetType().GetProperty("Value")!.GetValue(fact), lines);
                }
                else
                {
                    lines.Add(path + " not returned");
                }

                break;
            default:
                foreach (var property in value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.GetIndexParameters().Length == 0))
                {
                    Describe(path + "." + property.Name, property.GetValue(value), lines);
                }

                break;
        }
    }

    public static bool IsFact(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Known<>);
}
