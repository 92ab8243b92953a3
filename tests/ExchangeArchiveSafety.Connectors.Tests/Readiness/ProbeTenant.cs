using ExchangeArchiveSafety.Graph;
using ExchangeArchiveSafety.Lab.Graph;
using ExchangeArchiveSafety.Lab.Tenant;
using ExchangeArchiveSafety.Lab.Tenant.Mailboxes;

namespace ExchangeArchiveSafety.Probing;

/// <summary>A test mailbox of the lab with some mail in both halves, probed over real HTTP. Waits cost no time.</summary>
internal sealed class ProbeTenant : IAsyncDisposable
{
    private readonly GraphTenant _tenant;

    private ProbeTenant(GraphTenant tenant) => _tenant = tenant;

    public GraphService Graph => _tenant.Graph;

    public LabTenant Tenant => _tenant.Server.Tenant;

    public LabMailbox Anna => _tenant.Anna;

    public JournalFile Journal => new(Path.Combine(_tenant.Folder, "journal.jsonl"));

    public static async Task<ProbeTenant> StartAsync(Action<GraphOptions>? set = null)
    {
        var world = new ProbeTenant(await GraphTenant.StartAsync());
        set?.Invoke(world.Graph.Options);
        foreach (var number in Enumerable.Range(0, 6))
        {
            _ = world.Tenant.PutMessage("anna", number % 2 == 0 ? "/Inbox" : "/Sent Items", inArchive: number < 3);
        }

        _ = world.Tenant.PutMessage("anna", "/Drafts");
        return world;
    }

    /// <summary>How long was waited all in all.</summary>
    public TimeSpan Waited => _tenant.Time.Delays.Aggregate(TimeSpan.Zero, (all, one) => all + one);

    public Task<IGraphConnection> ConnectAsync() => _tenant.ConnectAsync();

    /// <summary>Every item of both halves, those in Recoverable Items too, in everything that a change would show in.</summary>
    public List<string> Everything() => [.. Of("primary", Anna.Primary).Concat(Of("archive", Anna.Archive)).Order(StringComparer.Ordinal)];

    public async Task<(ArchiveProbe Probe, List<ArchiveSafetyCheck> Checks)> ProbeAsync(KillPoints? points = null, bool isForced = false)
    {
        using var connection = await ConnectAsync();
        var mortal = new MortalConnection(connection, points ?? new(-1));
        var journal = Journal;
        journal.EnsureWritable();
        var settings = new ProbeSettings { UtcNow = () => Tenant.Now, Wait = (time, stop) => _tenant.Time.Delay(time, stop), IsForced = isForced };
        var mailbox = await connection.ResolveAsync("anna@contoso.example", CancellationToken.None);
        var probe = await ArchiveProbe.OpenAsync(mortal, mortal, new MortalJournal(journal, points ?? new(-1)), settings, mailbox, CancellationToken.None);
        var checks = new List<ArchiveSafetyCheck>();

        // What a process held, it lets go of when it dies.
        using (probe)
        {
            if (probe.Refusal is null)
            {
                probe.Begin();
            }

            try
            {
                while (!probe.IsDone)
                {
                    checks.Add(await probe.NextAsync(CancellationToken.None));
                }
            }
            catch (KilledException)
            {
            }
        }

        return (probe, checks);
    }

    public async ValueTask DisposeAsync() => await _tenant.DisposeAsync();

    private static IEnumerable<string> Of(string half, MailStore store) =>
        store.Folders.SelectMany(folder => folder.Items.Select(item => $"{half} {folder.Path} {item.ItemId} {item.ChangeKey} {item.Size} {item.ModifiedUtc:O}"))
            .Concat(store.Folders.Where(folder => !folder.IsRecoverableItems).Select(folder => $"{half} {folder.Path} {folder.Id}"));
}
