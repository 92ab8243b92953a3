namespace ExchangeArchiveSafety;

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

        var results = new HalfReading[halves.Count];
        var next = -1;
        await Workers.RunAsync(
            halves.Count,
            async stop =>
            {
                var half = Interlocked.Increment(ref next);
                results[half] = await new HalfScan(sender, routes, folders, mailbox, halves[half], folder.Path, counter).RunAsync(stop).ConfigureAwait(false);
            },
            cancellation).ConfigureAwait(false);
        return new()
        {
            Mailbox = mailbox,
            InventoryFiles = [.. results.Select(result => result.File).OfType<string>()],
            Incomplete = [.. results.SelectMany(result => result.Problems).Select(problem => problem.Sentence)],
            Remedies = [.. results.SelectMany(result => result.Problems).Select(problem => problem.Remedy).Distinct(StringComparer.Ordinal)],
            Notes = [.. results.SelectMany(result => result.Notes)],
            Items = counter.Items,
            Folders = counter.Folders,
        };
    }
}
