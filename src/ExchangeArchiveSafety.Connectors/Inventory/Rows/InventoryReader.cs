namespace ExchangeArchiveSafety.Connectors.Inventory.Rows;

/// <summary>
/// Items from inventory files: CSV or NDJSON, also compressed (<c>.gz</c>) or in UTF-16. All files together are one inventory.
/// </summary>
internal sealed class InventoryReader : IInventory
{
    private const long LeastPortion = 72 * 1024 * 1024;

    // What the index took of each is lent to rows when they are read once more, and a little more of it costs less than one more pass.
    private const long PortionBytesOfItem = 68;

    // Between rows of possible copies lie others, and where mailboxes begin and end within a portion some are read twice.
    private const int MostBytesOfRow = 4;

    private readonly InventorySection[] _sections;
    private readonly FileParts?[] _parts;
    private readonly IReadOnlyList<string> _withoutHeader;
    private readonly RowRereaders _rereaders = new();
    private readonly BadRowAction _onBadRow;
    private readonly long _leastPortion;
    private ChunkReader? _chunks;
    private ItemIndex? _index;

    private InventoryReader(IReadOnlyList<InventorySection> sections, IReadOnlyList<string> emptyFiles, BadRowAction onBadRow, long leastPortion)
    {
        _sections = [.. sections];
        _onBadRow = onBadRow;
        _leastPortion = leastPortion;
        _withoutHeader = EmptyFiles = emptyFiles;
        _parts = [.. sections.Select(section => section.File.IsDirect ? new FileParts(section.File) : null)];
    }

    /// <inheritdoc/>
    public double FractionRead => _chunks?.FractionRead ?? 0;

    /// <summary>Files without any row, safe to show. Complete after the first reading.</summary>
    public IReadOnlyList<string> EmptyFiles { get; private set; }

    /// <summary>Rows that were left out. Complete after the first reading.</summary>
    public IReadOnlyList<BadInventoryRow> SkippedRows { get; private set; } = [];

    /// <summary>How often plain files were asked for parts to read rows again.</summary>
    public long RequestsForRows => _parts.Sum(parts => parts?.Requests ?? 0);

    /// <summary>Bytes that came of it.</summary>
    public long BytesForRows => _parts.Sum(parts => parts?.Bytes ?? 0);

    /// <summary>Opens an inventory and reads the headers.</summary>
    /// <param name="paths">The files.</param>
    /// <param name="onBadRow">What to do about rows that cannot be items.</param>
    /// <param name="leastPortion">Bytes of rows that may be held at once, however small the inventory.</param>
    /// <exception cref="InventoryException">A file cannot be read, or lacks columns.</exception>
    public static InventoryReader Open(IReadOnlyList<string> paths, BadRowAction onBadRow, long leastPortion = LeastPortion)
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

        return new(sections, empty, onBadRow, leastPortion);
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

        EmptyFiles = [.. _withoutHeader, .. _sections.Where(section => section.Rows == 0).Select(section => section.File.ShownPath)];
    }

    /// <inheritdoc/>
    public int ItemsAtOnce
    {
        get
        {
            var bytes = Math.Max(_leastPortion, (_index?.Items ?? 0) * PortionBytesOfItem);
            return (int)Math.Max(1, Math.Min(int.MaxValue, bytes / RowBytes));
        }
    }

    private long RowBytes => Math.Max(1, _sections.Sum(section => section.Bytes) / Math.Max(1, _sections.Sum(section => section.Rows)));

    /// <inheritdoc/>
    public bool LieTogether(long[] references)
    {
        var ascending = (long[])references.Clone();
        Array.Sort(ascending);
        var bytes = ascending.Skip(1).Zip(ascending, (next, one) => Math.Min(next - one, DirectPass.WidestRead)).Sum();
        return bytes <= MostBytesOfRow * RowBytes * ascending.Length && Array.TrueForAll(_parts, parts => parts is not null);
    }

    /// <inheritdoc/>
    public IMailItemRows Load(long[] references, int threads, CancellationToken cancellation)
    {
        var rows = new LoadedRows(_index ?? throw new InvalidOperationException(nameof(ReadKeys)), _rereaders, _sections, references.Length);
        var sort = _rereaders.Sorts.TryPop(out var used) ? used : new();
        foreach (var wanted in WantedRows.Of(references, sort, threads))
        {
            var section = _sections[wanted.Number];
            if (_parts[wanted.Number] is { } parts)
            {
                var pass = new DirectPass(section, parts, wanted, rows);
                RunOnThreads(threads, () => pass.Run(cancellation));
            }
            else
            {
                using var chunks = new ChunkReader([section]);
                var pass = new ForwardPass(section, chunks, wanted, rows);
                RunOnThreads(threads, () => pass.Run(cancellation));
                pass.EnsureComplete();
            }
        }

        _rereaders.Sorts.Push(sort);
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
        foreach (var parts in _parts)
        {
            parts?.Dispose();
        }
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
