namespace ExchangeArchiveSafety;

/// <summary>Folds journal records about probes; others are passed over. Pure.</summary>
public sealed class ProbeLedger : JournalLedger
{
    private readonly Dictionary<Guid, ProbeRecord> _open = [];
    private readonly HashSet<Guid> _deleted = [];
    private readonly Dictionary<string, int> _records = new(StringComparer.Ordinal);

    /// <summary>Whether the last probe that came to its end passed.</summary>
    public bool HasPassed { get; private set; }

    /// <summary>The last records of probes that have not cleaned up, in no order.</summary>
    public IReadOnlyCollection<ProbeRecord> Open => _open.Values;

    /// <summary>Whether a probe may have deleted its item softly.</summary>
    /// <param name="probe">Its id.</param>
    internal bool HasDeleted(Guid probe) => _deleted.Contains(probe);

    /// <summary>How many records there are about a mailbox.</summary>
    /// <param name="mailboxId">The primary mailbox's id in Graph.</param>
    internal int RecordsOf(string mailboxId) => _records.TryGetValue(mailboxId, out var count) ? count : 0;

    internal override int RecordsLike(JournalRecord record) => RecordsOf(((ProbeRecord)record).MailboxId!);

    private protected override void Apply(JournalRecord any)
    {
        if (any is SnapshotRecord { Probes: { } probes })
        {
            Take(probes);
        }

        if (any is not ProbeRecord record)
        {
            return;
        }

        _records[record.MailboxId!] = RecordsOf(record.MailboxId!) + 1;
        if (record.Step == ProbeStep.SoftDelete)
        {
            _ = _deleted.Add(record.ProbeId);
        }

        if (record.Kind == JournalRecordKind.Intent || !record.Closed)
        {
            _open[record.ProbeId] = record;
        }
        else
        {
            _ = _open.Remove(record.ProbeId);
        }

        if (record is { Kind: JournalRecordKind.Outcome, Step: ProbeStep.CleanUp })
        {
            HasPassed = record.Passed;
        }
    }

    internal override IEnumerable<JournalRecord> Condensed() => _records.Count == 0 ? [] :
    [
        new SnapshotRecord
        {
            Probes = new() { Open = [.. _open.Values.OrderBy(probe => probe.ProbeId)], HasPassed = HasPassed, Mailboxes = [.. _records.Select(mailbox => new ProbesOfMailbox(mailbox.Key, mailbox.Value))] },
        },
    ];

    private void Take(ProbesState probes)
    {
        HasPassed = probes.HasPassed;
        foreach (var open in probes.Open ?? [])
        {
            _open[open.ProbeId] = open;

            // The steps before the last one are not remembered.
            _ = open.Step >= ProbeStep.SoftDelete && _deleted.Add(open.ProbeId);
        }

        foreach (var mailbox in probes.Mailboxes ?? [])
        {
            _records[mailbox.MailboxId] = RecordsOf(mailbox.MailboxId) + mailbox.Records;
        }
    }

    private protected override void Forget()
    {
        _open.Clear();
        _deleted.Clear();
        _records.Clear();
        HasPassed = false;
    }
}
