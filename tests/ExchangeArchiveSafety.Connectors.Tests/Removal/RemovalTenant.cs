using ExchangeArchiveSafety.Graph;
using ExchangeArchiveSafety.Lab.Building;
using ExchangeArchiveSafety.Lab.Graph;
using ExchangeArchiveSafety.Lab.Tenant;
using Xunit;
using LabItem = ExchangeArchiveSafety.Lab.Tenant.Mailboxes.MailItem;

namespace ExchangeArchiveSafety.Removal;

/// <summary>
/// A mailbox of the lab in which the loop ran and near-duplicates lie beside its copies; finding and removing over real HTTP with the real
/// SDK. Waits cost no time. What must hold afterwards is asked of the tenant.
/// </summary>
internal sealed class RemovalTenant : IAsyncDisposable
{
    private const int Loops = 12;

    private readonly GraphTenant _tenant;
    private readonly List<LabItem> _copies = [];
    private readonly List<LabItem> _others = [];
    private IGraphConnection? _connection;

    private RemovalTenant(GraphTenant tenant) => _tenant = tenant;

    public GraphService Graph => _tenant.Graph;

    public LabTenant Tenant => _tenant.Server.Tenant;

    public FastTime Time => _tenant.Time;

    /// <summary>Ids of what the loop made.</summary>
    public HashSet<string> CopyIds { get; private set; } = [];

    public string QuarantinePath => Path.Combine(_tenant.Folder, "quarantine");

    public JournalFile Journal => new(Path.Combine(_tenant.Folder, "journal.jsonl"));

    public static async Task<RemovalTenant> StartAsync(Action<TenantBuilder>? set = null, bool isFilled = true)
    {
        var world = new RemovalTenant(await GraphTenant.StartAsync(set));
        if (isFilled)
        {
            world.Fill();
        }

        return world;
    }

    /// <summary>Finds, and removes what was found, as a cmdlet does; once more where something was left open.</summary>
    /// <param name="runs">How often at most.</param>
    /// <param name="cancellation">Stops it.</param>
    public async Task<List<ArchiveDuplicateRemoval>> CleanUpAsync(int runs = 1, CancellationToken cancellation = default)
    {
        var results = new List<ArchiveDuplicateRemoval>();
        for (var run = 0; run < runs; run++)
        {
            var found = await FindAsync(cancellation);
            if (found.Count == 0)
            {
                break;
            }

            results.AddRange(await RemoveAsync(found, cancellation));
        }

        return results;
    }

    public async Task<List<ArchiveDuplicateGroup>> FindAsync(CancellationToken cancellation = default, bool verifiesBodies = false, string user = "anna@contoso.example")
    {
        var connection = await ConnectionAsync();
        var mailbox = await connection.ResolveAsync(user, cancellation);
        var folder = Path.Combine(_tenant.Folder, "scan-" + Guid.NewGuid().ToString("N"));
        var scan = await connection.ScanAsync(mailbox, folder, null, cancellation);
        Assert.Empty(scan.Incomplete);
        using var inventory = new InventoryOpener().Open(scan.InventoryFiles, BadRowAction.Stop);
        List<ArchiveDuplicateGroup> groups = [.. new DuplicateFinder(new DuplicateSearchOptions()).Scan(inventory, new ItemIndex(), cancellation).Groups(cancellation).Where(group => group.Surplus.Count > 0)];
        return !verifiesBodies ? groups : await VerifyAsync(connection, scan, groups, cancellation);
    }

    public async Task<List<ArchiveDuplicateRemoval>> RemoveAsync(IEnumerable<ArchiveDuplicateGroup> groups, CancellationToken cancellation = default, string journal = "journal.jsonl", string quarantine = "quarantine", string? alsoKnown = null, int atOnce = 1)
    {
        var plan = new RemovalPlan(DuplicateEvidence.Identical);
        foreach (var group in groups)
        {
            plan.Add(group);
        }

        var results = new List<ArchiveDuplicateRemoval>();
        var connection = await ConnectionAsync();
        if (alsoKnown is not null)
        {
            await connection.ResolveAsync(alsoKnown, cancellation);
        }

        var store = new JournalFile(Path.Combine(_tenant.Folder, journal));
        store.EnsureWritable();
        var run = new RemovalRun(connection, store, new QuarantineFolder(Path.Combine(_tenant.Folder, quarantine)), Settings());
        using var removals = new MailboxesAtOnce<MailboxRemoval, RemovalStep>(atOnce, cancellation);
        foreach (var mailbox in plan.Mailboxes())
        {
            var removal = await run.OpenAsync(await connection.ResolveAsync(mailbox.Mailbox, cancellation), mailbox, cancellation);
            Assert.Null(removal.Refusal);
            removals.Begin(removal, removal.NextAsync);
            while (removals.IsFull)
            {
                await TakeAsync();
            }
        }

        while (!removals.IsEmpty)
        {
            await TakeAsync();
        }

        return results;

        async Task TakeAsync()
        {
            var (removal, step) = await removals.NextAsync();
            results.AddRange((await step).Results);
            if (!removal.IsDone)
            {
                removals.Begin(removal, removal.NextAsync);
            }
        }
    }

    /// <summary>What is said of the room before anything is removed.</summary>
    public async Task<RemovalRoom> RoomAsync(IEnumerable<ArchiveDuplicateGroup> groups)
    {
        var plan = new RemovalPlan(DuplicateEvidence.Identical);
        foreach (var group in groups)
        {
            plan.Add(group);
        }

        var connection = await ConnectionAsync();
        var mailbox = plan.Mailboxes().Single();
        return (await new RemovalRun(connection, Journal, new QuarantineFolder(QuarantinePath), Settings()).OpenAsync(await connection.ResolveAsync(mailbox.Mailbox, default), mailbox, default)).Room;
    }

    public async Task<GraphMailbox> KnowAsync(string user)
    {
        using var connection = await _tenant.ConnectAsync();
        return await connection.ResolveAsync(user, CancellationToken.None);
    }

    /// <summary>Whose mailbox or archive an id is.</summary>
    public string NameOf(string mailboxId) => Tenant.Mailboxes.Single(one => mailboxId == Graph.PrimaryIdOf(one) || mailboxId == Graph.ArchiveIdOf(one)).UserPrincipalName;

    /// <summary>Items of which the journal has ever said that they are in a state.</summary>
    public HashSet<string> Journalled(JournalItemState state) => [.. Outcomes(state).Select(item => item.ItemId)];

    /// <summary>Why the journal says that items are in a state.</summary>
    public HashSet<string?> JournalledReasons(JournalItemState state) => [.. Outcomes(state).Select(item => item.Reason)];

    public async Task<List<ArchiveDuplicateRestore>> RestoreAsync()
    {
        var connection = await ConnectionAsync();
        var quarantine = new QuarantineFolder(QuarantinePath);
        var restore = await new RestoreRun(connection, Journal, quarantine, Settings())
            .OpenAsync(await connection.ResolveAsync("anna@contoso.example", CancellationToken.None), null, CancellationToken.None);
        var results = new List<ArchiveDuplicateRestore>();
        foreach (var entry in quarantine.All().ToList())
        {
            results.Add(await restore.RestoreAsync(entry, CancellationToken.None));
        }

        return results;
    }

    /// <summary>Nothing was deleted that the loop had not made, nothing twice, nothing without its place in quarantine, and no message is gone.</summary>
    public void CheckHarmless()
    {
        var gone = CopyIds.Where(id => _copies.Find(copy => copy.ItemId == id) is null or { Folder.IsRecoverableItems: true }).ToList();
        Assert.All(_tenant.Graph.Deletes, call => Assert.Contains(call.ItemId!, CopyIds));
        Assert.All(_tenant.Graph.Deletes, call => Assert.Contains("disposalType=softDelete", call.Query, StringComparison.Ordinal));
        Assert.DoesNotContain(_tenant.Graph.Deletes, call => call.Status == 404);
        Assert.All(_others, other => Assert.False(other.Folder.IsRecoverableItems));
        Assert.All(Tenant.Truth("anna"), message => Assert.True(message.InPrimary + message.InArchive >= 1));
        var quarantine = new QuarantineFolder(QuarantinePath);
        var saved = Directory.Exists(QuarantinePath) ? quarantine.All().Select(entry => entry.Item.ItemId).ToHashSet(StringComparer.Ordinal) : [];
        Assert.All(gone, id => Assert.Contains(id, saved));
        Assert.All(Graph.Calls.LargestInFlight().Values, largest => Assert.True(largest <= 4));
    }

    /// <summary>And of every message of the loop there is exactly one copy.</summary>
    public void CheckClean()
    {
        CheckHarmless();
        Assert.All(_copies, copy => Assert.True(copy.Folder.IsRecoverableItems, copy.ItemId));
        Assert.Equal(CopyIds.Count, Graph.Deletes.Select(call => call.ItemId).Distinct().Count());
    }

    public async ValueTask DisposeAsync()
    {
        _connection?.Dispose();
        await _tenant.DisposeAsync();
    }

    private IEnumerable<JournalItem> Outcomes(JournalItemState state)
    {
        var records = new Records();
        _ = Journal.Read(JournalPosition.Start, records);
        return records.All.OfType<CopyRecord>().Where(record => record.Kind == JournalRecordKind.Outcome).SelectMany(record => record.Items!).Where(item => item.State == state);
    }

    /// <summary>One for all, as a session has it.</summary>
    private async Task<IGraphConnection> ConnectionAsync() => _connection ??= await _tenant.ConnectAsync();

    private static async Task<List<ArchiveDuplicateGroup>> VerifyAsync(IGraphConnection connection, MailboxScan scan, List<ArchiveDuplicateGroup> groups, CancellationToken cancellation)
    {
        var verified = new List<ArchiveDuplicateGroup>();
        foreach (var group in groups)
        {
            var bodies = new Dictionary<MailItem, MailBody>();
            foreach (var item in BodyVerification.Wanted(group))
            {
                var folder = scan.FolderList.Single(one => one.Location == item.Location && one.Path == item.FolderPath);
                bodies.Add(item, (await connection.ReadAsync(scan.Mailbox, folder, item.ItemId, withBody: true, cancellation))!.Body!);
            }

            verified.AddRange(new BodyVerification(new DuplicateSearchOptions()).Judge(group, bodies));
        }

        return verified;
    }

    private RemovalRunSettings Settings() => new()
    {
        UtcNow = () => Tenant.Now - Graph.Options.ClockSkew,
        Ceilings = new() { MaximumPercent = 100 },
        Wait = (time, cancellation) => Time.Delay(time, cancellation),
    };

    private void Fill()
    {
        var start = Tenant.Now.AddDays(-30);
        for (var number = 0; number < Loops; number++)
        {
            var folder = number % 3 == 0 ? "/Inbox" : number % 3 == 1 ? "/Sent Items" : "/Inbox/Projects";
            var kept = Tenant.PutMessage("anna", folder, inArchive: true, createdUtc: start);
            _others.Add(kept);
            _copies.Add(Tenant.PutCopy("anna", kept, createdUtc: start.AddDays(1)));
            if (number % 4 == 0)
            {
                _copies.Add(Tenant.PutCopy("anna", kept, inArchive: true, createdUtc: start.AddDays(2)));
            }
        }

        // What looks like a copy and is none: an edited body, another folder, another subject under one id; and mail that is there once.
        var edited = Tenant.PutMessage("anna", "/Inbox", inArchive: true);
        _others.AddRange([edited, Tenant.PutCopy("anna", edited, edit: content => content with { Body = content.Body + "PS: one more thing.\r\n" })]);
        var filed = Tenant.PutMessage("anna", "/Inbox", inArchive: true);
        _others.AddRange([filed, Tenant.PutCopy("anna", filed, folderPath: "/Customers")]);
        var forged = Tenant.PutMessage("anna", "/Inbox", inArchive: true);
        _others.AddRange([forged, Tenant.PutCopy("anna", forged, edit: content => content with { Subject = "Something else" })]);
        _others.AddRange(Enumerable.Range(0, 6).Select(number => Tenant.PutMessage("anna", "/Inbox/Projects", inArchive: number % 2 == 0)));
        CopyIds = [.. _copies.Select(copy => copy.ItemId)];
    }

    private sealed class Records : IJournalReader
    {
        public List<JournalRecord> All { get; } = [];

        public void StartOver() => All.Clear();

        public void Add(JournalRecord record) => All.Add(record);
    }
}
