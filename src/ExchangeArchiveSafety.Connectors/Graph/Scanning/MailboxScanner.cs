namespace ExchangeArchiveSafety.Connectors.Graph.Scanning;

/// <summary>Reads both halves of a mailbox side by side.</summary>
internal sealed class MailboxScanner(GraphSender sender, GraphRoutes routes, FolderLister folders)
{
    public async Task<MailboxScan> RunAsync(GraphMailbox mailbox, string workFolder, IProgress<MailboxScanProgress>? progress, CancellationToken cancellation)
    {
        var folder = ScanFolder.Open(workFolder, mailbox);
        var counter = new ScanCounter(progress);
        var halves = new List<MailItemLocation> { MailItemLocation.Primary };
        if (mailbox.ArchiveMailboxId is not null)
        {
            halves.Add(MailItemLocation.Archive);
        }

        // What a folder of the archive is, the primary's folder of the same path may tell; so all are listed first.
        var trees = new FolderTree[halves.Count];
        var listing = -1;
        await Workers.RunAsync(
            halves.Count,
            async stop =>
            {
                var half = Interlocked.Increment(ref listing);
                trees[half] = await folders.ReadAsync(mailbox, halves[half], stop).ConfigureAwait(false);
            },
            cancellation).ConfigureAwait(false);
        var all = MailboxFolders.Of(trees.SelectMany(tree => tree.Folders).Select(listed => listed.Folder));
        var settled = Array.ConvertAll(trees, tree => new FolderTree
        {
            Folders = [.. tree.Folders.Select(listed => listed.With(all.Settle(listed.Folder)))],
            Problems = tree.Problems,
        });
        var results = new LocationReading[halves.Count];
        var next = -1;
        await Workers.RunAsync(
            halves.Count,
            async stop =>
            {
                var half = Interlocked.Increment(ref next);
                results[half] = await new LocationScan(sender, routes, folders, mailbox, halves[half], settled[half], folder.Path, counter).RunAsync(stop).ConfigureAwait(false);
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
