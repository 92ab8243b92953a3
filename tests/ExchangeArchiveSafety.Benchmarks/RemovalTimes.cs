using System.Diagnostics;

namespace ExchangeArchiveSafety.Benchmarks;

/// <summary>
/// Finds the surplus copies of a mailbox of a lab with latency, compares their bodies, saves and removes them and proves it; all told against the requests that it
/// takes, four of which are in flight at once.
/// </summary>
internal static class RemovalTimes
{
    private const int PageSize = 200;
    private const int RequestsAtOnce = 4;

    /// <summary>Measures it: the lab in a process of its own.</summary>
    /// <param name="copies">How many copies; a fifth of the mailbox's items.</param>
    /// <param name="latency">How long each request takes, in milliseconds.</param>
    public static async Task<int> RunAsync(int copies, int latency)
    {
        using var process = GraphRun.Start("graphlab", FormattableString.Invariant($"{copies * 5}"), FormattableString.Invariant($"{latency}"));
        using var lab = new HttpClient { BaseAddress = new((await process.StandardOutput.ReadLineAsync())!) };
        using var connection = await GraphRun.ConnectAsync(lab, PageSize);
        var work = Directory.CreateTempSubdirectory("removal").FullName;
        try
        {
            var anna = await connection.ResolveAsync("anna@contoso.example", CancellationToken.None);
            _ = await lab.DeleteAsync("/lab/graph/calls");
            var clock = Stopwatch.StartNew();
            var plan = await FindAsync(connection, anna, Path.Combine(work, "scan"));
            var found = clock.Elapsed.TotalSeconds;
            var removed = await RemoveAsync(connection, anna, plan, work);
            var seconds = clock.Elapsed.TotalSeconds;
            var requests = (await GraphRun.CallsAsync(lab)).Count;
            var each = requests / (double)removed;
            var ratio = seconds / (requests * (latency / 1000.0) / RequestsAtOnce);
            Console.WriteLine(FormattableString.Invariant($"{removed} of {plan.Count} copies removed in {seconds:F1} s, {found:F1} of them for finding: {removed / seconds:F1} a second"));
            Console.WriteLine(FormattableString.Invariant($"requests a copy                  {each:F2}  at most {Limits.RequestsACopy}    {Verdict(each <= Limits.RequestsACopy)}"));
            Console.WriteLine(FormattableString.Invariant($"to requests x latency / {RequestsAtOnce}        {ratio:F2}  at most {Limits.RemovalToRequests}  {Verdict(ratio <= Limits.RemovalToRequests)}"));
            return removed == plan.Count && each <= Limits.RequestsACopy && ratio <= Limits.RemovalToRequests ? 0 : 1;
        }
        finally
        {
            Directory.Delete(work, recursive: true);
            process.StandardInput.Close();
            await process.WaitForExitAsync();
        }
    }

    private static async Task<MailboxRemovalPlan> FindAsync(IGraphConnection connection, GraphMailbox mailbox, string folder)
    {
        var scan = await connection.ScanAsync(mailbox, folder, null, CancellationToken.None);
        using var inventory = new InventoryOpener().Open(scan.InventoryFiles, BadRowAction.Stop);
        var plan = new RemovalPlan(DuplicateEvidence.Identical);
        foreach (var group in new DuplicateFinder(new DuplicateSearchOptions()).Scan(inventory, new ItemIndex(2783045, 4501)).Groups())
        {
            plan.Add(group);
        }

        return plan.Mailboxes().Single();
    }

    private static async Task<int> RemoveAsync(IGraphConnection connection, GraphMailbox mailbox, MailboxRemovalPlan plan, string work)
    {
        var journal = new JournalFile(Path.Combine(work, "journal.jsonl"));
        journal.EnsureWritable();
        var run = new RemovalRun(connection, journal, new QuarantineFolder(Path.Combine(work, "quarantine")), new()
        {
            UtcNow = () => DateTime.UtcNow,
            Ceilings = new() { MaximumCount = int.MaxValue, MaximumPercent = 100 },
        });
        var removal = await run.OpenAsync(mailbox, plan, CancellationToken.None);
        var removed = 0;
        while (!removal.IsDone)
        {
            removed += (await removal.NextAsync(CancellationToken.None)).Results.Count(result => result.Status == RemovalStatus.Removed);
        }

        return removed;
    }

    private static string Verdict(bool isMet) => isMet ? "met" : "NOT MET";
}
