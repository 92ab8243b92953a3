namespace ExchangeArchiveSafety;

/// <summary>
/// Folds what passes wrote down into what the tenant forgets: batches and migration users, the end of migrations, runs that archived under a sync, holds in force, and
/// where mail arrives. Passes that ran at once may have written the same twice and in any order. Pure.
/// </summary>
public sealed class MigrationMemory : JournalLedger
{
    // Some 250 bytes each, and no store takes a line of any length: an append blob 4 MiB.
    private const int MostInRecord = 5000;

    private readonly Dictionary<string, RememberedBatch> _batches = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, RememberedUser> _users = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Timeline<bool>> _ends = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<Guid, SortedDictionary<DateTime, LoopNews>> _loops = [];
    private readonly Dictionary<string, Timeline<MailExchangeState>> _domains = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<(int Partition, int Count), (DateTime AtUtc, PassNews Pass)> _passes = [];
    private readonly HoldMemory _holds = new();
    private readonly KeptRecords _kept = new();
    private ILookup<string, RememberedUser>? _byKey;
    private ILookup<string, RememberedBatch>? _byName;
    private ListReading _batchesRead = new();
    private ListReading _usersRead = new();
    private int _records;

    /// <summary>Every batch that a pass ever saw.</summary>
    public IReadOnlyCollection<RememberedBatch> Batches => _batches.Values;

    /// <summary>Every migration user that a pass ever saw.</summary>
    public IReadOnlyCollection<RememberedUser> Users => _users.Values;

    /// <summary>Every accepted domain that a pass ever asked about.</summary>
    public IReadOnlyCollection<string> Domains => _domains.Keys;

    /// <summary>When the last pass began, whatever part of the tenant it was about, UTC; null where there was none.</summary>
    public DateTime? LastPassUtc => _passes.Count == 0 ? null : _passes.Values.Max(pass => pass.AtUtc);

    /// <summary>Up to when a pass has read the migration users whole, UTC; null where none has.</summary>
    public DateTime? UsersReadUtc => _usersRead.LastUtc == default ? null : _usersRead.LastUtc;

    /// <summary>The last pass over a part of the tenant, and when it began, UTC; null where there was none.</summary>
    /// <param name="partition">The part, from 1; 0 for all of it.</param>
    /// <param name="partitionCount">Into how many parts it was divided; 0 where it was not.</param>
    public (DateTime AtUtc, PassNews Pass)? LastPassOf(int partition, int partitionCount) =>
        _passes.TryGetValue((partition, partitionCount), out var last) ? last : null;

    /// <summary>
    /// Since when no migration is seen to act on a mailbox, UTC: when a pass that read everything first judged it ended. Null where one does, can again, or nobody looked.
    /// </summary>
    /// <param name="mailbox">The mailbox.</param>
    public DateTime? EndFirstSeenUtc(Mailbox mailbox) => EndFirstSeenUtc(mailbox.ExchangeGuid, mailbox.Identity);

    /// <summary>The same for a mailbox that was not read.</summary>
    /// <param name="exchangeGuid">Its key; all zero where it is not known.</param>
    /// <param name="address">How it is called.</param>
    public DateTime? EndFirstSeenUtc(Guid exchangeGuid, string address) =>
        EndOf(exchangeGuid, address)?.Last is { Value: true, AtUtc: var since } ? since : null;

    /// <summary>The runs of the Managed Folder Assistant that were seen to have archived mail of a mailbox while a migration ran, oldest first.</summary>
    /// <param name="exchangeGuid">The mailbox.</param>
    public IReadOnlyList<LoopNews> LoopsOf(Guid exchangeGuid) => _loops.TryGetValue(exchangeGuid, out var loops) ? [.. loops.Values] : [];

    /// <summary>What there is to say of a mailbox beside what is read now; null for nothing.</summary>
    /// <param name="exchangeGuid">The mailbox.</param>
    public MailboxHistory? HistoryOf(Guid exchangeGuid)
    {
        var loops = LoopsOf(exchangeGuid);
        var holds = _holds.Of(exchangeGuid).Where(period => period is { EndedUtc: null, Method: SuspensionMethod.RetentionHold }).Select(period => (DateTime?)period.FromUtc).Max();
        return loops.Count == 0 && holds is null ? null
            : new() { Loops = [.. loops.Select(loop => new ManagedFolderAssistantRun(loop.RunUtc, loop.Archived))], HoldInForceSinceUtc = holds };
    }

    /// <summary>Since when a suspension is known to be in force, UTC: it was read back, or a pass saw it. Null where nobody saw it since it was last announced.</summary>
    /// <param name="suspensionId">The suspension.</param>
    public DateTime? InForceSinceUtc(Guid suspensionId) => _holds.InForceSinceUtc(suspensionId);

    /// <summary>When archiving of a mailbox was held off by suspensions of ours, as far as it was seen, oldest first.</summary>
    /// <param name="exchangeGuid">The mailbox.</param>
    public IReadOnlyList<HeldPeriod> HeldOff(Guid exchangeGuid) => _holds.Of(exchangeGuid);

    /// <summary>Since when every MX record of a domain was seen to point to Exchange Online, UTC; null where it does not or nobody knows.</summary>
    /// <param name="domain">The domain.</param>
    public DateTime? MovedSinceUtc(string domain) => DomainOf(domain)?.Last is { Value: MailExchangeState.Moved, AtUtc: var since } ? since : null;

    /// <summary>When a sync of a mailbox last ran or may have run, UTC: no sync later than this was seen. Null where none was.</summary>
    /// <param name="mailbox">The mailbox.</param>
    public DateTime? LastSyncUtc(Mailbox mailbox) => UsersOf(mailbox).SelectMany(user => new[] { user.LastSyncUtc, user.MayHaveSyncedUntilUtc }).Max();

    /// <summary>The migration users of a mailbox, in every batch.</summary>
    /// <param name="mailbox">The mailbox.</param>
    public IReadOnlyList<RememberedUser> UsersOf(Mailbox mailbox) =>
        [.. mailbox.Identities().Prepend(mailbox.ExchangeGuid.ToString()).Distinct(StringComparer.OrdinalIgnoreCase).SelectMany(key => UsersByKey[key])
            .Where(user => user.Known.ExchangeGuid == mailbox.ExchangeGuid || user.Known.ExchangeGuid == Guid.Empty).Distinct()];

    /// <summary>The migration users of a mailbox that was not read, in every batch: by the address that their migration knows, or by ExchangeGuid.</summary>
    /// <param name="name">The address or GUID.</param>
    public IReadOnlyList<RememberedUser> UsersOf(string name) =>
        [.. UsersByKey[name].Select(user => user.Known.ExchangeGuid).Where(mailbox => mailbox != Guid.Empty).Distinct().SelectMany(mailbox => UsersByKey[mailbox.ToString()])
            .Concat(UsersByKey[name]).Distinct()];

    /// <summary>Whether the migration of a user re-copies what it does not find in the primary mailbox, as the type of its batch says.</summary>
    /// <param name="user">The user.</param>
    public MigrationKind KindOf(RememberedUser user) => Vocabularies.MigrationType.Of(BatchOf(user)?.Known.Type) ?? MigrationKind.Unknown;

    /// <summary>The batch of a user; null where none is known, or several of its name.</summary>
    /// <param name="user">The user.</param>
    public RememberedBatch? BatchOf(RememberedUser user)
    {
        _byName ??= _batches.Values.ToLookup(batch => batch.Known.Name, StringComparer.OrdinalIgnoreCase);
        return _batches.TryGetValue(user.Known.BatchGuid.ToString(), out var known) ? known : _byName[user.Known.Batch ?? ""].ToList() is { Count: 1 } one ? one[0] : null;
    }

    /// <summary>What is new in an observation; null for nothing. The pass itself is always new.</summary>
    /// <param name="seen">What was read.</param>
    public MemoryRecord? Changes(Observation seen) => new MemoryChanges(this, seen).Record();

    /// <summary>Writes down what is new in an observation, after what others wrote meanwhile, and knows it from then on.</summary>
    /// <param name="journal">The journal; always the same one.</param>
    /// <param name="seen">What was read.</param>
    /// <param name="stop">Stops waiting for others that append.</param>
    /// <returns>The last record that was written; null for none.</returns>
    /// <exception cref="UnusableFileException">The journal cannot be read or written.</exception>
    /// <exception cref="OperationCanceledException">It was stopped while it waited.</exception>
    public MemoryRecord? Remember(IJournalStore journal, Observation seen, CancellationToken stop)
    {
        Refresh(journal);
        MemoryRecord? last = null;
        var parts = new Queue<MemoryRecord>(Parts());
        while (parts.Count > 0)
        {
            stop.ThrowIfCancellationRequested();
            var isWritten = journal.TryAppend(parts.Peek(), PositionWith(parts.Peek(), _records)!, stop);
            Refresh(journal);
            if (isWritten)
            {
                last = parts.Dequeue();
            }
            else
            {
                parts = new(Parts());
            }
        }

        return last;

        IEnumerable<MemoryRecord> Parts() => Changes(seen)?.Parts(MostInRecord) ?? [];
    }

    internal override int RecordsLike(JournalRecord record) => _records;

    internal static string KeyOf(BatchNews batch) => batch.BatchGuid != Guid.Empty ? batch.BatchGuid.ToString() : batch.Name;

    internal static string KeyOf(UserNews user) => user.Guid != Guid.Empty ? user.Guid.ToString() : user.Address + "\n" + user.Batch;

    internal RememberedBatch? Find(BatchNews batch) => _batches.TryGetValue(KeyOf(batch), out var known) ? known : null;

    internal RememberedUser? Find(UserNews user) => _users.TryGetValue(KeyOf(user), out var known) ? known : null;

    internal Timeline<bool>? EndOf(Guid exchangeGuid, string address) => _ends.TryGetValue(KeyOf(exchangeGuid, address), out var end) ? end : null;

    internal Timeline<MailExchangeState>? DomainOf(string domain) => _domains.TryGetValue(domain, out var states) ? states : null;

    /// <summary>When the lists were last read, UTC: what an older reading says of them is no news.</summary>
    internal DateTime ListsReadUtc => _usersRead.LastUtc > _batchesRead.LastUtc ? _usersRead.LastUtc : _batchesRead.LastUtc;

    internal bool IsKnownInForce(Guid suspensionId, DateTime atUtc) => _holds.IsKnown(suspensionId, atUtc);

    private protected override void Apply(JournalRecord any)
    {
        if (any is SuspensionRecord suspension)
        {
            _holds.Apply(suspension);
        }

        if (any is not MemoryRecord record)
        {
            return;
        }

        _records++;
        _kept.Add(record);
        (_byKey, _byName) = (null, null);
        var at = record.AtUtc;
        foreach (var news in record.Batches ?? [])
        {
            Fold(_batches, KeyOf(news), () => new(_batchesRead), batch => batch.See(at, news), news.Vanished, at);
        }

        foreach (var news in record.Users ?? [])
        {
            Fold(_users, KeyOf(news), () => new(_usersRead), user => user.See(at, news), news.Vanished, at);
        }

        foreach (var loop in record.Loops ?? [])
        {
            Of(_loops, loop.ExchangeGuid)[loop.RunUtc] = loop;
        }

        foreach (var end in record.Ends ?? [])
        {
            Of(_ends, KeyOf(end.ExchangeGuid, end.Address)).Add(at, end.Ended);
        }

        foreach (var hold in record.Holds ?? [])
        {
            _holds.See(hold, at);
        }

        foreach (var domain in record.Domains ?? [])
        {
            Of(_domains, domain.Domain).Add(at, domain.State);
        }

        // What a record misses was last seen by the reading before.
        if ((record.Read & WholeLists.Batches) != 0)
        {
            _batchesRead.Add(at);
        }

        if ((record.Read & WholeLists.Users) != 0)
        {
            _usersRead.Add(at);
        }

        if (record.Pass is { } pass && (LastPassOf(pass.Partition, pass.PartitionCount) is not { } last || last.AtUtc <= at))
        {
            _passes[(pass.Partition, pass.PartitionCount)] = (at, pass);
        }
    }

    /// <summary>What stands for everything that was folded: folded itself, it gives this memory again.</summary>
    internal override IEnumerable<JournalRecord> Condensed() => [.. _holds.Condensed(), .. _kept.All];

    private protected override void Forget()
    {
        _batches.Clear();
        _users.Clear();
        _ends.Clear();
        _loops.Clear();
        _domains.Clear();
        _passes.Clear();
        _holds.Clear();
        _kept.Clear();
        (_batchesRead, _usersRead, _byKey, _byName, _records) = (new(), new(), null, null, 0);
    }

    // By both: who was seen before Exchange knew its mailbox has the address only.
    private ILookup<string, RememberedUser> UsersByKey => _byKey ??= _users.Values
        .SelectMany(user => new[] { user.Known.Address, KeyOf(user.Known.ExchangeGuid, "") }.Where(key => key.Length > 0), (user, key) => (user, key))
        .ToLookup(one => one.key, one => one.user, StringComparer.OrdinalIgnoreCase);

    private static string KeyOf(Guid exchangeGuid, string address) => exchangeGuid != Guid.Empty ? exchangeGuid.ToString() : address;

    private static void Fold<T>(Dictionary<string, T> all, string key, Func<T> create, Action<T> see, bool vanished, DateTime atUtc)
        where T : RememberedMigration
    {
        if (!all.TryGetValue(key, out var known))
        {
            // What is only known to be gone was in a part of the journal that is not there.
            all.Add(key, known = create());
            see(known);
        }

        if (vanished)
        {
            known.Vanish(atUtc);
        }
        else
        {
            see(known);
        }
    }

    private static TValue Of<TKey, TValue>(Dictionary<TKey, TValue> all, TKey key)
        where TKey : notnull
        where TValue : new()
    {
        if (!all.TryGetValue(key, out var value))
        {
            all.Add(key, value = new());
        }

        return value;
    }
}
