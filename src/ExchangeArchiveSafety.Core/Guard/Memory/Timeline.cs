namespace ExchangeArchiveSafety.Guard.Memory;

/// <summary>What something was, from when on. Records of passes that ran at once come in any order and more than once: the earliest time of a value in a row counts.</summary>
internal sealed class Timeline<T>
{
    private readonly List<(DateTime AtUtc, T Value)> _changes = [];

    /// <summary>The changes, oldest first.</summary>
    public IReadOnlyList<(DateTime AtUtc, T Value)> Changes => _changes;

    /// <summary>The first one; null where there is none.</summary>
    public (DateTime AtUtc, T Value)? First => _changes.Count > 0 ? _changes[0] : null;

    /// <summary>The last one; null where there is none.</summary>
    public (DateTime AtUtc, T Value)? Last => _changes.Count > 0 ? _changes[_changes.Count - 1] : null;

    /// <summary>It was seen so.</summary>
    public void Add(DateTime atUtc, T value)
    {
        var at = _changes.FindLastIndex(change => change.AtUtc <= atUtc) + 1;
        if (at > 0 && Is(_changes[at - 1].Value, value))
        {
            return;
        }

        if (at < _changes.Count && Is(_changes[at].Value, value))
        {
            _changes[at] = (atUtc, value);
        }
        else
        {
            _changes.Insert(at, (atUtc, value));
        }
    }

    private static bool Is(T one, T other) => EqualityComparer<T>.Default.Equals(one, other);
}
