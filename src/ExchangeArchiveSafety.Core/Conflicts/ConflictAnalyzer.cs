namespace ExchangeArchiveSafety;

/// <summary>
/// Judges mailboxes: does a sync that cannot see the archive (KB 2783045) meet an archiving engine? Pure: the same snapshot and time give the same
/// verdicts, whatever the order. A missing fact that could change a verdict makes it Indeterminate; one that could not is ignored.
/// </summary>
public sealed class ConflictAnalyzer
{
    private readonly TenantSnapshot _snapshot;
    private readonly DateTime _asOfUtc;
    private readonly HashSet<Guid> _external;
    private readonly TenantQuestions _asked;
    private readonly PolicyDirectory _policies;
    private MigrationDirectory? _migrations;

    /// <summary>Prepares to judge the mailboxes of one tenant.</summary>
    /// <param name="snapshot">What was read of the tenant.</param>
    /// <param name="asOfUtc">The time the verdicts are about, UTC.</param>
    /// <param name="externallyMigrating">ExchangeGuids of mailboxes fed by a tool that Exchange does not know.</param>
    /// <param name="asked">What was asked of the tenant, answered or not; only <see cref="OpenQuestions"/> looks at it.</param>
    /// <exception cref="ArgumentException">The time is not UTC.</exception>
    public ConflictAnalyzer(TenantSnapshot snapshot, DateTime asOfUtc, IEnumerable<Guid>? externallyMigrating = null, TenantQuestions asked = TenantQuestions.All)
    {
        if (asOfUtc.Kind != DateTimeKind.Utc)
        {
            throw new ArgumentException("The time must be UTC.", nameof(asOfUtc));
        }

        _snapshot = snapshot;
        _asOfUtc = asOfUtc;
        _external = [.. externallyMigrating ?? []];
        _asked = asked;
        _policies = new PolicyDirectory(snapshot);
    }

    /// <summary>What is remembered of a mailbox, by its ExchangeGuid; null where nothing is. It gives reasons, and never makes a verdict safer.</summary>
    public Func<Guid, MailboxHistory?>? History { get; init; }

    /// <summary>The migration records of the tenant; of a snapshot that grows by other answers they stay the same, and are handed on.</summary>
    public MigrationDirectory Migrations
    {
        get => _migrations ??= new(_snapshot);
        init => _migrations = value;
    }

    /// <summary>How far migrations still act on a mailbox.</summary>
    /// <param name="mailbox">The mailbox.</param>
    public MigrationActivity Activity(Mailbox mailbox) => MigrationOf(mailbox).Activity;

    /// <summary>How far a migration user whose mailbox was not read still acts.</summary>
    /// <param name="user">The migration user.</param>
    public MigrationActivity Activity(MigrationUser user) => MigrationOf(UnreadMailbox(user)).Activity;

    /// <summary>Judges one mailbox.</summary>
    /// <param name="mailbox">The mailbox.</param>
    public ArchiveMigrationConflict Analyze(Mailbox mailbox) => Analyze(mailbox, null);

    /// <summary>Judges a migration user whose mailbox could not be read: <c>Safe</c> when its migration has ended, else never.</summary>
    /// <param name="user">The migration user.</param>
    /// <param name="reason">Why the mailbox could not be read.</param>
    public ArchiveMigrationConflict Analyze(MigrationUser user, string reason) => Analyze(UnreadMailbox(user), reason);

    /// <summary>
    /// What is still worth asking about a mailbox: questions that were not asked yet and whose answer could change the verdict. When nothing else is open, the
    /// assistant's counters: for a mailbox that conflicts, and for one that hangs on a processing switch which may be ignored.
    /// </summary>
    /// <param name="mailbox">The mailbox as far as it is known.</param>
    public (TenantQuestions Tenant, MailboxQuestions Mailbox) OpenQuestions(Mailbox mailbox)
    {
        var migration = MigrationOf(mailbox);
        var loop = LoopEvidence.Of(mailbox, migration);
        var worlds = Worlds(mailbox, migration, _policies.Of(mailbox), loop, unaskedIsOpen: true);
        var tenant = TenantQuestions.None;
        var questions = MailboxQuestions.None;

        void Ask(VerdictFact fact, TenantQuestions ofTenant, MailboxQuestions ofMailbox)
        {
            if (worlds.Matters(fact))
            {
                tenant |= ofTenant;
                questions |= ofMailbox;
            }
        }

        Ask(VerdictFact.Archive, default, MailboxQuestions.Settings);
        Ask(VerdictFact.RetentionHold, default, MailboxQuestions.Settings);
        Ask(VerdictFact.MailboxProcessingDisabled, default, MailboxQuestions.Settings);
        Ask(VerdictFact.OrganizationProcessingDisabled, TenantQuestions.Organization, default);
        Ask(VerdictFact.OptionalTag, default, MailboxQuestions.OptionalTags);
        Ask(VerdictFact.AutoArchivingOff, default, MailboxQuestions.Settings);
        Ask(
            VerdictFact.AutoArchivingLevel,
            TenantQuestions.Organization,
            MailboxFill.Percent(mailbox) is not null ? default : MailboxQuestions.Statistics | (mailbox.ProhibitSendReceiveQuota.IsKnown ? default : MailboxQuestions.Settings));
        Ask(VerdictFact.PurviewHold, TenantQuestions.Organization, mailbox.InPlaceHolds.IsKnown ? default : MailboxQuestions.Settings);
        Ask(
            VerdictFact.PolicyTag,
            TenantQuestions.RetentionPolicies,
            !mailbox.RetentionPolicy.IsKnown ? MailboxQuestions.Settings
            : string.IsNullOrEmpty(mailbox.RetentionPolicy.Value) && !mailbox.ShouldUseDefaultRetentionPolicy.IsKnown ? MailboxQuestions.DefaultPolicy
            : MailboxQuestions.None);

        tenant &= ~_asked;
        questions &= ~mailbox.Asked;

        // The counters cost most, and mostly something cheaper settles that they do not matter. That there was no run says something only with the size and the account.
        var hangsOnSilence = worlds.Matters(VerdictFact.AssistantGoesOn);
        if (tenant == TenantQuestions.None && questions == MailboxQuestions.None && (hangsOnSilence || worlds.Verdict() == ConflictState.Conflicting))
        {
            questions = (!hangsOnSilence || loop?.IsSilent(_asOfUtc) != true ? MailboxQuestions.DiagnosticLogs
                : !LoopEvidence.SilenceMayProve(migration.Activity) ? default
                : MailboxQuestions.Statistics | (mailbox.AccountDisabled.IsKnown ? default : MailboxQuestions.Settings)) & ~mailbox.Asked;
        }

        return (tenant, questions);
    }

    private static Mailbox UnreadMailbox(MigrationUser user) =>
        new() { ExchangeGuid = user.MailboxGuid, PrimarySmtpAddress = user.Identity, OtherIdentities = user.OtherAddresses };

    private ArchiveMigrationConflict Analyze(Mailbox mailbox, string? notRead)
    {
        var judged = Judge(mailbox);
        var migration = judged.Migration;
        var loop = judged.State != ConflictState.Conflicting ? null : judged.RanBefore ? true : judged.Loop?.IsObserved;
        return new()
        {
            Identity = mailbox.Identity,
            ExchangeGuid = mailbox.ExchangeGuid,
            DisplayName = mailbox.DisplayName,
            State = judged.State,
            MigrationBatch = migration.Lead?.Batch?.Identity ?? migration.Lead?.User.BatchId.Or(null),
            MigrationType = migration.Lead?.MigrationType.Or(null),
            MigrationStatus = migration.LeadStatus,
            ExternallyMigrating = migration.External,
            MigrationActivity = migration.Activity,
            RetentionPolicy = judged.Policy.Name,
            ArchivingEngines = new ShownList<ArchivingEngine>(judged.Engines),
            HeldOffBy = new ShownList<ArchivingSwitch>(judged.HeldOffBy),
            LoopObserved = loop,
            CannotConflict = judged.Worlds.CannotConflict,
            Findings = new ShownList<Finding>(VerdictReasons.Of(judged, notRead)),
            Recommendation = Recommend(judged.State, loop),
            EvaluatedAtUtc = _asOfUtc,
        };
    }

    /// <summary>A mailbox with everything that its verdict is decided by.</summary>
    internal JudgedMailbox Judge(Mailbox mailbox)
    {
        var migration = MigrationOf(mailbox);
        var policy = _policies.Of(mailbox);
        var loop = LoopEvidence.Of(mailbox, migration);
        return new(_snapshot, mailbox, migration, policy, loop, Threshold, Worlds(mailbox, migration, policy, loop, unaskedIsOpen: false), _asOfUtc)
        {
            History = mailbox.ExchangeGuid != Guid.Empty ? History?.Invoke(mailbox.ExchangeGuid) : null,
        };
    }

    private MigrationOfMailbox MigrationOf(Mailbox mailbox) =>
        new(Migrations.Of(mailbox), mailbox.ExchangeGuid != Guid.Empty && _external.Contains(mailbox.ExchangeGuid), Migrations.ShortBatches, _asOfUtc);

    private PossibleWorlds Worlds(Mailbox mailbox, MigrationOfMailbox migration, EffectivePolicy policy, LoopEvidence? loop, bool unaskedIsOpen)
    {
        var organizationOpen = unaskedIsOpen && (_asked & TenantQuestions.Organization) == 0;
        var settingsOpen = unaskedIsOpen && (mailbox.Asked & MailboxQuestions.Settings) == 0;
        var worlds = new PossibleWorlds(migration.Activity);
        worlds.Set(VerdictFact.Archive, ArchiveExists(mailbox));
        worlds.Set(VerdictFact.PolicyTag, policy.Archives);
        worlds.Set(VerdictFact.OptionalTag, OptionalTagArchives(mailbox));
        worlds.Set(VerdictFact.MailboxProcessingDisabled, mailbox.ElcProcessingDisabled.IsKnown ? mailbox.ElcProcessingDisabled.Value : null);
        worlds.Set(
            VerdictFact.OrganizationProcessingDisabled,
            _snapshot.Organization is { ElcProcessingDisabled.IsKnown: true } organization ? organization.ElcProcessingDisabled.Value : null);
        worlds.Set(VerdictFact.PurviewHold, PurviewHolds.Exist(mailbox, _snapshot.Organization));
        worlds.Set(VerdictFact.AssistantGoesOn, loop?.AssistantGoesOn(_asOfUtc, mailbox, migration.Activity));
        worlds.Set(RetentionHoldWindow.Possible(mailbox, _asOfUtc, migration.CompletesUtc));

        // Not returned counts as on. While the question is open it could still be either.
        worlds.Set(
            VerdictFact.AutoArchivingOff,
            mailbox.AutoArchivingEnabled.IsKnown ? !mailbox.AutoArchivingEnabled.Value : settingsOpen ? null : false);
        worlds.Set(AutoArchivingLevels(mailbox, organizationOpen));
        if (loop?.LargestThatIsPassedOver(_asOfUtc, mailbox, migration.Activity) is { } largest)
        {
            worlds.GoesOnOnlyUpTo(AutoArchivingLevels(mailbox with { TotalItemSize = largest }, organizationOpen).Max());
        }

        return worlds;
    }

    private int Threshold => MailboxFill.Threshold(_snapshot.Organization);

    private AutoArchivingLevel[] AutoArchivingLevels(Mailbox mailbox, bool organizationOpen) =>
        Threshold >= MailboxFill.ThresholdOff ? [AutoArchivingLevel.Rests]
        : MailboxFill.Percent(mailbox) is not { } percent ? [AutoArchivingLevel.Rests, AutoArchivingLevel.Ahead, AutoArchivingLevel.Acts]
        : organizationOpen ? MailboxFill.PossibleLevels(percent)
        : [MailboxFill.Level(percent, Threshold)];

    private static bool? ArchiveExists(Mailbox mailbox)
    {
        if (mailbox.ArchiveGuid.IsKnown && mailbox.ArchiveGuid.Value != Guid.Empty)
        {
            return true;
        }

        // An archive that is only claimed counts as one. Without a GUID, only a status that denies it as well makes sure that there is none.
        return Vocabularies.ArchiveStatus.Of(mailbox.ArchiveStatus) switch
        {
            true => true,
            false when mailbox.ArchiveGuid.IsKnown => false,
            _ => null,
        };
    }

    private static bool? OptionalTagArchives(Mailbox mailbox)
    {
        if (!mailbox.OptionalTags.IsKnown)
        {
            return null;
        }

        var archives = mailbox.OptionalTags.Value.Select(tag => tag.Archives).ToList();
        return archives.Contains(true) ? true : archives.Contains(null) ? null : false;
    }

    private static string Recommend(ConflictState state, bool? loop) => state switch
    {
        ConflictState.Conflicting when loop is true => CoreMessages.RecommendConflictingLoop,
        ConflictState.Conflicting => CoreMessages.RecommendConflicting,
        ConflictState.Imminent => CoreMessages.RecommendImminent,
        ConflictState.Dormant => CoreMessages.RecommendDormant,
        ConflictState.Mitigated => CoreMessages.RecommendMitigated,
        ConflictState.Safe => CoreMessages.RecommendSafe,
        _ => CoreMessages.RecommendIndeterminate,
    };
}
