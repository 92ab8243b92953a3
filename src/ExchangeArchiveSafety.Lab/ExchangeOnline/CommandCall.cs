using System.Globalization;

namespace ExchangeArchiveSafety.Lab.ExchangeOnline;

/// <summary>A command with the parameters that were bound.</summary>
public sealed class CommandCall(string name, IReadOnlyDictionary<string, object?> parameters, string connectionId = "")
{
    public string Name { get; } = name;

    /// <summary>Strings, numbers, booleans, dates, nulls, arrays and dictionaries.</summary>
    public IReadOnlyDictionary<string, object?> Parameters { get; } = new Dictionary<string, object?>(parameters, StringComparer.OrdinalIgnoreCase);

    public string ConnectionId { get; } = connectionId;

    public bool Has(string parameter) => Parameters.ContainsKey(parameter);

    public object? Value(string parameter) => Parameters.GetValueOrDefault(parameter);

    /// <summary>Null when it is absent, null or empty: Exchange makes no difference.</summary>
    public string? Text(string parameter) => Value(parameter) is { } value && Convert.ToString(value, CultureInfo.InvariantCulture) is { Length: > 0 } text ? text : null;

    public bool Flag(string parameter) => Value(parameter) switch
    {
        bool flag => flag,
        string text => bool.TryParse(text, out var flag) && flag,
        _ => false,
    };

    public bool? Boolean(string parameter) => Value(parameter) switch
    {
        bool flag => flag,
        long number => number != 0,
        string text when bool.TryParse(text.TrimStart('$'), out var flag) => flag,
        _ => null,
    };

    /// <summary>A date without a zone counts as UTC.</summary>
    public DateTime? Date(string parameter) => Value(parameter) switch
    {
        DateTime date => date.Kind == DateTimeKind.Local ? date.ToUniversalTime() : DateTime.SpecifyKind(date, DateTimeKind.Utc),
        string { Length: > 0 } text => DateTime.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal),
        _ => null,
    };

    /// <summary>One text or several.</summary>
    public IReadOnlyList<string> Texts(string parameter) => Value(parameter) switch
    {
        IEnumerable<object?> many => [.. many.Select(one => Convert.ToString(one, CultureInfo.InvariantCulture) ?? "")],
        null => [],
        var one => [.. (Convert.ToString(one, CultureInfo.InvariantCulture) ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)],
    };
}
