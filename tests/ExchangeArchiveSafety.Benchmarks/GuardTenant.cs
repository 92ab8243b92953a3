using System.Globalization;

namespace ExchangeArchiveSafety.Benchmarks;

/// <summary>
/// A tenant in which every mailbox migrates, has an archive and a policy that archives. It asks what a verdict still hangs on as the cmdlets do, question by question,
/// and counts every call; nobody waits for one.
/// </summary>
internal sealed class GuardTenant : IGuardTenant, IMailboxPort
{
    private const int UsersInBatch = 500;

    private readonly Dictionary<Guid, Mailbox> _mailboxes;
    private TenantQuestions _asked;
    private ConflictAnalyzer? _analyzer;

    public GuardTenant(int mailboxes) => _mailboxes = Enumerable.Range(1, mailboxes).Select(Conflicting).ToDictionary(mailbox => mailbox.ExchangeGuid);

    /// <summary>The time, UTC.</summary>
    public DateTime Now { get; set; } = new(2026, 1, 5, 8, 0, 0, DateTimeKind.Utc);

    /// <summary>Whether the batches have been removed.</summary>
    public bool HasEnded { get; set; }

    /// <summary>Calls so far.</summary>
    public long Calls { get; private set; }

    public string? Name => "contoso";

    public IMailboxPort Exchange => this;

    public bool IsStopping => false;

    /// <summary>Mailboxes on hold.</summary>
    public int Held => _mailboxes.Values.Count(mailbox => mailbox.RetentionHoldEnabled.Is(true));

    /// <summary>Begins another pass, which knows nothing of the one before.</summary>
    public void Begin() => (_asked, _analyzer, Calls) = (TenantQuestions.None, null, 0);

    public TenantSnapshot ReadMigrations()
    {
        Calls += 2;
        _analyzer = Analyzer();
        return Snapshot();
    }

    public void AddExternal(IEnumerable<Guid> exchangeGuids)
    {
    }

    public IReadOnlyList<Mailbox> ReadMailboxes()
    {
        Calls++;
        return [.. _mailboxes.Values.Select(mailbox => mailbox with { AutoArchivingEnabled = default, ElcProcessingDisabled = default, TotalItemSize = default, OptionalTags = default })];
    }

    public IReadOnlyList<DomainMail> ReadMail()
    {
        Calls++;
        return [new() { Domain = "contoso.example", State = MailExchangeState.Moved }];
    }

    public Mailbox Resolve(string identity) => ReadMailbox(new Guid(identity));

    public (ArchiveMigrationConflict Verdict, Mailbox Mailbox) Judge(Mailbox mailbox)
    {
        for (; ; )
        {
            var (ofTenant, ofMailbox) = _analyzer!.OpenQuestions(mailbox);
            if (ofTenant != TenantQuestions.None)
            {
                Calls += 3;
                _asked = TenantQuestions.All;
                _analyzer = Analyzer();
            }
            else if (ofMailbox == MailboxQuestions.None)
            {
                return (_analyzer.Analyze(mailbox), mailbox);
            }
            else
            {
                var question = ofMailbox & (MailboxQuestions)(-(int)ofMailbox);
                Calls++;
                var whole = _mailboxes[mailbox.ExchangeGuid];
                mailbox = question switch
                {
                    MailboxQuestions.Settings => whole with { OptionalTags = mailbox.OptionalTags, TotalItemSize = mailbox.TotalItemSize, Asked = mailbox.Asked },
                    MailboxQuestions.OptionalTags => mailbox with { OptionalTags = whole.OptionalTags },
                    MailboxQuestions.Statistics => mailbox with { TotalItemSize = whole.TotalItemSize },
                    _ => mailbox,
                };
                mailbox = mailbox with { Asked = mailbox.Asked | question };
            }
        }
    }

    public Mailbox ReadMailbox(Guid exchangeGuid)
    {
        Calls++;
        return _mailboxes[exchangeGuid] with { OptionalTags = default, TotalItemSize = default, Asked = MailboxQuestions.Settings };
    }

    public bool IsProvedGone(Guid exchangeGuid) => false;

    public IReadOnlyList<ArchivingSetting> NotGranted(ArchivingSettings settings) => [];

    public void WriteMailbox(Guid exchangeGuid, ArchivingSettings settings)
    {
        Calls++;
        _mailboxes[exchangeGuid] = settings.Known.Aggregate(_mailboxes[exchangeGuid], (mailbox, setting) => setting switch
        {
            ArchivingSetting.RetentionHoldEnabled => mailbox with { RetentionHoldEnabled = (bool)settings[setting]! },
            ArchivingSetting.StartDateForRetentionHold => mailbox with { StartDateForRetentionHold = (DateTime?)settings[setting] },
            ArchivingSetting.EndDateForRetentionHold => mailbox with { EndDateForRetentionHold = (DateTime?)settings[setting] },
            ArchivingSetting.AutoArchivingEnabled => mailbox with { AutoArchivingEnabled = (bool)settings[setting]! },
            _ => mailbox with { ElcProcessingDisabled = (bool)settings[setting]! },
        });
    }

    public IReadOnlyList<MigrationRecord> ReadMigration(Guid exchangeGuid) => throw new NotSupportedException();

    public string? StopNotGranted(bool wholeBatch) => null;

    public void StopMigrationUser(MigrationUser user) => throw new NotSupportedException();

    public void StopMigrationBatch(MigrationBatch batch) => throw new NotSupportedException();

    public bool WaitBeforeReadingAgain(int attempt) => false;

    private static Mailbox Conflicting(int number) => new()
    {
        ExchangeGuid = Key(number, 0),
        PrimarySmtpAddress = Address(number),
        ArchiveGuid = Key(number, 1),
        ArchiveStatus = "Active",
        RetentionPolicy = "Default MRM Policy",
        RetentionHoldEnabled = false,
        StartDateForRetentionHold = new((DateTime?)null),
        EndDateForRetentionHold = new((DateTime?)null),
        ElcProcessingDisabled = false,
        AutoArchivingEnabled = true,
        ProhibitSendReceiveQuota = new(107_374_182_400),
        InPlaceHolds = new([]),
        TotalItemSize = 1_000_000_000L,
        OptionalTags = new([]),
    };

    // Spread as real ones are, and the same in every run.
    private static Guid Key(int number, short kind) => new(unchecked(number * (int)2654435761), kind, 7, BitConverter.GetBytes((long)number));

    private static string Address(int number) => "user" + number.ToString(CultureInfo.InvariantCulture) + "@contoso.example";

    private ConflictAnalyzer Analyzer() => new(Snapshot(), Now, null, _asked);

    private TenantSnapshot Snapshot()
    {
        var batches = HasEnded ? 0 : (_mailboxes.Count + UsersInBatch - 1) / UsersInBatch;
        var isAsked = _asked == TenantQuestions.All;
        return new()
        {
            CapturedAtUtc = Now,
            Organization = isAsked ? new() { Name = Name, ElcProcessingDisabled = false, AutoArchivingThresholdPercentage = 96, InPlaceHolds = new([]) } : null,
            RetentionTags = isAsked ? new([new() { Name = "Move", Type = "All", RetentionAction = "MoveToArchive", RetentionEnabled = true, AgeLimitForRetention = TimeSpan.FromDays(730) }]) : default(Known<IReadOnlyList<RetentionTag>>),
            RetentionPolicies = isAsked ? new([new() { Name = "Default MRM Policy", IsDefault = true, RetentionPolicyTagLinks = new(["Move"]) }]) : default(Known<IReadOnlyList<RetentionPolicy>>),
            MigrationBatches = new([.. Enumerable.Range(0, batches).Select(number => new MigrationBatch
            {
                Identity = Wave(number),
                BatchGuid = Key(number + 1, 2),
                Status = "Synced",
                MigrationType = "IMAP",
                TotalCount = Math.Min(UsersInBatch, _mailboxes.Count - (number * UsersInBatch)),
                StartedUtc = Now.AddDays(-30),
            })]),
            MigrationUsers = HasEnded ? [] : [.. Enumerable.Range(1, _mailboxes.Count).Select(number => new MigrationUser
            {
                Identity = Address(number),
                Guid = Key(number, 3),
                MailboxGuid = Key(number, 0),
                BatchId = Wave((number - 1) / UsersInBatch),
                BatchGuid = Key(((number - 1) / UsersInBatch) + 1, 2),
                Status = "Synced",
            })],
        };
    }

    private static string Wave(int number) => "Wave " + number.ToString(CultureInfo.InvariantCulture);
}
