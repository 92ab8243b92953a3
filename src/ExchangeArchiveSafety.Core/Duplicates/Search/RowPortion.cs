namespace ExchangeArchiveSafety.Duplicates.Search;

/// <summary>Buckets whose items are read together, and how far they have been handed out to be compared.</summary>
internal sealed class RowPortion(int first, int last, Task<IMailItemRows> rows) : IDisposable
{
    /// <summary>The items, one bucket's behind the other's; still being read perhaps.</summary>
    public Task<IMailItemRows> Rows { get; } = rows;

    /// <summary>The first bucket that was not handed out yet.</summary>
    public int Next { get; private set; } = first;

    /// <summary>Behind the last bucket.</summary>
    public int Last { get; } = last;

    /// <summary>The place of the next bucket's first item.</summary>
    public int Place { get; private set; }

    /// <summary>Whether all are handed out.</summary>
    public bool IsHandedOut => Next == Last;

    /// <summary>Hands buckets out.</summary>
    /// <param name="end">Behind the last of them.</param>
    /// <param name="items">How many items they have.</param>
    public void HandOut(int end, int items)
    {
        Next = end;
        Place += items;
    }

    /// <summary>Gives the items up, once they are read.</summary>
    public void Dispose()
    {
        if (Rows.Status == TaskStatus.RanToCompletion)
        {
            Rows.Result.Dispose();
        }
    }
}
