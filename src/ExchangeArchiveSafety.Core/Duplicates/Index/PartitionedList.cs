using System.Runtime.CompilerServices;

namespace ExchangeArchiveSafety;

/// <summary>
/// Entries sorted into partitions by the first byte of their digest while they arrive, in small blocks: nothing is ever copied to
/// grow, and each partition can be sorted by itself, in the processor's cache and on any core.
/// </summary>
internal sealed class PartitionedList<T>
    where T : struct
{
    public const int Partitions = 256;

    private const int FirstBlock = 8;
    private const int LargestBlock = 1024;

    private readonly T[][] _current = new T[Partitions][];
    private readonly int[] _used = new int[Partitions];
    private readonly List<T[]>?[] _full = new List<T[]>?[Partitions];

    public PartitionedList()
    {
        for (var partition = 0; partition < Partitions; partition++)
        {
            _current[partition] = [];
        }
    }

    /// <summary>Entries for which there is room now, used or not.</summary>
    public long Capacity { get; private set; }

    [MethodImpl(Hot.Path)]
    public void Add(ulong key, in T entry)
    {
        var partition = (int)(key >> 56);
        var block = _current[partition];
        var used = _used[partition];
        if (used == block.Length)
        {
            block = Grow(partition);
            used = 0;
        }

        block[used] = entry;
        _used[partition] = used + 1;
    }

    public int Count(int partition) => _used[partition] + (_full[partition]?.Sum(block => block.Length) ?? 0);

    /// <summary>Copies a partition's entries and gives up their room; returns how many there were.</summary>
    [MethodImpl(Hot.Path)]
    public int Take(int partition, T[] target, int at)
    {
        var start = at;
        foreach (var block in _full[partition] ?? [])
        {
            block.CopyTo(target, at);
            at += block.Length;
        }

        Array.Copy(_current[partition], 0, target, at, _used[partition]);
        at += _used[partition];
        _full[partition] = null;
        _current[partition] = [];
        _used[partition] = 0;
        return at - start;
    }

    [MethodImpl(Hot.Path)]
    private T[] Grow(int partition)
    {
        var block = _current[partition];
        if (block.Length > 0)
        {
            (_full[partition] ??= []).Add(block);
        }

        block = new T[block.Length == 0 ? FirstBlock : Math.Min(block.Length * 2, LargestBlock)];
        Capacity += block.Length;
        return _current[partition] = block;
    }
}
