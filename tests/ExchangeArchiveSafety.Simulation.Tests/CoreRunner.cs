using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Storage.Blobs;
using ExchangeArchiveSafety.Connectors.Storage;

namespace ExchangeArchiveSafety.Simulation.Tests;

/// <summary>Makes the passes with the product's own rules and readers, in this process. Each pass begins with nothing but the journal, as a new process does.</summary>
internal sealed class CoreRunner(GuardedWorld world, Func<IJournalStore> open, Func<long> bytes) : IGuardRunner
{
    private readonly ShapedObjects _shaped = new(world.Tenant.Options.Shapes);

    public static CoreRunner InMemory(GuardedWorld world)
    {
        var journal = new MemoryJournal();
        return new CoreRunner(world, () => journal, () => journal.Bytes);
    }

    public static CoreRunner OnDisk(GuardedWorld world, string path) => new(world, () => new JournalFile(path), () => File.Exists(path) ? new FileInfo(path).Length : 0);

    public static CoreRunner InBlob(GuardedWorld world, BlobTrouble trouble)
    {
        var client = new BlobClientOptions
        {
            Transport = new HttpClientTransport(new HttpClient(trouble)),
            Retry = { MaxRetries = 5, Delay = TimeSpan.FromTicks(1), MaxDelay = TimeSpan.FromTicks(1), Mode = RetryMode.Fixed },
        };
        var address = new BlobAddress(new Uri("https://lab.blob.core.windows.net/journals/guard.jsonl?sv=2025-01-05&sr=c&sp=racwd&sig=bGFi"));
        var settings = new BlobJournalSettings { Client = client, CompactFromBlocks = 150 };
        return new CoreRunner(world, () => new BlobJournal(address, settings), () => trouble.Store.BytesOf("/journals/"));
    }

    public PassReport Pass(PassOrder order)
    {
        var settings = new GuardSettings
        {
            Mode = GuardMode.Protect,
            AsOfUtc = order.NowUtc,
            SettleTime = order.SettleTime,
            Partition = order.Partition,
            PartitionCount = order.PartitionCount,
            ExternallyMigrating = order.ExternallyMigrating,
            TimeBudget = order.Calls is { } calls ? TimeSpan.FromSeconds(calls) : null,
        };
        var before = order.Calls is null ? 0 : world.Exchange.Calls.All.Count;
        var store = open();
        var journal = new MishapJournal(store, world.Mishaps);
        try
        {
            journal.EnsureWritable();
            var tenant = new InProcessTenant(world.Tenant, new InProcessSession(world.Exchange, _shaped), order.NowUtc);
            var pass = new GuardPass(tenant, journal, settings, () => world.Tenant.Now, () => TimeSpan.FromSeconds(order.Calls is null ? 0 : world.Exchange.Calls.All.Count - before)).Run();
            (store as IDisposable)?.Dispose();
            return new PassReport(
                pass.ExitCode,
                pass.Left,
                [.. pass.Failures.Select(failure => failure.Identity)],
                [.. pass.Changes.Select(change => Short($"{change}: {change.Reason}")), .. pass.Failures.Select(failure => Short($"{failure}: {failure.Reason}"))]);
        }
        catch (ArchiveSafetyException exception)
        {
            (store as IDisposable)?.Dispose();
            return new PassReport(2, 0, [""], [exception.Message]);
        }
    }

    public void GiveBack(PassOrder order, IReadOnlyList<Guid> exchangeGuids)
    {
        var tenant = new InProcessTenant(world.Tenant, new InProcessSession(world.Exchange, _shaped), order.NowUtc);
        _ = tenant.ReadMigrations();
        var store = open();
        var run = new SuspensionRun(store, tenant.Exchange, () => world.Tenant.Now, tenant.Name);
        foreach (var suspension in run.Open().Where(one => exchangeGuids.Contains(one.ExchangeGuid)).Reverse())
        {
            _ = run.Resume(suspension.Id, forced: true);
        }

        (store as IDisposable)?.Dispose();
    }

    public JournalReport ReadJournal()
    {
        try
        {
            _ = open().Read(JournalPosition.Start, new Reader());
            return new JournalReport(bytes(), null);
        }
        catch (UnusableFileException exception)
        {
            return new JournalReport(bytes(), exception.Message);
        }
    }

    public void Dispose()
    {
    }

    private static string Short(string line) => line.Length <= 300 ? line : line[..300] + "...";

    private sealed class Reader : IJournalReader
    {
        public void StartOver()
        {
        }

        public void Add(JournalRecord record)
        {
        }
    }
}
