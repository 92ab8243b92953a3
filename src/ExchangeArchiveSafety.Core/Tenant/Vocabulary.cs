namespace ExchangeArchiveSafety;

/// <summary>
/// A closed set of texts that Exchange documents for one property. Sessions hand such values over as names, numbers, null or text with blanks: what is not
/// one of the documented names, compared without case and outer blanks, is unknown and never read as harmless.
/// </summary>
public abstract class Vocabulary
{
    private protected Vocabulary(string name, IReadOnlyList<string> values)
    {
        Name = name;
        Values = values;
    }

    /// <summary>The property, or what it is about where several have the same one.</summary>
    public string Name { get; }

    /// <summary>The documented values, as the documentation spells them.</summary>
    public IReadOnlyList<string> Values { get; }

    /// <summary>Whether a value that was returned is none of the documented ones; what was not returned is not.</summary>
    /// <param name="value">The value as it was read.</param>
    public bool IsUndocumented(Known<string?> value) => value.IsKnown && !Knows(value.Value);

    private protected abstract bool Knows(string? text);
}

/// <summary>A vocabulary with what each of its values means here.</summary>
/// <typeparam name="T">What a value means: whether it acts, and how.</typeparam>
public sealed class Vocabulary<T> : Vocabulary
    where T : struct
{
    private readonly Dictionary<string, T> _meanings;

    internal Vocabulary(string name, params (T Meaning, string[] Values)[] groups)
        : base(name, [.. groups.SelectMany(group => group.Values)]) =>
        _meanings = groups
            .SelectMany(group => group.Values, (group, value) => (value, group.Meaning))
            .ToDictionary(pair => pair.value, pair => pair.Meaning, StringComparer.OrdinalIgnoreCase);

    /// <summary>What a value means; null where it was not returned or is none of the documented ones.</summary>
    /// <param name="value">The value as it was read.</param>
    public T? Of(Known<string?> value) => value.IsKnown ? Of(value.Value) : null;

    /// <summary>What a text means; null where it is none of the documented values.</summary>
    /// <param name="text">The text.</param>
    public T? Of(string? text) => text is not null && _meanings.TryGetValue(text.Trim(), out var meaning) ? meaning : null;

    private protected override bool Knows(string? text) => Of(text) is not null;
}
