namespace ExchangeArchiveSafety.Connectors.Graph.Scanning;

/// <summary>
/// The rows of one location, and beside them an index of the folders that are in it whole. Whatever the index does not name is the tail of
/// an interrupted reading and is cut off; what it names is read again before it counts, so nothing has to wait for the disk meanwhile.
/// </summary>
internal sealed class LocationFile : IDisposable
{
    public const string RowsExtension = ".ndjson";
    public const string IndexExtension = ".index";

    private readonly object _lock = new();
    private readonly string _folder;
    private readonly FileStream _rows;
    private readonly FileStream _index;
    private readonly string _rowsPath;
    private readonly string _indexPath;

    private LocationFile(string folder, FileStream rows, FileStream index)
    {
        (_folder, _rows, _index, _rowsPath, _indexPath) = (folder, rows, index, rows.Name, index.Name);
    }

    /// <summary>The inventory file.</summary>
    public string Path => _rowsPath;

    public bool IsEmpty => _rows.Length == 0;

    /// <summary>Opens the files, keeps what is still good, and cuts off the rest.</summary>
    /// <param name="folder">Where they lie.</param>
    /// <param name="name">Their name.</param>
    /// <param name="isGood">Whether what an earlier reading took from a folder still holds.</param>
    /// <param name="kept">Receives the folders that were kept, with the ids of their items.</param>
    /// <exception cref="GraphException">The files cannot be used.</exception>
    public static LocationFile Open(string folder, string name, Func<LocationEntry, bool> isGood, Action<LocationEntry, IReadOnlyList<ulong>> kept) => ScanFolder.Guard(folder, () =>
    {
        var rowsPath = System.IO.Path.Combine(folder, name + RowsExtension);
        var indexPath = System.IO.Path.Combine(folder, name + IndexExtension);
        Compact(rowsPath, indexPath, isGood);
        var rows = OwnerOnly.Open(rowsPath, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        FileStream? index = null;
        try
        {
            index = OwnerOnly.Open(indexPath, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
            var entries = Read(index, rows.Length, out var indexEnd);
            var start = 0L;
            foreach (var entry in entries)
            {
                if (StoredIds.Read(rows, start, entry.End) is not { } ids || ids.Count != entry.Count)
                {
                    indexEnd = entry.Start;
                    break;
                }

                kept(entry, ids);
                start = entry.End;
            }

            index.SetLength(indexEnd);
            rows.SetLength(start);
            index.Position = indexEnd;
            rows.Position = start;
            return new LocationFile(folder, rows, index);
        }
        catch
        {
            index?.Dispose();
            rows.Dispose();
            throw;
        }
    });

    /// <summary>Adds the rows of a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="rows">Its rows.</param>
    /// <param name="count">Its items; -1 where they are not known to be all, so that the next reading reads it again.</param>
    public void Add(GraphFolder folder, FolderRows rows, int count)
    {
        lock (_lock)
        {
            _ = ScanFolder.Guard(_folder, () =>
            {
                rows.CopyTo(_rows);
                _rows.Flush();
                Append(folder, count);
                return 0;
            });
        }
    }

    /// <summary>Has the next reading read a folder again.</summary>
    public void Doubt(GraphFolder folder)
    {
        lock (_lock)
        {
            _ = ScanFolder.Guard(_folder, () =>
            {
                Append(folder, -1);
                return 0;
            });
        }
    }

    /// <summary>Takes folders out again and closes the files: nothing can be added any more.</summary>
    public void LeaveOut(IEnumerable<GraphFolder> folders)
    {
        lock (_lock)
        {
            var ids = new HashSet<string>(folders.Select(folder => LocationEntry.Json(folder.Id)), StringComparer.Ordinal);
            Dispose();
            _ = ScanFolder.Guard(_folder, () =>
            {
                Compact(_rowsPath, _indexPath, entry => !ids.Contains(entry.FolderId));
                return 0;
            });
        }
    }

    public void Dispose()
    {
        _rows.Dispose();
        _index.Dispose();
    }

    private void Append(GraphFolder folder, int count)
    {
        var line = new LocationEntry { FolderId = LocationEntry.Json(folder.Id), Path = LocationEntry.Json(folder.Path), Told = LocationEntry.Json(folder.WellKnownFolder ?? ""), Count = count, End = _rows.Position }.Line();
        _index.Write(line, 0, line.Length);
        _index.Flush();
    }

    /// <summary>Writes the files anew without the folders that no longer hold. Nothing is written when all do.</summary>
    private static void Compact(string rowsPath, string indexPath, Func<LocationEntry, bool> isGood)
    {
        if (!File.Exists(rowsPath) || !File.Exists(indexPath))
        {
            File.Delete(indexPath);
            return;
        }

        List<LocationEntry> entries;
        List<LocationEntry> good;
        using (var rows = new FileStream(rowsPath, FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
            using var index = new FileStream(indexPath, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            entries = Read(index, rows.Length, out _);
            var doubted = new HashSet<string>(entries.Where(entry => entry.Count < 0).Select(entry => entry.FolderId), StringComparer.Ordinal);
            good = entries.FindAll(entry => !doubted.Contains(entry.FolderId) && isGood(entry));
        }

        if (good.Count == entries.Count)
        {
            return;
        }

        using var newRows = new DurableFile(rowsPath);
        using var newIndex = new DurableFile(indexPath);
        using (var rows = new FileStream(rowsPath, FileMode.Open, FileAccess.Read, FileShare.None))
        {
            var start = 0L;
            var kept = new HashSet<LocationEntry>(good);
            foreach (var entry in entries)
            {
                if (kept.Contains(entry))
                {
                    StoredIds.Copy(rows, start, entry.End, newRows.Stream);
                    var line = new LocationEntry { FolderId = entry.FolderId, Path = entry.Path, Told = entry.Told, Count = entry.Count, End = newRows.Stream.Position }.Line();
                    newIndex.Stream.Write(line, 0, line.Length);
                }

                start = entry.End;
            }
        }

        // Without its index the file counts for nothing, so a crash between these steps costs a new reading and no item.
        DurableFile.Delete(indexPath);
        newRows.Finish();
        newIndex.Finish();
    }

    /// <summary>The lines of the index that hold: whole, one behind the other, and within the rows that are there.</summary>
    private static List<LocationEntry> Read(FileStream index, long rowsLength, out long indexEnd)
    {
        var bytes = new byte[checked((int)index.Length)];
        index.Position = 0;
        _ = index.Fill(bytes, bytes.Length);
        var entries = new List<LocationEntry>();
        var (start, end) = (0, 0L);
        for (int stop; (stop = Array.IndexOf(bytes, (byte)'\n', start)) >= 0; start = stop + 1)
        {
            if (LocationEntry.Read(bytes.AsSpan(start, stop - start)) is not { } entry || entry.End < end || entry.End > rowsLength)
            {
                break;
            }

            entry.Start = start;
            entries.Add(entry);
            end = entry.End;
        }

        indexEnd = start;
        return entries;
    }
}
