using Xunit;

namespace ExchangeArchiveSafety.Core.Tests;

/// <summary>A tenant of a few mailboxes in one IMAP batch, each with an archive and a policy that archives, the people around it, and passes of the guard over it.</summary>
internal sealed class GuardWorld : IGuardTenant, IMailboxPort
{
    private readonly Dictionary<Guid, MailboxState> _states = [];
    private readonly Dictionary<Guid, string?> _statuses = [];
    private readonly KillPoints _points = new();
    private readonly MemoryJournal _journal;
    private HashSet<Guid> _external = [];
    private TenantSnapshot? _read;

    public GuardWorld(int mailboxes)
    {
        _journal = new(_points);
        Keys = [.. Enumerable.Range(1, mailboxes).Select(number => new Guid(number, 7, 7, 1, 2, 3, 4, 5, 6, 7, 8))];
        foreach (var key in Keys)
        {
            _states[key] = new();
            _statuses[key] = "Synced";
            Owner[key] = new();
        }
    }

    public IReadOnlyList<Guid> Keys { get; }

    public DateTime Now { get; set; } = TestTenant.Now;

    public GuardSettings Settings { get; set; } = new() { Mode = GuardMode.Protect };

    /// <summary>What everybody but the guard set last.</summary>
    public Dictionary<Guid, MailboxState> Owner { get; } = [];

    public List<Guid> Written { get; } = [];

    public bool BatchesFail { get; set; }

    public bool UsersFail { get; set; }

    /// <summary>How many migration users are missing from the list.</summary>
    public int Missing { get; set; }

    /// <summary>Whether mailboxes can be listed.</summary>
    public bool IsListed { get; set; } = true;

    /// <summary>Whether migration users tell the key of their mailbox.</summary>
    public bool TellsKeys { get; set; } = true;

    /// <summary>A setting that stays what it is, whatever is written.</summary>
    public ArchivingSetting? Stuck { get; set; }

    /// <summary>What happens when a mailbox is read.</summary>
    public Action<Guid>? Reading { get; set; }

    public IReadOnlyList<DomainMail> Mail { get; set; } = [];

    /// <summary>Whether a listing is enough to judge by.</summary>
    public bool IsListingEnough { get; set; }

    /// <summary>How long every call takes.</summary>
    public TimeSpan Slowness { get; set; }

    public TimeSpan Elapsed { get; private set; }

    public string? Name => "contoso";

    public IMailboxPort Exchange => this;

    public bool IsStopping => false;

    public IJournalStore Journal => _journal;

    public MailboxState this[Guid key] => _states[key];

    public IReadOnlyList<JournaledSuspension> Open => new SuspensionRun(_journal, this, () => Now, null).Open();

    /// <summary>What a migration user reads as; null for none.</summary>
    public void Migrates(Guid key, string? status) => _statuses[key] = status;

    public void SomebodySets(Guid key, MailboxState state) => (_states[key], Owner[key]) = (state, state);

    public ArchiveSafetyGuardPass Pass()
    {
        Elapsed = default;
        return new GuardPass(this, _journal, Settings with { AsOfUtc = Now }, () => Now + Elapsed, () => Elapsed).Run();
    }

    /// <summary>A pass that is killed at a point.</summary>
    /// <returns>Whether there was such a point.</returns>
    public bool PassKilledAt(int point)
    {
        _points.Arm(point);
        try
        {
            Pass();
            return false;
        }
        catch (KilledException)
        {
            return true;
        }
        finally
        {
            _points.Disarm();
        }
    }

    public bool IsSyncing(Guid key) => _statuses[key] is "Synced" or "Syncing";

    public TenantSnapshot ReadMigrations()
    {
        Call();
        return UsersFail ? throw new ExchangeCallException(ErrorIds.MigrationUnreadable, "Get-MigrationUser", "busy") : _read = Snapshot();
    }

    public void AddExternal(IEnumerable<Guid> exchangeGuids) => _external = [.. exchangeGuids];

    public IReadOnlyList<Mailbox> ReadMailboxes()
    {
        Call();
        return !IsListed ? [] : [.. Keys.Select(key => Show(key) with { AutoArchivingEnabled = default, ElcProcessingDisabled = default, Asked = MailboxQuestions.None })];
    }

    public IReadOnlyList<DomainMail> ReadMail() => Mail;

    public Mailbox Resolve(string identity) => Keys.Select(key => Show(key)).FirstOrDefault(mailbox => mailbox.IsNamed(identity))
        ?? throw new ExchangeCallException(ErrorIds.MailboxNotFound, "Get-Mailbox", identity);

    public (ArchiveMigrationConflict Verdict, Mailbox Mailbox) Judge(Mailbox mailbox)
    {
        var whole = IsListingEnough ? mailbox : ReadMailbox(mailbox.ExchangeGuid);
        return (new ConflictAnalyzer(_read!, Now, _external).Analyze(whole), whole);
    }

    public Mailbox ReadMailbox(Guid exchangeGuid)
    {
        Call();
        Reading?.Invoke(exchangeGuid);
        return Show(exchangeGuid);
    }

    public bool IsProvedGone(Guid exchangeGuid) => !_states.ContainsKey(exchangeGuid);

    public IReadOnlyList<ArchivingSetting> NotGranted(ArchivingSettings settings) => [];

    public void WriteMailbox(Guid exchangeGuid, ArchivingSettings settings)
    {
        Call();
        Written.Add(exchangeGuid);
        _states[exchangeGuid] = settings.Known.Where(setting => setting != Stuck).Aggregate(_states[exchangeGuid], (state, setting) => state.With(setting, settings[setting]));
        _points.Pass("written");
    }

    public IReadOnlyList<MigrationRecord> ReadMigration(Guid exchangeGuid) => throw new NotSupportedException();

    public string? StopNotGranted(bool wholeBatch) => null;

    public void StopMigrationUser(MigrationUser user) => throw new NotSupportedException();

    public void StopMigrationBatch(MigrationBatch batch) => throw new NotSupportedException();

    public bool WaitBeforeReadingAgain(int attempt) => false;

    public void AssertBack()
    {
        Assert.Empty(Open);
        Assert.All(Keys, key => Assert.Equal(Owner[key], _states[key]));
    }

    private void Call()
    {
        Elapsed += Slowness;
        _points.Pass("call");
    }

    private TenantSnapshot Snapshot()
    {
        var users = Keys.Where(key => _statuses[key] is not null).Select(key => new MigrationUser
        {
            Identity = Address(key),
            Guid = key,
            MailboxGuid = TellsKeys ? key : Guid.Empty,
            BatchId = TestTenant.BatchName,
            Status = _statuses[key],
        }).ToList();
        var batches = users.Count == 0 ? [] : TestTenant.Conflicting.Batches.Select(batch => batch with { TotalCount = users.Count + Missing, Status = Missing == 0 && users.TrueForAll(user => user.Status.Is("Completed")) ? "Completed" : "Synced" }).ToList();
        return TestTenant.Conflicting.Snapshot with
        {
            CapturedAtUtc = Now,
            Mailboxes = [],
            MigrationUsers = users,
            MigrationBatches = BatchesFail ? default(Known<IReadOnlyList<MigrationBatch>>) : new(batches),
        };
    }

    private static string Address(Guid key) => "u" + key.ToString("N")[..8] + "@contoso.example";

    private Mailbox Show(Guid key) => TestTenant.Conflicting.Mailbox with
    {
        ExchangeGuid = key,
        PrimarySmtpAddress = Address(key),
        UserPrincipalName = Address(key),
        OtherIdentities = [],
        RetentionHoldEnabled = _states[key].Hold,
        StartDateForRetentionHold = _states[key].Start,
        EndDateForRetentionHold = _states[key].End,
        ElcProcessingDisabled = _states[key].Elc,
        AutoArchivingEnabled = _states[key].Auto,
        Asked = MailboxQuestions.Settings | MailboxQuestions.OptionalTags | MailboxQuestions.Statistics,
    };
}
