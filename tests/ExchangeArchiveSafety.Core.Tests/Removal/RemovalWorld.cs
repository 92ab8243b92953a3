using ExchangeArchiveSafety.Core.Tests;
using ExchangeArchiveSafety.Duplicates;
using Xunit;

namespace ExchangeArchiveSafety.Removal;

/// <summary>A mailbox with surplus copies, a journal and a quarantine, and what must hold whatever happens to them.</summary>
internal sealed class RemovalWorld : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<MailItem> _before;
    private readonly Dictionary<string, string> _messageOf;
    private bool _dead;

    public RemovalWorld(IEnumerable<MailItem> items, DuplicateSearchOptions? options = null, Func<MailItem, string>? body = null)
    {
        _before = [.. items];
        Graph = new FakeMailbox(Points).With(_before, body);
        Groups = Mail.Find(options ?? new DuplicateSearchOptions(), _before);
        Journal = new MemoryJournal(Points);
        _messageOf = _before.ToDictionary(item => item.ItemId, item => item.InternetMessageId + "/" + item.Subject);
        QuarantinePath = _folder.File("quarantine");
    }

    public KillPoints Points { get; } = new();

    public FakeMailbox Graph { get; }

    public TestJournal Journal { get; set; }

    public string QuarantinePath { get; }

    public IReadOnlyList<ArchiveDuplicateGroup> Groups { get; }

    public RemovalCeilings Ceilings { get; set; } = new() { MaximumPercent = 100 };

    public Action<string> QuarantineStep { get; set; } = _ => { };

    public RemovalFailure? Failure { get; private set; }

    public CancellationTokenSource Cancel { get; set; } = new();

    public QuarantineFolder Quarantine => new(QuarantinePath, step =>
    {
        ThrowIfDead();
        QuarantineStep(step);
        Pass(step);
    });

    /// <summary>A message that was archived, and came back into the primary mailbox.</summary>
    public static IEnumerable<MailItem> Loop(int number, string folder = "Inbox")
    {
        var id = number.ToString("0000", System.Globalization.CultureInfo.InvariantCulture);
        yield return (Mail.Archived("A" + id) with { InternetMessageId = $"<{id}@contoso.example>", Subject = "Message " + id, FolderPath = folder }).ToItem();
        yield return (Mail.Migrated("P" + id) with { InternetMessageId = $"<{id}@contoso.example>", Subject = "Message " + id, FolderPath = folder }).ToItem();
    }

    public static RemovalWorld OfLoops(int count, params MailItem[] others) => new(Enumerable.Range(1, count).SelectMany(number => Loop(number)).Concat(others));

    public static MailboxRemovalPlan PlanOf(IEnumerable<ArchiveDuplicateGroup> groups, DuplicateEvidence minimum = DuplicateEvidence.Identical)
    {
        var plan = new RemovalPlan(minimum);
        foreach (var group in groups)
        {
            plan.Add(group);
        }

        return Assert.Single(plan.Mailboxes());
    }

    public RemovalRunSettings Settings() => new()
    {
        UtcNow = () => Graph.Now,
        Ceilings = Ceilings,
        Wait = (_, cancellation) => Task.CompletedTask,
    };

    public IReadOnlyList<ArchiveDuplicateRemoval> Run(MailboxRemovalPlan? plan = null) => RunAsync(plan ?? PlanOf(Groups)).GetAwaiter().GetResult();

    public async Task<IReadOnlyList<ArchiveDuplicateRemoval>> RunAsync(MailboxRemovalPlan plan, IJournalStore? journal = null)
    {
        journal ??= Journal;
        journal.EnsureWritable();
        var results = new List<ArchiveDuplicateRemoval>();
        var removal = await new RemovalRun(Graph, journal, Quarantine, Settings()).OpenAsync(FakeMailbox.Ids, plan, Cancel.Token);
        Assert.Null(removal.Refusal);
        while (!removal.IsDone)
        {
            results.AddRange((await removal.NextAsync(Cancel.Token)).Results);
        }

        results.AddRange(removal.NotReached());
        Failure = removal.Failure;
        return results;
    }

    public IReadOnlyList<ArchiveDuplicateRestore> Restore(string? folder = null) => Task.Run(async () =>
    {
        var run = await new RestoreRun(Graph, Journal, Quarantine, Settings()).OpenAsync(FakeMailbox.Ids, folder, Cancel.Token);
        var results = new List<ArchiveDuplicateRestore>();
        foreach (var entry in Quarantine.All().ToList())
        {
            results.Add(await run.RestoreAsync(entry, Cancel.Token));
            Failure = run.Failure;
            if (run.Failure is not null)
            {
                break;
            }
        }

        return results;
    }).GetAwaiter().GetResult();

    /// <summary>Runs something that is killed at a point; from then on nothing of it does anything more.</summary>
    /// <returns>Whether there was such a point.</returns>
    public bool KilledAt(int point, Action action)
    {
        Points.Arm(point, at =>
        {
            _dead = true;
            throw new KilledException(at);
        });
        try
        {
            action();
            Assert.Null(Points.Hit);
            return false;
        }
        catch (KilledException)
        {
            return true;
        }
        finally
        {
            _dead = false;
            Points.Disarm();
        }
    }

    /// <summary>What was deleted was planned and is saved, and every message still has a copy.</summary>
    public void AssertSafe(params IEnumerable<ArchiveDuplicateGroup>[] plans)
    {
        var planned = (plans.Length == 0 ? [Groups] : plans).SelectMany(groups => groups).SelectMany(group => group.Surplus).Select(copy => copy.Item.ItemId).ToHashSet();
        Assert.Subset(planned, Graph.Deleted.ToHashSet());
        Assert.Equal(Graph.Deleted.Count, Graph.Deleted.Distinct().Count());
        var quarantine = new QuarantineFolder(QuarantinePath);
        foreach (var id in Graph.Deleted)
        {
            var saved = quarantine.Find(FakeMailbox.Ids.PrimaryMailboxId, id);
            Assert.True(saved is not null && quarantine.Verify(saved), id + " is not in quarantine");
        }

        var left = Graph.Items.Select(item => item.InternetMessageId + "/" + item.Subject).ToHashSet();
        Assert.All(_messageOf.Values, message => Assert.Contains(message, left));
    }

    /// <summary>Exactly the planned copies are gone, and the journal has the last word on each.</summary>
    public void AssertDone()
    {
        AssertSafe();
        var planned = Groups.SelectMany(group => group.Surplus).Select(copy => copy.Item.ItemId).ToHashSet();
        Assert.Equal(_before.Select(item => item.ItemId).Where(id => !planned.Contains(id)).Order(), Graph.Items.Select(item => item.ItemId).Order());
        var ledger = RemovalLedger.Fold(Journal.Read());
        Assert.All(planned, id => Assert.Equal(JournalItemState.Removed, ledger.Of(FakeMailbox.Ids.PrimaryMailboxId, id)?.State));
    }

    public void Dispose()
    {
        _folder.Dispose();
        Cancel.Dispose();
    }

    private void ThrowIfDead()
    {
        if (_dead)
        {
            throw new KilledException("dead");
        }
    }

    private void Pass(string step)
    {
        lock (Points)
        {
            Points.Pass(step);
        }
    }
}
