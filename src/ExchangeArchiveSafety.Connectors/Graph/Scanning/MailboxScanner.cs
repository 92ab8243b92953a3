namespace ExchangeArchiveSafety.Connectors.Graph.Scanning;

/// <summary>Reads both locations of a mailbox side by side.</summary>
internal sealed class MailboxScanner(GraphSender sender, GraphRoutes routes, FolderLister folders)
{
    public async Task<MailboxScan> RunAsync(GraphMailbox mailbox, string workFolder, IProgress<MailboxScanProgress>? progress, CancellationToken cancellation)
    {
        var folder = ScanFolder.Open(workFolder, mailbox);
        var counter = new ScanCounter(progress);
        var locations = new List<MailItemLocation> { MailItemLocation.Primary };
        if (mailbox.ArchiveMailboxId is not null)
        {
            locations.Add(MailItemLocation.Archive);
        }

        // What a folder of the archive is, the primary's folder of the same path may tell; so all are listed first.
        var trees = new FolderTree[locations.Count];
        var listing = -1;
        await Workers.RunAsync(
            locations.Count,
            async stop =>
            {
                var location = Interlocked.Increment(ref listing);
                trees[location] = await folders.ReadAsync(mailbox, locations[location], stop).ConfigureAwait(false);
            },
            cancellation).ConfigureAwait(false);
        var all = MailboxFolders.Of(trees.SelectMany(tree => tree.Folders).Select(listed => listed.Folder));
        var settled = Array.ConvertAll(trees, tree => new FolderTree
        {
            Folders = [.. tree.Folders.Select(listed => listed.With(all.Settle(listed.Folder)))],
            Problems = tree.Problems,
        });
        var results = new LocationReading[locations.Count];
        var next = -1;
        await Workers.RunAsync(
            locations.Count,
            async stop =>
            {
                var location = Interlocked.Increment(ref next);
                results[location] = await new LocationScan(sender, routes, folders, mailbox, locations[location], settled[location], folder.Path, counter).RunAsync(stop).ConfigureAwait(false);
            },
            cancellation).ConfigureAwait(false);
        return new()
        {
            Mailbox = mailbox,
            InventoryFiles = [.. results.Select(result => result.File).OfType<string>()],
            Incomplete = [.. results.SelectMany(result => result.Problems).Select(problem => problem.Sentence)],
            IncompleteFolders = [.. trees.SelectMany(tree => tree.Incomplete)],
            FolderList = [.. settled.SelectMany(tree => tree.Folders).Select(listed => listed.Folder)],
            Warnings = [.. trees.SelectMany(tree => tree.Warnings)],
            Remedies = [.. results.SelectMany(result => result.Problems).Select(problem => problem.Remedy).Distinct(StringComparer.Ordinal)],
            Notes = [.. results.SelectMany(result => result.Notes)],
            Items = counter.Items,
            Folders = counter.Folders,
        };
    }
}
