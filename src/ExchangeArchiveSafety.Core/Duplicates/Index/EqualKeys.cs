using System.Runtime.CompilerServices;

namespace ExchangeArchiveSafety.Duplicates.Index;

/// <summary>Finds equal digests among many. One instance a thread: its room is used again.</summary>
internal sealed class EqualKeys
{
    private int[] _table = [];
    private int[] _next = [];
    private readonly List<int> _heads = [];
    private int _more;

    /// <summary>How many places are in sets of two and more.</summary>
    public int Places => _heads.Count + _more;

    /// <summary>Finds the sets of two and more places that hold the same key.</summary>
    /// <param name="keys">The keys.</param>
    /// <param name="count">How many of them.</param>
    [MethodImpl(Hot.Path)]
    public void Find(ulong[] keys, int count)
    {
        Clear(count);
        var mask = (uint)_table.Length - 1;
        for (var place = 0; place < count; place++)
        {
            var slot = (uint)keys[place] & mask;
            while (_table[slot] != 0 && keys[_table[slot] - 1] != keys[place])
            {
                slot = (slot + 1) & mask;
            }

            // A slot holds the first place of its key, and each place the one before it of the same key but the first.
            if (_table[slot] == 0)
            {
                _table[slot] = place + 1;
                continue;
            }

            var head = _table[slot] - 1;
            if (_next[head] == 0)
            {
                _heads.Add(head);
            }

            _next[place] = _next[head];
            _next[head] = place + 1;
            _more++;
        }
    }

    /// <summary>Visits every set.</summary>
    /// <param name="visit">Receives the places; the list is used again.</param>
    [MethodImpl(Hot.Path)]
    public void Visit(Action<List<int>> visit)
    {
        var places = new List<int>();
        foreach (var head in _heads)
        {
            places.Clear();
            for (var place = head + 1; place != 0; place = _next[place - 1])
            {
                places.Add(place - 1);
            }

            visit(places);
        }
    }

    private void Clear(int count)
    {
        var size = 16;
        while (size < count * 2)
        {
            size *= 2;
        }

        // A table that fits the partition stays in the cache.
        if (_table.Length != size)
        {
            _table = new int[size];
        }
        else
        {
            Array.Clear(_table, 0, size);
        }

        if (_next.Length < count)
        {
            _next = new int[size];
        }
        else
        {
            Array.Clear(_next, 0, count);
        }

        _heads.Clear();
        _more = 0;
    }
}
