using System.Collections.Concurrent;

namespace ExchangeArchiveSafety;

/// <summary>Reads one half of a mailbox into its file.</summary>
internal sealed class HalfScan(GraphSender sender, GraphRoutes routes, FolderLister folders, GraphMailbox mailbox, MailItemLocation location, string workFolder, ScanCounter counter)
{
    // More than the server takes requests at once, so that parsing and the last page of a folder leave no request unused.
    private const int FoldersAtOnce = 8;

    private readonly object _lock = new();
    private readonly Dictionary<ulong, ListedFolder> _items = [];
    private readonly ConcurrentBag<string> _incomplete = [];

    /// <summary>Reads it.</summary>
    /// <returns>The file, null when there is no item, and what is not proved to be whole.</returns>
    public async Task<(string? File, IReadOnlyList<string> Incomplete)> RunAsync(CancellationToken cancellation)
    {
        var tree = await folders.ReadAsync(mailbox, location, cancellation).ConfigureAwait(false);
        counter.Known(tree.Folders.Count, tree.Folders.Sum(folder => (long)(folder.Count ?? 0)));
        var left = tree.Folders.ToDictionary(folder => HalfEntry.Json(folder.Folder.Id), StringComparer.Ordinal);
        using var file = HalfFile.Open(
            workFolder,
            location == MailItemLocation.Archive ? "archive" : "primary",
            entry => left.TryGetValue(entry.FolderId, out var folder) && folder.Count == entry.Count && HalfEntry.Json(folder.Folder.Path) == entry.Path,
            (entry, ids) =>
            {
                var folder = left[entry.FolderId];
                _ = left.Remove(entry.FolderId);
                Remember(folder, ids);
                counter.AddItems(ids.Count);
                counter.AddFolders(1);
            });

        // The largest first: what is read last should be short, or most places stay empty at the end.
        var queue = new ConcurrentQueue<ListedFolder>(left.Values.OrderByDescending(folder => folder.Count ?? 0).ThenBy(folder => folder.Folder.Id, StringComparer.Ordinal));
        var lister = new ItemLister(sender, routes, folders, mailbox, workFolder, items => counter.AddItems(items));
        await Workers.RunAsync(
            Math.Min(FoldersAtOnce, queue.Count),
            async stop =>
            {
                while (queue.TryDequeue(out var folder))
                {
                    stop.ThrowIfCancellationRequested();
                    await ReadAsync(lister, folder, file, stop).ConfigureAwait(false);
                }
            },
            cancellation).ConfigureAwait(false);
        return (file.IsEmpty ? null : file.Path, [.. tree.Problems, .. _incomplete.OrderBy(sentence => sentence, StringComparer.Ordinal)]);
    }

    private async Task ReadAsync(ItemLister lister, ListedFolder folder, HalfFile file, CancellationToken cancellation)
    {
        var (listing, rows, count) = await lister.ListAsync(folder, cancellation).ConfigureAwait(false);
        using (rows)
        {
            if (listing != FolderListing.Whole)
            {
                _incomplete.Add(listing == FolderListing.Gone
                    ? DisplayText.Sentence(GraphMessages.IncompleteGone, HalfName.Of(location), folder.Folder.Path)
                    : DisplayText.Sentence(GraphMessages.IncompleteFolder, HalfName.Of(location), folder.Folder.Path, count is { } told ? told : "?", rows.Count));
            }

            // One after the other, so that of two folders with the same item the second one sees it.
            lock (_lock)
            {
                foreach (var other in Remember(folder, rows.Ids))
                {
                    file.Doubt(other.Folder);
                    listing = FolderListing.Unequal;
                    _incomplete.Add(DisplayText.Sentence(GraphMessages.IncompleteTwice, HalfName.Of(location), folder.Folder.Path, other.Folder.Path));
                }

                file.Add(folder.Folder, rows, listing == FolderListing.Whole ? rows.Count : -1);
            }
        }

        counter.AddFolders(1);
    }

    /// <summary>Keeps the items of a folder in mind.</summary>
    /// <returns>Other folders that hold some of them as well.</returns>
    private HashSet<ListedFolder> Remember(ListedFolder folder, IEnumerable<ulong> ids)
    {
        var others = new HashSet<ListedFolder>();
        foreach (var id in ids)
        {
            if (_items.TryGetValue(id, out var other))
            {
                _ = others.Add(other);
            }
            else
            {
                _items[id] = folder;
            }
        }

        return others;
    }
}
