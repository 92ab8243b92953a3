using System.Text.Json.Serialization;

namespace ExchangeArchiveSafety;

/// <summary>
/// What Exchange said about one property: a value (which may be null), or nothing at all.
/// A property that was not returned is never the same as false, zero or null.
/// </summary>
/// <typeparam name="T">The type of the value.</typeparam>
[JsonConverter(typeof(KnownJsonConverterFactory))]
public readonly record struct Known<T>
{
    private readonly T _value;

    /// <summary>A fact that was returned.</summary>
    /// <param name="value">The value, null where Exchange says null.</param>
    public Known(T value)
    {
        _value = value;
        IsKnown = true;
    }

    /// <summary>Whether the property was returned.</summary>
    public bool IsKnown { get; }

    /// <summary>The value returned.</summary>
    /// <exception cref="InvalidOperationException">The property was not returned.</exception>
    public T Value => IsKnown ? _value : throw new InvalidOperationException("The property was not returned.");

    /// <summary>Whether the property was returned with this value.</summary>
    /// <param name="value">The value to compare with.</param>
    public bool Is(T value) => IsKnown && EqualityComparer<T>.Default.Equals(_value, value);

    /// <summary>The value returned, or a stand-in that the caller chooses knowingly.</summary>
    /// <param name="otherwise">What to take where nothing was returned.</param>
    public T Or(T otherwise) => IsKnown ? _value : otherwise;

    /// <summary>A value as a fact.</summary>
    /// <param name="value">The value returned by Exchange.</param>
    public static implicit operator Known<T>(T value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => IsKnown ? _value?.ToString() ?? "null" : "not returned";
}
