using System.Collections.Concurrent;

namespace ExchangeArchiveSafety.Duplicates.Index;

/// <summary>
/// Memory of one search in large pieces, lent to one use after the other: what the index took of it holds the rows that are read again. As arrays of
/// their own entries and rows would be carried from generation to generation, and new memory costs more than what is written into it.
/// </summary>
internal sealed class Slabs
{
    /// <summary>Bytes of a slab.</summary>
    public const int Size = 1024 * 1024;

    private readonly ConcurrentStack<byte[]> _free = [];
    private long _bytes;

    /// <summary>Bytes of all that were made, lent or not.</summary>
    public long Bytes => Volatile.Read(ref _bytes);

    /// <summary>Bytes that are nothing yet: all of them are written before they are read.</summary>
    public static byte[] New(int length) =>
#if NET
        GC.AllocateUninitializedArray<byte>(length);
#else
        new byte[length];
#endif

    /// <summary>Lends a slab of at least a length.</summary>
    public byte[] Take(int length)
    {
        if (length > Size || !_free.TryPop(out var slab))
        {
            slab = New(Math.Max(Size, length));
            _ = Interlocked.Add(ref _bytes, slab.Length);
        }

        return slab;
    }

    /// <summary>Takes a slab back; one that was made for something longer is given up.</summary>
    public void Return(byte[] slab)
    {
        if (slab.Length == Size)
        {
            _free.Push(slab);
        }
        else
        {
            _ = Interlocked.Add(ref _bytes, -slab.Length);
        }
    }
}
