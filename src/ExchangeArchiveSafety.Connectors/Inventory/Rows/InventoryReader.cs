using System.Runtime.CompilerServices;

namespace ExchangeArchiveSafety.Connectors.Inventory.Rows;

/// <summary>
/// Items from inventory files: CSV or NDJSON, also compressed (<c>.gz</c>) or in UTF-16. All files together are one inventory.
/// </summary>
internal sealed class InventoryReader : IInventory
{
    private readonly InventorySection[] _sections;
    private readonly IRowStore[] _stores;
    private readonly RowRereaders _rereaders = new();
    private readonly BadRowAction _onBadRow;
    private ChunkReader? _chunks;
    private ItemIndex? _index;

    private InventoryReader(IReadOnlyList<InventorySection> sections, IReadOnlyList<string> emptyFiles, BadRowAction onBadRow)
    {
        _sections = [.. sections];
        _onBadRow = onBadRow;
        EmptyFiles = emptyFiles;
        _stores = [.. sections.Select(section => section.File.IsDirect ? (IRowStore)new DirectRowStore(section) : new LaidByRowStore(section))];
    }

    /// <inheritdoc/>
    public double FractionRead => _chunks?.FractionRead ?? 0;

    /// <summary>Files without any row, safe to show. Complete after the first reading.</summary>
    public IReadOnlyList<string> EmptyFiles { get; private set; }

    /// <summary>Rows that were left out. Complete after the first reading.</summary>
    public IReadOnlyList<BadInventoryRow> SkippedRows { get; private set; } = [];

    /// <summary>Opens an inventory and reads the headers.</summary>
    /// <param name="paths">The files.</param>
    /// <param name="onBadRow">What to do about rows that cannot be items.</param>
    /// <exception cref="InventoryException">A file cannot be read, or lacks columns.</exception>
    public static InventoryReader Open(IReadOnlyList<string> paths, BadRowAction onBadRow)
    {
        var sections = new List<InventorySection>();
        var empty = new List<string>();
        foreach (var path in paths)
        {
            var file = InventoryFile.Open(path);
            if (SectionReader.Read(file, sections.Count) is { } section)
            {
                sections.Add(section);
            }
            else
            {
                empty.Add(file.ShownPath);
            }
        }

        return new(sections, empty, onBadRow);
    }

    /// <inheritdoc/>
    public void ReadKeys(ItemIndex index, int threads, CancellationToken cancellation)
    {
        _index = index;
        var badRows = new BadRowList();
        using var chunks = new ChunkReader(_sections);
        _chunks = chunks;
        var scan = new KeyScan(chunks, badRows, _onBadRow, cancellation);
        RunOnThreads(Math.Max(1, threads), () => scan.Run(index.NewCollector()));
        EnsureUnchanged();
        TellBadRows(badRows);
        foreach (var section in _sections.Where(section => section.Rows > 0))
        {
            SectionReader.EnsureColumns(section.File, section.Columns);
        }

        EmptyFiles = [.. EmptyFiles, .. _sections.Where(section => section.Rows == 0).Select(section => section.File.ShownPath)];
    }

    /// <inheritdoc/>
    public void Expect(IReadOnlyCollection<long> references, CancellationToken cancellation)
    {
        if (Array.TrueForAll(_sections, section => section.File.IsDirect))
        {
            return;
        }

        var ascending = references.ToArray();
        Array.Sort(ascending);
        ForEachFile(new(ascending), (number, part, _) => InventoryFile.Guard(_sections[number].File.Path, () =>
        {
            _stores[number].Expect(part, cancellation);
            return true;
        }));
    }

    /// <inheritdoc/>
    public IMailItemRows Load(long[] references, CancellationToken cancellation)
    {
        var rows = new LoadedRows(_index ?? throw new InvalidOperationException(nameof(ReadKeys)), _rereaders, references.Length);
        var places = Ascending(references, out var ascending);
        ForEachFile(new(ascending), (number, part, first) => _stores[number].Load(part, new(places, first, part.Count), rows, cancellation));
        return rows;
    }

    /// <inheritdoc/>
    public string Describe(long reference)
    {
        var file = _sections[InventorySection.Number(reference)].File;
        var place = LinePlace.Find(file, [InventorySection.Offset(reference)])[0];
        return DisplayText.Sentence(ConnectorMessages.Place, file.ShownPath, place.Line);
    }

    /// <inheritdoc/>
    public void EnsureUnchanged()
    {
        foreach (var section in _sections)
        {
            section.File.EnsureUnchanged();
        }
    }

    /// <summary>Closes the files.</summary>
    public void Dispose()
    {
        foreach (var store in _stores)
        {
            store.Dispose();
        }
    }

    [MethodImpl(Hot.Path)]
    private static void ForEachFile(ArraySegment<long> references, Action<int, ArraySegment<long>, int> use)
    {
        var array = references.Array!;
        for (var start = 0; start < references.Count;)
        {
            var number = InventorySection.Number(array[references.Offset + start]);
            var end = start + 1;
            while (end < references.Count && InventorySection.Number(array[references.Offset + end]) == number)
            {
                end++;
            }

            use(number, new(array, references.Offset + start, end - start), start);
            start = end;
        }
    }

    [MethodImpl(Hot.Path)]
    private static int[] Ascending(long[] references, out long[] ascending)
    {
        var keys = new ulong[references.Length];
        for (var place = 0; place < keys.Length; place++)
        {
            keys[place] = (ulong)references[place];
        }

        var places = KeySort.Order(keys);
        ascending = new long[places.Length];
        for (var at = 0; at < places.Length; at++)
        {
            ascending[at] = references[places[at]];
        }

        return places;
    }

    private static void RunOnThreads(int threads, Action run)
    {
        var others = Enumerable.Range(1, threads - 1).Select(_ => Task.Run(run)).ToArray();
        var mine = Task.Run(run);
        try
        {
            Task.WaitAll([mine, .. others]);
        }
        catch (AggregateException error)
        {
            var all = error.Flatten().InnerExceptions;
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Capture(all.FirstOrDefault(one => one is not OperationCanceledException) ?? all[0]).Throw();
        }
    }

    private void TellBadRows(BadRowList badRows)
    {
        if (badRows.Count == 0)
        {
            return;
        }

        var rows = badRows.Describe();
        if (_onBadRow == BadRowAction.Stop)
        {
            throw new InventoryException(ErrorIds.BadRow, rows[0].Message, rows[0].Path) { Row = rows[0] };
        }

        SkippedRows = rows;
    }
}
