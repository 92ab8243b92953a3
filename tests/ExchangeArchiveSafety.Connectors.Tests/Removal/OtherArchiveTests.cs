using ExchangeArchiveSafety.Graph;
using Xunit;

namespace ExchangeArchiveSafety.Removal;

/// <summary>On a server that is not the lab, everything that must go is gone, in main and auxiliary archives, and nothing else.</summary>
public sealed class OtherArchiveTests : IDisposable
{
    private const int Messages = 180;

    private static readonly DateTime Now = new(2026, 5, 1, 12, 0, 0, DateTimeKind.Utc);

    private readonly string _folder = Directory.CreateTempSubdirectory("other").FullName;
    private readonly FastTime _time = new();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Calm_every_copy_goes_within_the_budget()
    {
        using var server = new OtherArchive(Messages);
        var results = await CleanUpAsync(server);

        CheckClean(server);
        Assert.Equal(server.Copies, results.Where(result => result.Status == RemovalStatus.Removed).Select(result => result.ItemId).ToHashSet());
        Assert.Contains(server.Deleted, server.IsInAuxiliary);

        // From the search to the proof that it is gone, bodies included.
        Assert.True(server.Requests <= 5 * server.Copies.Count, $"{server.Requests} requests for {server.Copies.Count} copies");
        // What is left only looks like a copy, as its body shows.
        Assert.DoesNotContain(await FindAsync(server), group => group.Evidence == DuplicateEvidence.Identical);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Rough_every_copy_goes_too(int seed)
    {
        using var server = new OtherArchive(Messages, seed) { IsRough = true };
        for (var run = 0; run < 4 && server.Copies.Any(server.IsThere); run++)
        {
            await CleanUpAsync(server);
        }

        CheckClean(server);
        Assert.True(server.Requests <= 8 * server.Copies.Count, $"{server.Requests} requests for {server.Copies.Count} copies");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task While_its_owner_is_at_work_no_message_is_lost(int seed)
    {
        using var server = new OtherArchive(Messages, seed) { IsMoving = true };
        var results = await CleanUpAsync(server);

        Assert.NotEmpty(server.Vanished);
        Assert.NotEmpty(server.Changed);
        Assert.Empty(server.Wrong);
        Assert.All(server.Deleted, id => Assert.Contains(id, server.Copies));
        Assert.All(server.Deleted, id => Assert.DoesNotContain(id, server.Changed));
        Assert.All(server.Alive.Where(message => !server.OfOwner.Contains(message.Key)), message => Assert.True(message.Value >= 1, message.Key + " is lost"));
        Assert.InRange(results.Count(result => result.Status == RemovalStatus.Removed), 1, server.Copies.Count - 1);

        // Where an original was found gone the mailbox was left alone. What its owner did not touch goes when nothing moves.
        server.IsMoving = false;
        await CleanUpAsync(server);
        Assert.DoesNotContain(server.Copies, id => server.IsThere(id) && !server.IsTouched(id));
        Assert.All(server.Deleted, id => Assert.Contains(id, server.Copies));
        Assert.All(server.Alive.Where(message => !server.OfOwner.Contains(message.Key)), message => Assert.True(message.Value >= 1, message.Key + " is lost"));
    }

    private static void CheckClean(OtherArchive server)
    {
        Assert.Empty(server.Wrong);
        Assert.DoesNotContain(server.Copies, server.IsThere);
        Assert.All(server.Deleted, id => Assert.Contains(id, server.Copies));
        Assert.Equal(server.Copies.Count, server.Deleted.Count);
        Assert.All(server.Alive, message => Assert.True(message.Value >= 1, message.Key + " is lost"));
    }

    private async Task<List<ArchiveDuplicateGroup>> FindAsync(OtherArchive server)
    {
        using var connection = await server.ConnectAsync(_time);
        return await FindAsync(connection);
    }

    private async Task<List<ArchiveDuplicateGroup>> FindAsync(IGraphConnection connection)
    {
        var mailbox = await connection.ResolveAsync("anna@contoso.example", default);
        var scan = await connection.ScanAsync(mailbox, Path.Combine(_folder, Guid.NewGuid().ToString("N")), null, default);
        Assert.Empty(scan.Incomplete);
        using var inventory = new InventoryOpener().Open(scan.InventoryFiles, BadRowAction.Stop);
        return [.. new DuplicateFinder(new DuplicateSearchOptions()).Scan(inventory, new ItemIndex(), default).Groups(default).Where(group => group.Surplus.Count > 0)];
    }

    private async Task<List<ArchiveDuplicateRemoval>> CleanUpAsync(OtherArchive server)
    {
        using var connection = await server.ConnectAsync(_time);
        var plan = new RemovalPlan(DuplicateEvidence.Identical);
        (await FindAsync(connection)).ForEach(plan.Add);
        var journal = new JournalFile(Path.Combine(_folder, "journal.jsonl"));
        journal.EnsureWritable();
        var run = new RemovalRun(connection, journal, new QuarantineFolder(Path.Combine(_folder, "quarantine")), new()
        {
            UtcNow = () => Now,
            Ceilings = new() { MaximumPercent = 100 },
            Wait = (time, stop) => _time.Delay(time, stop),
        });
        var results = new List<ArchiveDuplicateRemoval>();
        foreach (var mailbox in plan.Mailboxes())
        {
            var removal = await run.OpenAsync(await connection.ResolveAsync(mailbox.Mailbox, default), mailbox, default);
            Assert.Null(removal.Refusal);
            while (!removal.IsDone)
            {
                results.AddRange((await removal.NextAsync(default)).Results);
            }
        }

        return results;
    }
}
