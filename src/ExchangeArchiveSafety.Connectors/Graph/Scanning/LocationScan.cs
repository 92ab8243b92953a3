using System.Collections.Concurrent;

namespace ExchangeArchiveSafety.Connectors.Graph.Scanning;

/// <summary>Reads one location of a mailbox into its file.</summary>
internal sealed class LocationScan(GraphSender sender, GraphRoutes routes, FolderLister folders, GraphMailbox mailbox, MailItemLocation location, FolderTree tree, string workFolder, ScanCounter counter)
{
    // More than the server takes requests at once, so that parsing and the last page of a folder leave no request unused.
    private const int FoldersAtOnce = 8;

    private readonly FolderOverlaps _overlaps = new();
    private readonly ConcurrentQueue<ScanProblem> _problems = [];
    private readonly string _name = location == MailItemLocation.Archive ? "archive" : "primary";

    /// <summary>Reads it.</summary>
    public async Task<LocationReading> RunAsync(CancellationToken cancellation)
    {
        counter.Known(tree.Folders.Count, tree.Folders.Sum(folder => (long)(folder.Count ?? 0)));
        var left = tree.Folders.ToDictionary(folder => LocationEntry.Json(folder.Folder.Id), StringComparer.Ordinal);
        using var file = LocationFile.Open(
            workFolder,
            _name,
            entry => left.TryGetValue(entry.FolderId, out var folder) && folder.Count == entry.Count && LocationEntry.Json(folder.Folder.Path) == entry.Path && LocationEntry.Json(folder.Folder.WellKnownFolder ?? "") == entry.Told,
            (entry, ids) =>
            {
                var folder = left[entry.FolderId];
                _ = left.Remove(entry.FolderId);
                _overlaps.Add(folder, ids, isWhole: true);
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
        var path = file.IsEmpty ? null : file.Path;
        var notes = Settle(file);
        var problems = tree.Problems.Select(sentence => new ScanProblem(sentence, ConnectorMessages.RemedyAgain)).Concat(_problems.OrderBy(problem => problem.Sentence, StringComparer.Ordinal));
        return new(path, [.. problems], notes);
    }

    // A folder that is refused ends the reading of the mailbox: what a search folder shows of it could no longer be told from mail of its own.
    private async Task ReadAsync(ItemLister lister, ListedFolder folder, LocationFile file, CancellationToken cancellation)
    {
        var (listing, rows, count) = await lister.ListAsync(folder, cancellation).ConfigureAwait(false);
        using (rows)
        {
            if (listing != FolderListing.Whole)
            {
                _problems.Enqueue(Problem(folder, listing, rows.Count, count));
            }

            _overlaps.Add(folder, rows.Ids, listing == FolderListing.Whole);
            file.Add(folder.Folder, rows, listing == FolderListing.Whole ? rows.Count : -1);
        }

        counter.AddFolders(1);
    }

    private ScanProblem Problem(ListedFolder folder, FolderListing listing, int listed, int? count) => (listing, count) switch
    {
        (FolderListing.Gone, _) => new(DisplayText.Sentence(ConnectorMessages.IncompleteGone, LocationName.Of(location), folder.Folder.Path), ConnectorMessages.RemedyAgain),
        (_, { } told) => new(DisplayText.Sentence(ConnectorMessages.IncompleteFolder, LocationName.Of(location), folder.Folder.Path, told, listed), ConnectorMessages.RemedyAgain),
        _ => new(DisplayText.Sentence(ConnectorMessages.IncompleteUncounted, LocationName.Of(location), folder.Folder.Path, listed), ConnectorMessages.RemedyUncounted),
    };

    /// <summary>Leaves out folders that only show what lies elsewhere, and has those read again whose lists contradict each other.</summary>
    /// <returns>What was left out.</returns>
    private IReadOnlyList<string> Settle(LocationFile file)
    {
        var (views, contradictions) = _overlaps.Judge();
        foreach (var (one, other, mayBeView) in contradictions)
        {
            file.Doubt(one.Folder);
            file.Doubt(other.Folder);
            _problems.Enqueue(mayBeView
                ? new(DisplayText.Sentence(ConnectorMessages.IncompleteSame, LocationName.Of(location), one.Folder.Path, other.Folder.Path), ConnectorMessages.RemedySame)
                : new(DisplayText.Sentence(ConnectorMessages.IncompleteTwice, LocationName.Of(location), one.Folder.Path, other.Folder.Path), ConnectorMessages.RemedyAgain));
        }

        if (views.Count > 0)
        {
            file.LeaveOut([.. views.Keys.Select(view => view.Folder)]);
            counter.AddItems(-views.Values.Sum(items => (long)items));
            counter.AddFolders(-views.Count);
        }

        return [.. views.OrderBy(view => view.Key.Folder.Path, StringComparer.Ordinal).Select(view => DisplayText.Sentence(ConnectorMessages.ViewLeftOut, LocationName.Of(location), view.Key.Folder.Path, view.Value))];
    }
}
