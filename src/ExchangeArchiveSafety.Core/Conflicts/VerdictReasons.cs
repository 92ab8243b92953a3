namespace ExchangeArchiveSafety;

/// <summary>Says why a mailbox was judged so: engines, switches and findings. Decides nothing.</summary>
internal sealed class VerdictReasons
{
    private readonly TenantSnapshot _snapshot;
    private readonly Mailbox _mailbox;
    private readonly MigrationOfMailbox _migration;
    private readonly EffectivePolicy _policy;
    private readonly PossibleWorlds _worlds;
    private readonly ConflictState _state;
    private readonly int _threshold;
    private readonly DateTime _asOfUtc;
    private readonly HoldWindow[] _hold;
    private readonly AutoArchivingLevel? _autoArchiving;
    private readonly List<Finding> _findings = [];

    public VerdictReasons(
        TenantSnapshot snapshot, Mailbox mailbox, MigrationOfMailbox migration, EffectivePolicy policy, PossibleWorlds worlds, ConflictState state, int threshold, DateTime asOfUtc)
    {
        _snapshot = snapshot;
        _mailbox = mailbox;
        _migration = migration;
        _policy = policy;
        _worlds = worlds;
        _state = state;
        _threshold = threshold;
        _asOfUtc = asOfUtc;
        _hold = RetentionHoldWindow.Possible(mailbox, asOfUtc, migration.CompletesUtc);
        _autoArchiving = mailbox.AutoArchivingEnabled.Is(false) || threshold >= MailboxFill.ThresholdOff ? AutoArchivingLevel.Rests
            : MailboxFill.Percent(mailbox) is { } percent ? MailboxFill.Level(percent, threshold)
            : null;
    }

    public IReadOnlyList<ArchivingEngine> Engines
    {
        get
        {
            var engines = new List<ArchivingEngine>();
            if (_policy.Archives is true)
            {
                engines.Add(ArchivingEngine.RetentionPolicyTag);
            }

            if (OptionalTags.Any())
            {
                engines.Add(ArchivingEngine.OptionalPersonalTag);
            }

            if (_autoArchiving is AutoArchivingLevel.Ahead or AutoArchivingLevel.Acts)
            {
                engines.Add(ArchivingEngine.AutoArchiving);
            }

            return engines;
        }
    }

    public IReadOnlyList<ArchivingSwitch> HeldOffBy
    {
        get
        {
            var switches = new List<ArchivingSwitch>();
            if (HoldsNow)
            {
                switches.Add(ArchivingSwitch.RetentionHold);
            }

            if (_mailbox.ElcProcessingDisabled.Is(true))
            {
                switches.Add(ArchivingSwitch.ElcProcessingDisabled);
            }

            if (OrganizationDisabled)
            {
                switches.Add(ArchivingSwitch.OrganizationElcProcessingDisabled);
            }

            return switches;
        }
    }

    private IEnumerable<RetentionTag> OptionalTags => _mailbox.OptionalTags.Or([]).Where(tag => tag.Archives is true);

    private bool HoldsNow => Array.TrueForAll(_hold, window => window != HoldWindow.None);

    private bool HoldIsOpenEnded => Array.TrueForAll(_hold, window => window == HoldWindow.OpenEnded);

    private bool OrganizationDisabled => _snapshot.Organization?.ElcProcessingDisabled.Is(true) ?? false;

    /// <summary>
    /// Whether the loop shows in the last run: items archived, and the run after the begin of a batch that still syncs. Null where that cannot be told.
    /// </summary>
    public bool? Loop()
    {
        if (_mailbox.LastRun is not { } run)
        {
            return null;
        }

        if (run.ArchivedFromRootItemCount is not { } archived)
        {
            Add(FindingKind.LoopUnknown.Found("ElcLastRunArchivedFromRootItemCount"));
            return null;
        }

        if (archived == 0)
        {
            Add(FindingKind.LoopNotObserved.Found(archived, run.LastSuccessUtc));
            return false;
        }

        var begins = _migration.Records
            .Where(record => record.Activity == MigrationActivity.StillSyncs)
            .Select(record => record.Batch?.StartedUtc.Or(null))
            .ToList();
        if (run.LastSuccessUtc is { } lastRun && begins.Where(begin => begin < lastRun).Min() is { } began)
        {
            Add(FindingKind.LoopObserved.Found(archived, lastRun, began));
            return true;
        }

        if (run.LastSuccessUtc is null || begins.Count == 0 || begins.Contains(null))
        {
            Add(FindingKind.LoopUnknown.Found(run.LastSuccessUtc is null ? "ElcLastSuccessTimestamp" : "StartDateTime"));
            return null;
        }

        Add(FindingKind.LoopNotObserved.Found(archived, run.LastSuccessUtc));
        return false;
    }

    public IReadOnlyList<Finding> Findings(string? notRead)
    {
        var loop = _findings.ToList();
        _findings.Clear();
        AddMigration();
        if (notRead is not null)
        {
            Add(FindingKind.MailboxNotRead.Found(notRead));
        }
        else if (_migration.Activity != MigrationActivity.Ended)
        {
            AddArchive();
            AddEngines();
            AddSwitches();
        }

        AddMissing();
        _findings.AddRange(loop);
        return [.. _findings];
    }

    private void AddMigration()
    {
        if (_migration.External)
        {
            Add(FindingKind.ExternallyMigrating.Found());
        }

        foreach (var record in _migration.Records)
        {
            var kind = record.Activity switch
            {
                MigrationActivity.StillSyncs => FindingKind.MigrationStillSyncs,
                MigrationActivity.WillSync => FindingKind.MigrationWillSync,
                MigrationActivity.Dormant => FindingKind.MigrationDormant,
                MigrationActivity.Ended when record.Kind == MigrationKind.Unaffected => FindingKind.MigrationTypeUnaffected,
                MigrationActivity.Ended => FindingKind.MigrationEnded,
                _ when record.Kind == MigrationKind.Unknown => FindingKind.MigrationTypeNotJudged,
                _ => FindingKind.MigrationStatusNotJudged,
            };
            AddRecord(kind, record);
            if (record.Activity == MigrationActivity.StillSyncs && (MigrationStatus.IsUnknownForUser(record.User.Status) || MigrationStatus.IsUnknownForBatch(record.Batch?.Status ?? default)))
            {
                AddRecord(FindingKind.MigrationStatusUnknown, record);
            }
        }

        if (_migration.Records.Count > 1)
        {
            Add(FindingKind.SeveralMigrationUsers.Found(_migration.Records.Count, string.Join(", ", _migration.Records.Select(BatchName).Distinct())));
        }

        if (_migration.Records.Count == 0 && !_migration.External)
        {
            Add(FindingKind.NotMigrating.Found());
        }

        foreach (var batch in _migration.ShortBatches)
        {
            Add(FindingKind.MigrationUserListShort.Found([Fact("TotalCount", batch.TotalCount)], batch.Identity, batch.TotalCount.IsKnown ? batch.TotalCount.Value : "?"));
        }
    }

    private void AddRecord(FindingKind kind, MigrationRecord record) => Add(kind.Found(
        [
            Fact("MigrationUser", record.User.Identity),
            Fact("Status", record.User.Status),
            Fact("BatchId", BatchName(record)),
            Fact("BatchStatus", record.Batch?.Status ?? default),
            Fact("MigrationType", record.MigrationType),
            Fact("CompleteAfter", record.CompleteAfterUtc),
        ],
        record.User.Identity,
        Shown(record.User.Status),
        BatchName(record),
        record.Batch is null ? (record.BatchesRead ? "absent" : "not read") : Shown(record.Batch.Status),
        Shown(record.MigrationType)));

    private void AddArchive()
    {
        var hasGuid = _mailbox.ArchiveGuid.IsKnown && _mailbox.ArchiveGuid.Value != Guid.Empty;
        var saysActive = string.Equals(_mailbox.ArchiveStatus.Or(null), "Active", StringComparison.OrdinalIgnoreCase);
        KeyValuePair<string, string>[] facts = [Fact("ArchiveGuid", _mailbox.ArchiveGuid), Fact("ArchiveStatus", _mailbox.ArchiveStatus)];
        if (hasGuid)
        {
            Add(FindingKind.ArchiveExists.Found(facts));
            if (_mailbox.ArchiveStatus.IsKnown && !saysActive)
            {
                Add(FindingKind.ArchiveStatusContradicts.Found(facts, Shown(_mailbox.ArchiveStatus)));
            }
        }
        else if (saysActive)
        {
            Add(FindingKind.GhostArchive.Found(facts));
        }
        else if (_mailbox.ArchiveGuid.IsKnown && _mailbox.ArchiveStatus.IsKnown)
        {
            Add(FindingKind.NoArchive.Found(facts));
            if (_mailbox.DisabledArchiveGuid.IsKnown && _mailbox.DisabledArchiveGuid.Value != Guid.Empty)
            {
                Add(FindingKind.ArchiveMayAppear.Found([Fact("DisabledArchiveGuid", _mailbox.DisabledArchiveGuid)], "a disabled archive can be reconnected for 30 days"));
            }

            if (_snapshot.Organization?.AutoEnableArchiveMailbox.Is(true) ?? false)
            {
                Add(FindingKind.ArchiveMayAppear.Found([Fact("AutoEnableArchiveMailbox", true)], "AutoEnableArchiveMailbox gives a mailbox one when it is 90 % full"));
            }
        }
    }

    private void AddEngines()
    {
        if (_policy.IsDefaultForNone && _policy.Name is not null && _mailbox.ShouldUseDefaultRetentionPolicy.Is(true))
        {
            Add(FindingKind.DefaultPolicyApplies.Found([Fact("ShouldUseDefaultRetentionPolicy", true)], _policy.Name));
        }
        else if (_policy.IsDefaultForNone)
        {
            Add(FindingKind.NoPolicyShown.Found([Fact("RetentionPolicy", null), Fact("ShouldUseDefaultRetentionPolicy", _mailbox.ShouldUseDefaultRetentionPolicy)]));
        }

        if (_policy.Archives is true)
        {
            foreach (var tag in _policy.ArchivingTags)
            {
                Add(FindingKind.PolicyTagArchives.Found(TagFacts(tag), _policy.Name, tag.Name, Shown(tag.Type), Age(tag)));
            }
        }

        foreach (var tag in OptionalTags)
        {
            Add(FindingKind.OptionalTagArchives.Found(TagFacts(tag), tag.Name, Age(tag)));
        }

        AddAutoArchiving();
        if (_policy.DeletingTags.Count > 0)
        {
            var names = string.Join("', '", _policy.DeletingTags.Select(tag => tag.Name));
            Add(FindingKind.DeleteTags.Found([.. _policy.DeletingTags.SelectMany(TagFacts)], names, _policy.Name));
        }

        if (Engines.Count == 0 && !_worlds.IsOpen(VerdictFact.PolicyTag) && !_worlds.IsOpen(VerdictFact.OptionalTag) && _autoArchiving is not null)
        {
            Add(FindingKind.NothingArchives.Found());
        }
    }

    private void AddAutoArchiving()
    {
        if (_mailbox.AutoArchivingEnabled.Is(false) || _threshold >= MailboxFill.ThresholdOff)
        {
            return;
        }

        if (_autoArchiving is { } level && MailboxFill.Percent(_mailbox) is { } percent)
        {
            KeyValuePair<string, string>[] facts =
            [
                Fact("TotalItemSize", _mailbox.TotalItemSize),
                Fact("ProhibitSendReceiveQuota", _mailbox.ProhibitSendReceiveQuota),
                Fact("TotalDeletedItemSize", _mailbox.TotalDeletedItemSize),
                Fact("RecoverableItemsQuota", _mailbox.RecoverableItemsQuota),
                Fact("AutoArchivingThresholdPercentage", _threshold),
            ];
            var shown = Math.Floor(percent);
            Add(level switch
            {
                AutoArchivingLevel.Acts => FindingKind.AutoArchivingActs.Found(facts, shown, _threshold, _threshold - MailboxFill.ActsBefore),
                AutoArchivingLevel.Ahead => FindingKind.AutoArchivingAhead.Found(facts, shown, _threshold),
                _ => FindingKind.AutoArchivingRests.Found(facts, shown, _threshold),
            });
        }

        if (!_mailbox.AutoArchivingEnabled.IsKnown)
        {
            Add(FindingKind.AutoArchivingAssumedOn.Found([Fact("AutoArchivingEnabled", _mailbox.AutoArchivingEnabled)]));
        }
    }

    private void AddSwitches()
    {
        KeyValuePair<string, string>[] facts =
        [
            Fact("RetentionHoldEnabled", _mailbox.RetentionHoldEnabled),
            Fact("StartDateForRetentionHold", _mailbox.StartDateForRetentionHold),
            Fact("EndDateForRetentionHold", _mailbox.EndDateForRetentionHold),
        ];
        var start = _mailbox.StartDateForRetentionHold.Or(null);
        var end = _mailbox.EndDateForRetentionHold.Or(null);
        if (_mailbox.RetentionHoldEnabled.Is(true))
        {
            if (start > _asOfUtc)
            {
                Add(FindingKind.RetentionHoldNotBegun.Found(facts, start));
            }
            else if (end < _asOfUtc)
            {
                Add(FindingKind.RetentionHoldExpired.Found(facts, end));
            }
            else if (HoldsNow)
            {
                Add(end is null && HoldIsOpenEnded ? FindingKind.RetentionHoldOpenEnded.Found(facts)
                    : HoldIsOpenEnded ? FindingKind.MigrationCompletesFirst.Found(facts, end, _migration.CompletesUtc)
                    : FindingKind.RetentionHoldEnding.Found(facts, end));
            }
        }

        var processingDisabled = _mailbox.ElcProcessingDisabled.Is(true) || OrganizationDisabled;
        if (HoldsNow && !processingDisabled && _autoArchiving is AutoArchivingLevel.Acts or AutoArchivingLevel.Ahead)
        {
            Add(FindingKind.RetentionHoldNotTrusted.Found(facts));
        }

        if (_mailbox.ElcProcessingDisabled.Is(true))
        {
            Add(FindingKind.ElcProcessingDisabled.Found([Fact("ElcProcessingDisabled", true)]));
        }

        if (OrganizationDisabled)
        {
            Add(FindingKind.OrganizationElcProcessingDisabled.Found([Fact("ElcProcessingDisabled", true)]));
        }

        if (processingDisabled && !HoldsNow && PurviewHolds.Of(_mailbox, _snapshot.Organization) is { Count: > 0 } holds)
        {
            Add(FindingKind.PreservationLockPossible.Found([Fact("InPlaceHolds", string.Join(", ", holds))], string.Join(", ", holds)));
        }
    }

    private void AddMissing()
    {
        void Missing(VerdictFact fact, string name)
        {
            if (_worlds.Matters(fact))
            {
                Add(FindingKind.FactMissing.Found([new(name, "not returned")], name));
            }
        }

        if (_state == ConflictState.Indeterminate)
        {
            Missing(VerdictFact.Archive, _mailbox.ArchiveGuid.IsKnown ? "ArchiveStatus" : "ArchiveGuid");
            if (_policy.Missing is not null)
            {
                Missing(VerdictFact.PolicyTag, _policy.Missing);
            }

            Missing(VerdictFact.OptionalTag, "Get-RetentionPolicyTag -OptionalInMailbox");
            Missing(VerdictFact.AutoArchivingLevel, _mailbox.ProhibitSendReceiveQuota.IsKnown ? "TotalItemSize" : "ProhibitSendReceiveQuota");
            Missing(VerdictFact.RetentionHold, !_mailbox.RetentionHoldEnabled.IsKnown ? "RetentionHoldEnabled" : !_mailbox.StartDateForRetentionHold.IsKnown ? "StartDateForRetentionHold" : "EndDateForRetentionHold");
            Missing(VerdictFact.MailboxProcessingDisabled, "ElcProcessingDisabled");
            Missing(VerdictFact.OrganizationProcessingDisabled, "ElcProcessingDisabled (Get-OrganizationConfig)");
        }

        if (_migration.Activity == MigrationActivity.Ended)
        {
            return;
        }

        foreach (var failure in _snapshot.Failures.Concat(_mailbox.Failures).Distinct())
        {
            var name = failure.Parameter is null ? failure.Cmdlet : failure.Cmdlet + " -" + failure.Parameter;
            Add(failure.MissingPermission
                ? FindingKind.PermissionMissing.Found(name, RoleGroups.For(failure.Cmdlet))
                : FindingKind.QuestionFailed.Found(name, failure.Message));
        }
    }

    private static KeyValuePair<string, string>[] TagFacts(RetentionTag tag) =>
    [
        Fact("Name", tag.Name),
        Fact("Type", tag.Type),
        Fact("RetentionAction", tag.RetentionAction),
        Fact("RetentionEnabled", tag.RetentionEnabled),
        Fact("AgeLimitForRetention", tag.AgeLimitForRetention),
    ];

    private static string Age(RetentionTag tag) => tag.AgeLimitForRetention.Or(null) is { } age ? DisplayText.Show((int)age.TotalDays) + " days" : "not given";

    private static string BatchName(MigrationRecord record) => record.Batch?.Identity ?? record.User.BatchId.Or(null) ?? "none";

    private static string Shown(Fact<string?> fact) => fact.IsKnown && !string.IsNullOrEmpty(fact.Value) ? fact.Value! : "not returned";

    private static KeyValuePair<string, string> Fact<T>(string name, Fact<T> fact) => new(name, fact.IsKnown ? Value(fact.Value) : "not returned");

    private static KeyValuePair<string, string> Fact(string name, object? value) => new(name, Value(value));

    private static string Value(object? value) => value is null ? "null" : DisplayText.Show(value);

    private void Add(Finding finding) => _findings.Add(finding);
}
