using System.Runtime.CompilerServices;

namespace ExchangeArchiveSafety.Duplicates.Index;

/// <summary>
/// Items of one mailbox that share a digest: possible copies of one message, to be read again and compared. Nearly all are two, whose references lie here:
/// anywhere else they would be another wait for memory.
/// </summary>
internal readonly struct Bucket
{
    /// <summary>The earliest sent time among them.</summary>
    public readonly uint Order;

    // Its complement where there are more than two. Beside the time, so that nothing lies empty between them.
    private readonly int _mailbox;

    /// <summary>The digest they share.</summary>
    public readonly ulong Key;

    // The references of two; of more, where theirs begin among those of the partition, and how many they are.
    private readonly long _first;
    private readonly long _second;

    /// <summary>A bucket of two.</summary>
    public Bucket(in MatchEntry first, in MatchEntry second)
    {
        (_mailbox, Order, Key) = (first.Mailbox, Math.Min(first.Order, second.Order), first.Key);
        (_first, _second) = (first.Reference, second.Reference);
    }

    /// <summary>A bucket of more.</summary>
    public Bucket(int mailbox, uint order, ulong key, int start, int count)
    {
        (_mailbox, Order, Key) = (~mailbox, order, key);
        (_first, _second) = (start, count);
    }

    /// <summary>The mailbox's number.</summary>
    public int Mailbox
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => IsPair ? _mailbox : ~_mailbox;
    }

    /// <summary>Whether they are two.</summary>
    public bool IsPair
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _mailbox >= 0;
    }

    /// <summary>How many they are.</summary>
    public int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => IsPair ? 2 : (int)_second;
    }

    /// <summary>Writes the references of the items.</summary>
    /// <param name="more">Those of the buckets of more than two of the same partition.</param>
    /// <param name="target">Receives them.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void CopyReferences(ReadOnlySpan<long> more, Span<long> target)
    {
        if (IsPair)
        {
            (target[0], target[1]) = (_first, _second);
        }
        else
        {
            more.Slice((int)_first, (int)_second).CopyTo(target);
        }
    }
}
