using System.Runtime.CompilerServices;

namespace ExchangeArchiveSafety.Duplicates.Index;

/// <summary>
/// Entries sorted into partitions by the first byte of their digest while they arrive, in small blocks: nothing is ever copied to
/// grow, and each partition can be sorted by itself, in the processor's cache and on any core. Blocks are cut from slabs.
/// </summary>
internal sealed class PartitionedList<T>(Slabs slabs)
    where T : struct
{
    public const int Partitions = 256;

    private const int FirstBlock = 8;
    private const int LargestBlock = 1024;

    private readonly SlabList<T>[] _current = new SlabList<T>[Partitions];
    private readonly List<SlabList<T>>?[] _full = new List<SlabList<T>>?[Partitions];
    private readonly SlabCutter _cutter = new(slabs);
    private int _taken;

    /// <summary>Bytes of all blocks, used or not.</summary>
    public long Bytes { get; private set; }

    /// <summary>The partition of a digest.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Of(ulong key) => (int)(key >> 56);

    [MethodImpl(Hot.Path)]
    public void Add(ulong key, in T entry)
    {
        ref var block = ref _current[Of(key)];
        if (block.IsFull)
        {
            Grow(ref block, Of(key));
        }

        block.Add(entry);
    }

    public int Count(int partition) => _current[partition].Count + (_full[partition]?.Sum(block => block.Count) ?? 0);

    /// <summary>Copies a partition's entries and gives them up; returns how many there were. The slabs are given back with the last partition.</summary>
    [MethodImpl(Hot.Path)]
    public int Take(int partition, T[] target, int at)
    {
        var start = at;
        foreach (var block in (List<SlabList<T>>)[.. _full[partition] ?? [], _current[partition]])
        {
            block.Values.CopyTo(target.AsSpan(at));
            at += block.Count;
        }

        _full[partition] = null;
        _current[partition] = default;
        if (Interlocked.Increment(ref _taken) == Partitions)
        {
            _cutter.Return();
        }

        return at - start;
    }

    private void Grow(ref SlabList<T> block, int partition)
    {
        if (block.Count > 0)
        {
            (_full[partition] ??= []).Add(block);
        }

        var length = block.Count == 0 ? FirstBlock : Math.Min(block.Count * 2, LargestBlock);
        block = _cutter.Cut<T>(length);
        Bytes += length * Unsafe.SizeOf<T>();
    }
}
