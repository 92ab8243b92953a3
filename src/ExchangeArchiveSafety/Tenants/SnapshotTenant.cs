namespace ExchangeArchiveSafety.Tenants;

/// <summary>A saved tenant, judged as of its capture unless told otherwise.</summary>
internal sealed class SnapshotTenant : ITenant
{
    private readonly TenantSnapshot _snapshot;
    private readonly DateTime _asOfUtc;
    private readonly HashSet<Guid> _external = [];
    private Func<Guid, MailboxHistory?>? _history;
    private ConflictAnalyzer _analyzer;
    private ILookup<string, Mailbox>? _byIdentity;

    private SnapshotTenant(TenantSnapshot snapshot, DateTime asOfUtc)
    {
        _snapshot = snapshot;
        _asOfUtc = asOfUtc;
        _analyzer = new(snapshot, asOfUtc);
    }

    /// <summary>When it was captured, UTC.</summary>
    public DateTime CapturedAtUtc => _snapshot.CapturedAtUtc;

    /// <summary>The time the verdicts are about, UTC.</summary>
    public DateTime AsOfUtc => _asOfUtc;

    public int Count => _snapshot.Mailboxes.Count;

    public IReadOnlyList<MigrationRecord> Records => _analyzer.Migrations.Records;

    public IReadOnlyList<MigrationBatch> Batches => _snapshot.MigrationBatches.Or([]);

    /// <exception cref="UnusableFileException">The file cannot be read, or is no snapshot that this module knows.</exception>
    public static SnapshotTenant Open(string path, DateTime? asOfUtc)
    {
        var snapshot = SnapshotFile.Read(path);
        return new(snapshot, asOfUtc ?? snapshot.CapturedAtUtc);
    }

    public string? Warning => ShortLists.Warning(_analyzer.Migrations);

    public void AddExternal(IEnumerable<Guid> exchangeGuids)
    {
        _external.UnionWith(exchangeGuids);
        _analyzer = Analyzer();
    }

    public void AddHistory(Func<Guid, MailboxHistory?> history)
    {
        _history = history;
        _analyzer = Analyzer();
    }

    public MigrationActivity Activity(MigrationUser user) => _analyzer.Activity(user);

    public IReadOnlyList<Mailbox> ResolveAll(string identity)
    {
        if (NamePattern.HasStars(identity))
        {
            return _snapshot.Mailboxes.Where(mailbox => NamePattern.FitsStars(identity, mailbox)).ToList() is { Count: > 0 } fitting ? fitting : throw MailboxIdentity.NotFound(identity);
        }

        _byIdentity ??= _snapshot.Mailboxes
            .SelectMany(mailbox => mailbox.Identities().Prepend(mailbox.ExchangeGuid.ToString()).Distinct(StringComparer.OrdinalIgnoreCase), (mailbox, name) => (name, mailbox))
            .ToLookup(pair => pair.name, pair => pair.mailbox, StringComparer.OrdinalIgnoreCase);
        var found = _byIdentity[Guid.TryParse(identity, out var guid) ? guid.ToString() : identity].ToList();
        if (found.Count == 0)
        {
            found = [.. _snapshot.Mailboxes.Where(mailbox => string.Equals(mailbox.DisplayName, identity, StringComparison.OrdinalIgnoreCase))];
        }

        return found.Count switch
        {
            1 => found,
            0 => throw MailboxIdentity.NotFound(identity),
            _ => throw new ExchangeCallException(ErrorIds.MailboxAmbiguous, "Get-Mailbox", DisplayText.Sentence(Messages.MailboxAmbiguous, identity, found.Count)),
        };
    }

    public IReadOnlyList<Mailbox> Mailboxes(bool areNeeded) => _snapshot.Mailboxes;

    public (ArchiveMigrationConflict Verdict, Mailbox Mailbox) Judge(Mailbox mailbox) => (_analyzer.Analyze(mailbox), mailbox);

    public (ArchiveMigrationConflict Verdict, Mailbox Mailbox) Foresee(Mailbox mailbox) => (ArchiveForecaster.Foresee(_analyzer, mailbox), mailbox);

    public ArchiveMigrationConflict JudgeUser(MigrationUser user, bool mayAsk) => _analyzer.Analyze(user, Messages.MailboxNotInSnapshot);

    private ConflictAnalyzer Analyzer() => new(_snapshot, _asOfUtc, _external) { History = _history };
}
