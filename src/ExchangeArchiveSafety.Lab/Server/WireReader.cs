using System.Globalization;
using System.Text.Json;

namespace ExchangeArchiveSafety.Lab.Server;

/// <summary>Parameters as they arrive.</summary>
internal static class WireReader
{
    public static Dictionary<string, object?> Parameters(JsonElement parameters) =>
        parameters.EnumerateObject().ToDictionary(property => property.Name, property => Value(property.Value), StringComparer.OrdinalIgnoreCase);

    private static object? Value(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number => value.TryGetInt64(out var number) ? number : value.GetDouble(),
        JsonValueKind.Array => value.EnumerateArray().Select(Value).ToArray(),
        JsonValueKind.Object when value.TryGetProperty("#", out var type) && type.GetString() == "date" =>
            DateTime.Parse(value.GetProperty("v").GetString()!, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind),
        JsonValueKind.Object => Parameters(value),
        _ => null,
    };
}
