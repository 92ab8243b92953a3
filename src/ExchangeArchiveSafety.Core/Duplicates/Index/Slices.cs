namespace ExchangeArchiveSafety.Duplicates.Index;

/// <summary>Parts of a range that threads work on side by side, each on one.</summary>
internal readonly struct Slices
{
    // Fewer are done before another thread has begun.
    private const int Least = 32 * 1024;

    private readonly int _length;

    /// <summary>Parts a range.</summary>
    /// <param name="length">Its length.</param>
    /// <param name="threads">How many threads may work on it.</param>
    public Slices(int length, int threads)
    {
        _length = length;
        Count = Math.Max(1, Math.Min(threads, length / Least));
    }

    /// <summary>How many parts there are.</summary>
    public int Count { get; }

    /// <summary>Works on all parts.</summary>
    /// <param name="work">Receives the number of a part, its beginning and its end.</param>
    public void ForEach(Action<int, int, int> work)
    {
        var (length, count) = (_length, Count);
        if (count == 1)
        {
            work(0, 0, length);
        }
        else
        {
            _ = Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = count }, slice => work(slice, Begin(slice), Begin(slice + 1)));
        }

        int Begin(int slice) => (int)((long)length * slice / count);
    }
}
