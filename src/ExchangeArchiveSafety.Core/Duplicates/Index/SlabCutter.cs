using System.Runtime.CompilerServices;

namespace ExchangeArchiveSafety.Duplicates.Index;

/// <summary>Cuts lists from slabs, which are given back together. For one thread at a time.</summary>
internal sealed class SlabCutter(Slabs slabs)
{
    private readonly List<byte[]> _slabs = [];
    private int _used;

    /// <summary>An empty list with room for so many values.</summary>
    public SlabList<T> Cut<T>(int length)
        where T : struct
    {
        var bytes = checked(length * Unsafe.SizeOf<T>());
        if (bytes == 0)
        {
            return new([], 0, 0);
        }

        if (_slabs.Count == 0 || _slabs[_slabs.Count - 1].Length - _used < bytes)
        {
            _slabs.Add(slabs.Take(bytes));
            _used = 0;
        }

        var list = new SlabList<T>(_slabs[_slabs.Count - 1], _used, bytes);
        _used += bytes;
        return list;
    }

    /// <summary>Gives all slabs back. Nobody may use a list of them any more.</summary>
    public void Return()
    {
        _slabs.ForEach(slabs.Return);
        _slabs.Clear();
    }
}
