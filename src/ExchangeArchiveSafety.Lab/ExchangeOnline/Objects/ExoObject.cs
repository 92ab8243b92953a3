using System.Collections;

namespace ExchangeArchiveSafety.Lab.ExchangeOnline.Objects;

/// <summary>An object as a command returns it: named values in their order. Enumerations, identities, sizes and spans take the tenant's shape on the wire.</summary>
public sealed class ExoObject(object? about = null) : IEnumerable<KeyValuePair<string, object?>>
{
    private readonly List<KeyValuePair<string, object?>> _values = [];

    /// <summary>The mailbox, batch or user that it shows; faults aim by it. It does not travel.</summary>
    public object? About { get; } = about;

    public object? this[string name]
    {
        get => _values.Find(pair => pair.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;
        set
        {
            var index = _values.FindIndex(pair => pair.Key.Equals(name, StringComparison.OrdinalIgnoreCase));
            if (index < 0)
            {
                _values.Add(new(name, value));
            }
            else
            {
                _values[index] = new(name, value);
            }
        }
    }

    /// <summary>For collection initializers.</summary>
    public void Add(string name, object? value) => _values.Add(new(name, value));

    public bool Has(string name) => _values.Exists(pair => pair.Key.Equals(name, StringComparison.OrdinalIgnoreCase));

    public void Remove(string name) => _values.RemoveAll(pair => pair.Key.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Only these properties, as a property set gives them.</summary>
    public ExoObject Select(IReadOnlySet<string> names)
    {
        var selected = new ExoObject(About);
        selected._values.AddRange(_values.Where(pair => names.Contains(pair.Key)));
        return selected;
    }

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => _values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
