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
        Migrations = new MigrationDirectory(snapshot);
    }

    /// <summary>The migration records of the tenant.</summary>
    public MigrationDirectory Migrations { get; }

    /// <summary>How far migrations still act on a mailbox.</summary>
    /// <param name="mailbox">The mailbox.</param>
    public MigrationActivity Activity(Mailbox mailbox) => MigrationOf(mailbox).Activity;

    /// <summary>How far a migration user whose mailbox was not read still acts.</summary>
    /// <param name="user">The migration user.</param>
    public MigrationActivity Activity(MigrationUser user) => MigrationOf(Stranger(user)).Activity;

    /// <summary>Judges one mailbox.</summary>
    /// <param name="mailbox">The mailbox.</param>
    public ArchiveMigrationConflict Analyze(Mailbox mailbox) => Analyze(mailbox, null);

    /// <summary>Judges a migration user whose mailbox could not be read: <c>Safe</c> when its migration has ended, else never.</summary>
    /// <param name="user">The migration user.</param>
    /// <param name="reason">Why the mailbox could not be read.</param>
    public ArchiveMigrationConflict Analyze(MigrationUser user, string reason) => Analyze(Stranger(user), reason);

    /// <summary>
    /// What is still worth asking about a mailbox: questions that were not asked yet and whose answer could change the verdict. For a mailbox that conflicts,
    /// the counters that show whether the loop already ran.
    /// </summary>
    /// <param name="mailbox">The mailbox as far as it is known.</param>
    public (TenantQuestions Tenant, MailboxQuestions Mailbox) OpenQuestions(Mailbox mailbox)
    {
        var migration = MigrationOf(mailbox);
        var policy = _policies.Of(mailbox);
        var worlds = Worlds(mailbox, migration, policy, unaskedIsOpen: true);
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
        Ask(VerdictFact.AutoArchivingOn, TenantQuestions.Organization, MailboxQuestions.Settings);
        Ask(VerdictFact.AutoArchivingLevel, TenantQuestions.Organization, MailboxQuestions.Statistics | (mailbox.ProhibitSendReceiveQuota.IsKnown ? default : MailboxQuestions.Settings));
        Ask(
            VerdictFact.PolicyTag,
            TenantQuestions.RetentionPolicies,
            !mailbox.RetentionPolicy.IsKnown ? MailboxQuestions.Settings
            : string.IsNullOrEmpty(mailbox.RetentionPolicy.Value) && !mailbox.ShouldUseDefaultRetentionPolicy.IsKnown ? MailboxQuestions.DefaultPolicy
            : MailboxQuestions.None);

        if (worlds.Verdict() == ConflictState.Conflicting)
        {
            questions |= MailboxQuestions.DiagnosticLogs;
        }

        return (tenant & ~_asked, questions & ~mailbox.Asked);
    }

    private static Mailbox Stranger(MigrationUser user) =>
        new() { ExchangeGuid = user.MailboxGuid, PrimarySmtpAddress = user.Identity, OtherIdentities = user.OtherAddresses };

    private ArchiveMigrationConflict Analyze(Mailbox mailbox, string? notRead)
    {
        var migration = MigrationOf(mailbox);
        var policy = _policies.Of(mailbox);
        var worlds = Worlds(mailbox, migration, policy, unaskedIsOpen: false);
        var state = worlds.Verdict();
        var reasons = new VerdictReasons(_snapshot, mailbox, migration, policy, worlds, state, Threshold, _asOfUtc);
        var loop = state == ConflictState.Conflicting ? reasons.Loop() : null;
        return new()
        {
            Identity = mailbox.Identity,
            ExchangeGuid = mailbox.ExchangeGuid,
            DisplayName = mailbox.DisplayName,
            State = state,
            MigrationBatch = migration.Lead?.Batch?.Identity ?? migration.Lead?.User.BatchId.Or(null),
            MigrationType = migration.Lead?.MigrationType.Or(null),
            MigrationStatus = migration.LeadStatus,
            ExternallyMigrating = migration.External,
            MigrationActivity = migration.Activity,
            RetentionPolicy = policy.Name,
            ArchivingEngines = reasons.Engines,
            HeldOffBy = reasons.HeldOffBy,
            LoopObserved = loop,
            Findings = reasons.Findings(notRead),
            Recommendation = Recommend(state, loop),
            EvaluatedAtUtc = _asOfUtc,
        };
    }

    private MigrationOfMailbox MigrationOf(Mailbox mailbox) =>
        new(Migrations.Of(mailbox), mailbox.ExchangeGuid != Guid.Empty && _external.Contains(mailbox.ExchangeGuid), Migrations.ShortBatches, _asOfUtc);

    private PossibleWorlds Worlds(Mailbox mailbox, MigrationOfMailbox migration, EffectivePolicy policy, bool unaskedIsOpen)
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
        worlds.Set(RetentionHoldWindow.Possible(mailbox, _asOfUtc, migration.CompletesUtc));

        // Not returned counts as on. While the question is open it could still be either.
        var autoArchivingOff = mailbox.AutoArchivingEnabled.Is(false) || Threshold >= MailboxFill.ThresholdOff;
        worlds.Set(
            VerdictFact.AutoArchivingOn,
            autoArchivingOff ? false : organizationOpen || (settingsOpen && !mailbox.AutoArchivingEnabled.IsKnown) ? null : true);
        if (MailboxFill.Percent(mailbox) is { } percent)
        {
            worlds.Set(organizationOpen ? MailboxFill.PossibleLevels(percent) : [MailboxFill.Level(percent, Threshold)]);
        }
        else
        {
            worlds.Set(AutoArchivingLevel.Rests, AutoArchivingLevel.Ahead, AutoArchivingLevel.Acts);
        }

        return worlds;
    }

    private int Threshold => _snapshot.Organization?.AutoArchivingThresholdPercentage.Or(MailboxFill.DefaultThreshold) ?? MailboxFill.DefaultThreshold;

    private static bool? ArchiveExists(Mailbox mailbox)
    {
        if (mailbox.ArchiveGuid.IsKnown && mailbox.ArchiveGuid.Value != Guid.Empty)
        {
            return true;
        }

        if (mailbox.ArchiveStatus.IsKnown && string.Equals(mailbox.ArchiveStatus.Value, "Active", StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        return mailbox.ArchiveGuid.IsKnown && mailbox.ArchiveStatus.IsKnown ? false : null;
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
