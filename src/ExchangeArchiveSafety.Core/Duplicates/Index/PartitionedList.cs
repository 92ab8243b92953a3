using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

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

    private static readonly int EntrySize = Unsafe.SizeOf<T>();

    private readonly Block[] _current = new Block[Partitions];
    private readonly List<Block>?[] _full = new List<Block>?[Partitions];
    private readonly List<byte[]> _slabs = [];
    private int _slabUsed = Slabs.Size;
    private int _taken;

    /// <summary>Bytes of all blocks, used or not.</summary>
    public long Bytes { get; private set; }

    [MethodImpl(Hot.Path)]
    public void Add(ulong key, in T entry)
    {
        ref var block = ref _current[(int)(key >> 56)];
        if (block.Used == block.End)
        {
            Grow((int)(key >> 56));
        }

        block.Add(entry);
    }

    public int Count(int partition) => _current[partition].Count + (_full[partition]?.Sum(block => block.Count) ?? 0);

    /// <summary>Copies a partition's entries and gives them up; returns how many there were. The slabs are given back with the last partition.</summary>
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
            _slabs.ForEach(slabs.Return);
            _slabs.Clear();
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
        var bytes = length * EntrySize;
        if (Slabs.Size - _slabUsed < bytes)
        {
            _slabs.Add(slabs.Take(Slabs.Size));
            _slabUsed = 0;
        }

        _current[partition] = new(_slabs[_slabs.Count - 1], _slabUsed, bytes);
        _slabUsed += bytes;
        Bytes += bytes;
    }

    /// <summary>A part of a slab, used from its start on. Offsets are bytes.</summary>
    private struct Block(byte[] slab, int start, int length)
    {
        public readonly int End = start + length;
        public int Used = start;

        private readonly int _start = start;
        private readonly byte[] _slab = slab;

        public readonly int Count => (Used - _start) / EntrySize;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Add(in T entry)
        {
#if NET
            MemoryMarshal.Write(_slab.AsSpan(Used), in entry);
#else
            var copy = entry;
            MemoryMarshal.Write(_slab.AsSpan(Used), ref copy);
#endif
            Used += EntrySize;
        }

        public readonly int CopyTo(T[] target, int at)
        {
            MemoryMarshal.Cast<byte, T>(_slab.AsSpan(_start, Used - _start)).CopyTo(target.AsSpan(at));
            return Count;
        }
    }
}
