using System.Runtime.CompilerServices;

namespace ExchangeArchiveSafety.Duplicates.Index;

/// <summary>
/// Entries sorted into partitions by the first byte of their digest while they arrive, in small blocks: nothing is ever copied to
/// grow, and each partition can be sorted by itself, in the processor's cache and on any core. Blocks are cut from slabs that the
/// collector leaves where they are: as arrays of their own it would carry them from generation to generation.
/// </summary>
internal sealed class PartitionedList<T>
    where T : struct
{
    public const int Partitions = 256;

    private const int FirstBlock = 8;
    private const int LargestBlock = 1024;
    private const int FirstSlab = 4 * LargestBlock;
    private const int LargestSlab = 16 * LargestBlock;

    private readonly Block[] _current = new Block[Partitions];
    private readonly List<Block>?[] _full = new List<Block>?[Partitions];
    private T[] _slab = [];
    private int _slabUsed;
    private int _taken;

    /// <summary>Entries for which there is room now, used or not.</summary>
    public long Capacity { get; private set; }

    [MethodImpl(Hot.Path)]
    public void Add(ulong key, in T entry)
    {
        ref var block = ref _current[(int)(key >> 56)];
        if (block.Used == block.End)
        {
            Grow((int)(key >> 56));
        }

        block.Slab![block.Used++] = entry;
    }

    public int Count(int partition) => _current[partition].Count + (_full[partition]?.Sum(block => block.Count) ?? 0);

    /// <summary>Copies a partition's entries and gives them up; returns how many there were. The room is given up with the last partition.</summary>
    [MethodImpl(Hot.Path)]
    public int Take(int partition, T[] target, int at)
    {
        var start = at;
        foreach (var block in _full[partition] ?? [])
        {
            at += block.CopyTo(target, at);
        }

        at += _current[partition].CopyTo(target, at);
        _full[partition] = null;
        _current[partition] = default;
        if (Interlocked.Increment(ref _taken) == Partitions)
        {
            _slab = [];
        }

        return at - start;
    }

    private void Grow(int partition)
    {
        var block = _current[partition];
        if (block.Count > 0)
        {
            (_full[partition] ??= []).Add(block);
        }

        var length = block.Count == 0 ? FirstBlock : Math.Min(block.Count * 2, LargestBlock);
        if (_slab.Length - _slabUsed < length)
        {
            _slab = NewSlab(_slab.Length == 0 ? FirstSlab : LargestSlab);
            _slabUsed = 0;
            Capacity += _slab.Length;
        }

        _current[partition] = new(_slab, _slabUsed, length);
        _slabUsed += length;
    }

    private static T[] NewSlab(int length) =>
#if NET
        GC.AllocateUninitializedArray<T>(length);
#else
        new T[length];
#endif

    /// <summary>A part of a slab, used from its start on.</summary>
    private struct Block(T[] slab, int start, int length)
    {
        public readonly T[]? Slab = slab;
        public readonly int Start = start;
        public readonly int End = start + length;
        public int Used = start;

        public readonly int Count => Used - Start;

        public readonly int CopyTo(T[] target, int at)
        {
            if (Count > 0)
            {
                Array.Copy(Slab!, Start, target, at, Count);
            }

            return Count;
        }
    }
}
