namespace ExchangeArchiveSafety.Core.Tests;

/// <summary>
/// A tenant with one mailbox that conflicts: an IMAP batch that is Synced, an archive, and a default tag that archives. The primary is a tenth full, so
/// auto-archiving rests. Each method changes one thing, so that a test says in one line how its tenant differs.
/// </summary>
internal sealed record TestTenant
{
    public const string DefaultPolicy = "Default MRM Policy";
    public const string QuietPolicy = "Quiet Policy";
    public const string ArchivingTag = "Default 2 years move to archive";
    public const string DeletingTag = "1 Week Delete";
    public const string BatchName = "Wave 1";
    public const string Address = "ada@contoso.example";
    public const long Quota = 1_000_000_000;

    public static readonly DateTime Now = new(2026, 11, 22, 12, 0, 0, DateTimeKind.Utc);
    public static readonly Guid MailboxGuid = new("11111111-1111-1111-1111-111111111111");
    public static readonly Guid SomeArchive = new("22222222-2222-2222-2222-222222222222");

    /// <summary>Whether the build for Windows PowerShell is tested, which sets no file modes of other systems.</summary>
    public static bool IsDesktopBuild { get; } = typeof(ConflictAnalyzer).Assembly.GetReferencedAssemblies().Any(reference => reference.Name == "netstandard");

    public static TestTenant Conflicting { get; } = new();

    /// <summary>The same tenant, where no tag archives.</summary>
    public static TestTenant WithoutTags { get; } = Conflicting.Policy(QuietPolicy);

    public Mailbox Mailbox { get; init; } = new()
    {
        ExchangeGuid = MailboxGuid,
        DisplayName = "Ada",
        PrimarySmtpAddress = Address,
        UserPrincipalName = "ada@contoso.onmicrosoft.example",
        OtherIdentities = ["ada", "ada.l@contoso.example"],
        ArchiveGuid = SomeArchive,
        ArchiveStatus = "Active",
        DisabledArchiveGuid = System.Guid.Empty,
        RetentionPolicy = DefaultPolicy,
        ShouldUseDefaultRetentionPolicy = false,
        RetentionHoldEnabled = false,
        StartDateForRetentionHold = null,
        EndDateForRetentionHold = null,
        ElcProcessingDisabled = false,
        AccountDisabled = false,
        AutoArchivingEnabled = true,
        ProhibitSendReceiveQuota = Quota,
        RecoverableItemsQuota = Quota,
        TotalItemSize = Quota / 10,
        TotalDeletedItemSize = 0,
        LitigationHoldEnabled = false,
        InPlaceHolds = new([]),
        OptionalTags = new([]),
    };

    public Organization? Organization { get; init; } = new()
    {
        Name = "contoso",
        ElcProcessingDisabled = false,
        AutoArchivingThresholdPercentage = 96,
        AutoEnableArchiveMailbox = false,
        InPlaceHolds = new([]),
    };

    public RetentionTag DefaultTag { get; init; } = Tag(ArchivingTag, "All", "MoveToArchive", true);

    public RetentionPolicy Default { get; init; } =
        new() { Name = DefaultPolicy, IsDefault = true, RetentionPolicyTagLinks = new([ArchivingTag]) };

    public RetentionPolicy Quiet { get; init; } =
        new() { Name = QuietPolicy, IsDefault = false, RetentionPolicyTagLinks = new([DeletingTag]) };

    public IReadOnlyList<MigrationBatch> Batches { get; init; } =
    [
        new()
        {
            Identity = BatchName,
            BatchGuid = new("33333333-3333-3333-3333-333333333333"),
            Status = "Synced",
            MigrationType = "IMAP",
            TotalCount = 1,
            StartAfterUtc = null,
            CompleteAfterUtc = null,
            StartedUtc = Now.AddDays(-30),
        },
    ];

    public IReadOnlyList<MigrationUser> Users { get; init; } =
    [
        new()
        {
            Identity = Address,
            Guid = new("44444444-4444-4444-4444-444444444444"),
            MailboxGuid = MailboxGuid,
            BatchId = BatchName,
            Status = "Synced",
            CompleteAfterUtc = null,
        },
    ];

    public bool BatchesRead { get; init; } = true;

    public bool PoliciesRead { get; init; } = true;

    public bool TagsRead { get; init; } = true;

    public IReadOnlyList<Guid> ExternallyMigrating { get; init; } = [];

    public IReadOnlyList<ReadFailure> Failures { get; init; } = [];

    public TenantQuestions Asked { get; init; } = TenantQuestions.All;

    public TenantSnapshot Snapshot => new()
    {
        CapturedAtUtc = Now,
        Organization = Organization,
        Mailboxes = [Mailbox],
        RetentionPolicies = PoliciesRead ? new([Default, Quiet]) : default(Known<IReadOnlyList<RetentionPolicy>>),
        RetentionTags = TagsRead
            ? new([DefaultTag, Tag(DeletingTag, "Personal", "DeleteAndAllowRecovery", true)])
            : default(Known<IReadOnlyList<RetentionTag>>),
        MigrationBatches = BatchesRead ? new(Batches) : default(Known<IReadOnlyList<MigrationBatch>>),
        MigrationUsers = Users,
        Failures = Failures,
    };

    public ConflictAnalyzer Analyzer => new(Snapshot, Now, ExternallyMigrating, Asked);

    public ArchiveMigrationConflict Verdict => Analyzer.Analyze(Mailbox);

    /// <summary>The verdict with its forecast.</summary>
    public ArchiveMigrationConflict Foreseen => ArchiveForecaster.Foresee(Analyzer, Mailbox);

    public ConflictState State => Verdict.State;

    public string[] FindingIds => [.. Verdict.Findings.Select(finding => finding.Id)];

    public static RetentionTag Tag(string name, Known<string?> type, Known<string?> action, Known<bool> enabled) =>
        new() { Name = name, Type = type, RetentionAction = action, RetentionEnabled = enabled, AgeLimitForRetention = TimeSpan.FromDays(730) };

    /// <summary>Changes any property of the mailbox.</summary>
    public TestTenant With(Func<Mailbox, Mailbox> change) => this with { Mailbox = change(Mailbox) };

    public TestTenant WithOrganization(Func<Organization, Organization> change) => this with { Organization = change(Organization!) };

    public TestTenant WithUser(Func<MigrationUser, MigrationUser> change) => this with { Users = [change(Users[0]), .. Users.Skip(1)] };

    public TestTenant WithBatch(Func<MigrationBatch, MigrationBatch> change) => this with { Batches = [change(Batches[0]), .. Batches.Skip(1)] };

    public TestTenant User(Known<string?> status) => WithUser(user => user with { Status = status });

    public TestTenant Batch(Known<string?> status) => WithBatch(batch => batch with { Status = status });

    public TestTenant Type(Known<string?> type) => WithBatch(batch => batch with { MigrationType = type });

    public TestTenant BatchAbsent() => this with { Batches = [] };

    public TestTenant BatchesNotRead() => this with { BatchesRead = false };

    public TestTenant NoUser() => this with { Users = [], Batches = [] };

    /// <summary>Brings user and batch into one class of the domain page.</summary>
    public TestTenant Migration(MigrationActivity activity) => activity switch
    {
        MigrationActivity.StillSyncs => User("Synced").Batch("Synced"),
        MigrationActivity.WillSync => User("Queued").Batch("Created"),
        MigrationActivity.Dormant => User("Stopped").Batch("Stopped"),
        MigrationActivity.CannotJudge => User("Corrupted").Batch("Corrupted"),
        _ => User("Completed").Batch("Completed"),
    };

    /// <summary>Everything that a forecast asks is known but how often the assistant comes: a thousand items of four years, half of them due.</summary>
    public TestTenant Measured() => With(mailbox => mailbox with
    {
        ProhibitSendReceiveQuota = 1L << 36,
        TotalItemSize = 1L << 30,
        ItemCount = 1000,
        ArchiveQuota = 1L << 36,
        ArchiveItemSize = 1L << 35,
        ArchiveItemCount = 5000,
        Folders = new([new() { FolderType = "Inbox", ItemsInFolder = 1000, FolderSize = 1L << 30, OldestItemReceivedUtc = Now.AddDays(-1460), NewestItemReceivedUtc = Now, ArchivePolicy = null }]),
        LastRun = new(Now.AddHours(-20), 0),
    }).WithUser(user => user with { SyncedItemCount = 1000, LastSyncUtc = Now.AddHours(-2) });

    /// <summary>Another record of the same mailbox in another batch.</summary>
    public TestTenant AlsoIn(string userStatus, string batchStatus, Known<string?> type, Known<DateTime?> completeAfter = default)
    {
        var number = Users.Count + 1;
        var batch = Batches[0] with { Identity = "Wave " + number, BatchGuid = System.Guid.Empty, Status = batchStatus, MigrationType = type, CompleteAfterUtc = null };
        var user = Users[0] with { Guid = System.Guid.Empty, BatchId = "Wave " + number, Status = userStatus, CompleteAfterUtc = completeAfter };
        return this with { Batches = [.. Batches, batch], Users = [.. Users, user] };
    }

    public TestTenant UserCompletes(Known<DateTime?> time) => WithUser(user => user with { CompleteAfterUtc = time });

    public TestTenant BatchCompletes(Known<DateTime?> time) => WithBatch(batch => batch with { CompleteAfterUtc = time });

    public TestTenant External() => this with { ExternallyMigrating = [MailboxGuid] };

    public TestTenant Archive(Known<Guid> guid, Known<string?> status) => With(mailbox => mailbox with { ArchiveGuid = guid, ArchiveStatus = status });

    public TestTenant NoArchive() => Archive(System.Guid.Empty, "None");

    public TestTenant Policy(Known<string?> name) => With(mailbox => mailbox with { RetentionPolicy = name });

    public TestTenant UsesDefault(Known<bool> uses) => With(mailbox => mailbox with { ShouldUseDefaultRetentionPolicy = uses });

    public TestTenant Tag(Known<string?> type, Known<string?> action, Known<bool> enabled) => this with { DefaultTag = Tag(ArchivingTag, type, action, enabled) };

    public TestTenant DefaultLinks(params string[] tags) => this with { Default = Default with { RetentionPolicyTagLinks = tags } };

    public TestTenant OptedInto(params RetentionTag[] tags) => With(mailbox => mailbox with { OptionalTags = tags });

    public TestTenant OptedIntoUnknown() => With(mailbox => mailbox with { OptionalTags = default });

    public TestTenant AutoArchiving(Known<bool> enabled) => With(mailbox => mailbox with { AutoArchivingEnabled = enabled });

    /// <summary>How full the primary is, in per cent of a quota of 100,000 bytes.</summary>
    public TestTenant Full(decimal percent) => With(mailbox => mailbox with { TotalItemSize = (long)(percent * Quota / 100) });

    public TestTenant RecoverableItemsFull(decimal percent) => With(mailbox => mailbox with { TotalDeletedItemSize = (long)(percent * Quota / 100) });

    public TestTenant Usage(Known<long> size, Known<long?> quota) => With(mailbox => mailbox with { TotalItemSize = size, ProhibitSendReceiveQuota = quota });

    public TestTenant Threshold(Known<int> percent) => WithOrganization(organization => organization with { AutoArchivingThresholdPercentage = percent });

    /// <summary>The organization says nothing but that processing is on.</summary>
    public TestTenant OrganizationNotReadButForProcessing() => this with { Organization = new() { ElcProcessingDisabled = false } };

    public TestTenant OrganizationNotRead() => this with { Organization = null };

    public TestTenant Hold(Known<DateTime?> start, Known<DateTime?> end) => Hold(true, start, end);

    public TestTenant Hold(Known<bool> enabled, Known<DateTime?> start, Known<DateTime?> end) => With(mailbox => mailbox with
    {
        RetentionHoldEnabled = enabled,
        StartDateForRetentionHold = start,
        EndDateForRetentionHold = end,
    });

    public TestTenant OpenHold() => Hold((DateTime?)null, (DateTime?)null);

    public TestTenant EndingHold() => Hold((DateTime?)null, Now.AddDays(10));

    public TestTenant ProcessingDisabled(Known<bool> disabled) => With(mailbox => mailbox with { ElcProcessingDisabled = disabled });

    public TestTenant OrganizationProcessingDisabled(Known<bool> disabled) => WithOrganization(organization => organization with { ElcProcessingDisabled = disabled });

    public TestTenant LastRun(DateTime? ended, long? archived) => With(mailbox => mailbox with { LastRun = new(ended, archived) });
}
