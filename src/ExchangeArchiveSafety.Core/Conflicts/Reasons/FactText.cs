namespace ExchangeArchiveSafety.Conflicts.Reasons;

/// <summary>Facts as findings show them, by the names Exchange gives them.</summary>
internal static class FactText
{
    private const string NotReturned = "not returned";

    public static KeyValuePair<string, string> Fact<T>(string name, Known<T> fact) => new(name, fact.IsKnown ? Value(fact.Value) : NotReturned);

    public static KeyValuePair<string, string> Fact(string name, object? value) => new(name, Value(value));

    /// <summary>The value in a sentence.</summary>
    public static string Shown(Known<string?> fact) => fact.IsKnown && !string.IsNullOrEmpty(fact.Value) ? fact.Value! : NotReturned;

    private static string Value(object? value) => value is null ? "null" : DisplayText.Show(value);
}
