using System.Collections.Concurrent;

namespace ExchangeArchiveSafety;

/// <summary>Reads one half of a mailbox into its file.</summary>
internal sealed class HalfScan(GraphSender sender, GraphRoutes routes, FolderLister folders, GraphMailbox mailbox, MailItemLocation location, FolderTree tree, string workFolder, ScanCounter counter)
{
    // More than the server takes requests at once, so that parsing and the last page of a folder leave no request unused.
    private const int FoldersAtOnce = 8;

    private readonly FolderOverlaps _overlaps = new();
    private readonly ConcurrentBag<ScanProblem> _problems = [];
    private readonly string _name = location == MailItemLocation.Archive ? "archive" : "primary";

    /// <summary>Reads it.</summary>
    public async Task<HalfReading> RunAsync(CancellationToken cancellation)
    {
        counter.Known(tree.Folders.Count, tree.Folders.Sum(folder => (long)(folder.Count ?? 0)));
        var left = tree.Folders.ToDictionary(folder => HalfEntry.Json(folder.Folder.Id), StringComparer.Ordinal);
        using var file = HalfFile.Open(
            workFolder,
            _name,
            entry => left.TryGetValue(entry.FolderId, out var folder) && folder.Count == entry.Count && HalfEntry.Json(folder.Folder.Path) == entry.Path && HalfEntry.Json(folder.Folder.WellKnownFolder ?? "") == entry.Told,
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
        var problems = tree.Problems.Select(sentence => new ScanProblem(sentence, GraphMessages.RemedyAgain)).Concat(_problems.OrderBy(problem => problem.Sentence, StringComparer.Ordinal));
        return new(path, [.. problems], notes);
    }

    private async Task ReadAsync(ItemLister lister, ListedFolder folder, HalfFile file, CancellationToken cancellation)
    {
        var (listing, rows, count) = await lister.ListAsync(folder, cancellation).ConfigureAwait(false);
        using (rows)
        {
            if (listing != FolderListing.Whole)
            {
                _problems.Add(Problem(folder, listing, rows.Count, count));
            }

            _overlaps.Add(folder, rows.Ids, listing == FolderListing.Whole);
            file.Add(folder.Folder, rows, listing == FolderListing.Whole ? rows.Count : -1);
        }

        counter.AddFolders(1);
    }

    private ScanProblem Problem(ListedFolder folder, FolderListing listing, int listed, int? count) => (listing, count) switch
    {
        (FolderListing.Gone, _) => new(DisplayText.Sentence(GraphMessages.IncompleteGone, HalfName.Of(location), folder.Folder.Path), GraphMessages.RemedyAgain),
        (_, { } told) => new(DisplayText.Sentence(GraphMessages.IncompleteFolder, HalfName.Of(location), folder.Folder.Path, told, listed), GraphMessages.RemedyAgain),
        _ => new(DisplayText.Sentence(GraphMessages.IncompleteUncounted, HalfName.Of(location), folder.Folder.Path, listed), GraphMessages.RemedyUncounted),
    };

    /// <summary>Leaves out folders that only show what lies elsewhere, and has those read again whose lists contradict each other.</summary>
    /// <returns>What was left out.</returns>
    private IReadOnlyList<string> Settle(HalfFile file)
    {
        var (views, contradictions) = _overlaps.Judge();
        foreach (var (one, other, mayBeView) in contradictions)
        {
            file.Doubt(one.Folder);
            file.Doubt(other.Folder);
            _problems.Add(mayBeView
                ? new(DisplayText.Sentence(GraphMessages.IncompleteSame, HalfName.Of(location), one.Folder.Path, other.Folder.Path), GraphMessages.RemedySame)
                : new(DisplayText.Sentence(GraphMessages.IncompleteTwice, HalfName.Of(location), one.Folder.Path, other.Folder.Path), GraphMessages.RemedyAgain));
        }

        if (views.Count > 0)
        {
            file.LeaveOut([.. views.Keys.Select(view => view.Folder)]);
            counter.AddItems(-views.Values.Sum(items => (long)items));
            counter.AddFolders(-views.Count);
        }

        return [.. views.OrderBy(view => view.Key.Folder.Path, StringComparer.Ordinal).Select(view => DisplayText.Sentence(GraphMessages.ViewLeftOut, HalfName.Of(location), view.Key.Folder.Path, view.Value))];
    }
}
