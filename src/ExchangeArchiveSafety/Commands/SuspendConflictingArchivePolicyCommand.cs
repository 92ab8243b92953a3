using System.Management.Automation;

namespace ExchangeArchiveSafety;

/// <summary>Suspends archiving of mailboxes that conflict with a migration, so that it can be restored exactly.</summary>
[Cmdlet(VerbsLifecycle.Suspend, "ConflictingArchivePolicy", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(ArchivePolicySuspension))]
public sealed class SuspendConflictingArchivePolicyCommand : JournalCommand
{
    private ExchangeSession? _session;
    private LiveTenant? _tenant;
    private IJournalStore? _journal;
    private SuspensionRun? _run;
    private readonly HashSet<Guid> _done = [];
    private WorkProgress? _progress;

    /// <summary>Mailboxes to judge and suspend, or verdicts of Test-ArchiveMigrationConflict.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("PrimarySmtpAddress", "UserPrincipalName", "EmailAddress", "ExchangeGuid")]
    [AllowNull]
    [AllowEmptyCollection]
    [MailboxIdentityTransformation]
    public MailboxIdentity[]? Identity { get; set; }

    /// <summary>How: a retention hold (default), the processing switch, or stopping the migration.</summary>
    [Parameter]
    [NoObject]
    public SuspensionMethod Method { get; set; }

    /// <summary>Stop the whole batch instead of the mailbox's migration user.</summary>
    [Parameter]
    public SwitchParameter StopBatch { get; set; }

    /// <summary>End of the retention hold; it must lie ahead. Local time unless it carries a zone.</summary>
    [Parameter]
    [NoObject]
    public DateTime? Until { get; set; }

    /// <summary>Also suspend a named mailbox that is Safe, or held off already.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        EnsureOneSource(nameof(Identity));
        if (StopBatch && Method != SuspensionMethod.StopMigration)
        {
            throw this.Terminating(ErrorIds.ParameterConflict, nameof(StopBatch), Messages.StopBatchNeedsStopMigration);
        }

        if (Until is not null && Method != SuspensionMethod.RetentionHold)
        {
            throw this.Terminating(ErrorIds.ParameterConflict, nameof(Until), Messages.UntilNeedsRetentionHold);
        }

        if (UntilUtc <= AsOfUtc)
        {
            throw this.Terminating(ErrorIds.UntilNotAhead, Until, DisplayText.Sentence(Messages.UntilNotAhead, UntilUtc, AsOfUtc));
        }

        _session = FindSession();
        _tenant = OpenTenant(_session);
        var tenantName = TenantOf(_session, _tenant);
        _journal = OpenJournal(tenantName, ErrorIds.JournalNotWritable);
        if (!IsWhatIf)
        {
            EnsureWritable(_journal);
        }

        _run = OpenRun(_journal, _session, _tenant, tenantName);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var identity in Identity is { Length: > 0 } given ? given : [MailboxIdentity.From(null)])
        {
            ThrowIfStopping();
            _progress ??= new(this, IsWhatIf ? Messages.ProgressPlanning : Messages.ProgressSuspending, MyInvocation.ExpectingInput ? 0 : Identity?.Length ?? 0);
            _progress.Next(identity.Name);
            SuspendOne(identity);
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing() => _progress?.End();

    // Exchange may keep no fractions of a second.
    private DateTime? UntilUtc => Until is { } until ? new DateTime(until.ToUniversalTime().Ticks / TimeSpan.TicksPerSecond * TimeSpan.TicksPerSecond, DateTimeKind.Utc) : null;

    private void SuspendOne(MailboxIdentity identity)
    {
        Mailbox mailbox;
        string? passedOver;
        try
        {
            var key = identity.Required();
            if (identity.State is { } state
                && SuspensionChoice.PassedOver(state, identity.MigrationActivity, Method, OpenMethods(Guid.TryParse(key, out var guid) ? guid : Guid.Empty)) is { } reason)
            {
                Pass(identity, reason);
                return;
            }

            mailbox = _tenant!.Resolve(key);
            passedOver = null;
            if (identity.State is null)
            {
                (var verdict, mailbox) = _tenant.Judge(mailbox);
                TellVerdict(verdict);
                passedOver = SuspensionChoice.PassedOver(verdict, Method, OpenMethods(verdict.ExchangeGuid), Force);
            }
        }
        catch (ExchangeCallException exception)
        {
            this.Report(exception, identity);
            return;
        }

        if (!_done.Add(mailbox.ExchangeGuid))
        {
            return;
        }

        if (passedOver is not null)
        {
            Show(Result(mailbox, SuspensionStatus.Skipped, WithEntries(passedOver, mailbox.ExchangeGuid)));
            return;
        }

        if (Method == SuspensionMethod.StopMigration)
        {
            StopMigration(mailbox);
        }
        else
        {
            Set(mailbox, identity.ExternallyMigrating);
        }
    }

    private IReadOnlyCollection<SuspensionMethod> OpenMethods(Guid exchangeGuid) => [.. OpenSuspensions(_journal!, exchangeGuid).Select(one => one.Method)];

    private JournaledSuspension? OpenBy(Guid exchangeGuid) => OpenSuspensions(_journal!, exchangeGuid).LastOrDefault(one => one.Method == Method);

    // Which entries of the journal suspend it by other methods.
    private string WithEntries(string reason, Guid exchangeGuid) => string.Join(" ", [reason, .. _run!.OtherMethods(exchangeGuid, Method)]);

    private void Set(Mailbox mailbox, bool external)
    {
        mailbox = _tenant!.Ask(mailbox, MailboxQuestions.Statistics);
        var open = OpenBy(mailbox.ExchangeGuid);
        var plan = SuspensionPlan.Create(Method, mailbox, _tenant.Organization, UntilUtc, open);
        if (plan.Refusal is null && plan.Writes.Known.Count > 0)
        {
            Warn(mailbox, plan.Warnings);
            if (plan.Writes.Has(ArchivingSetting.AutoArchivingEnabled) && !_session!.Has("Set-Mailbox", nameof(ArchivingSetting.AutoArchivingEnabled)))
            {
                Warn(mailbox, [SuspensionPlan.AutoArchivingStays(DisplayText.Sentence(Messages.ParameterNotGranted, "Set-Mailbox", ArchivingSetting.AutoArchivingEnabled))]);
            }

            var action = Method == SuspensionMethod.RetentionHold ? Messages.AskRetentionHold : Messages.AskElcProcessing;
            if (!Ask(mailbox, DisplayText.Sentence(action, mailbox.Identity, plan.Writes), ArchivingSettings.Of(mailbox), Planned(mailbox, plan.Writes)))
            {
                return;
            }
        }
        else if (IsWhatIf)
        {
            Give(_run!.NothingToSet(mailbox, Method, plan, open));
            return;
        }

        Give(Change(
            () => _run!.SuspendBySetting(mailbox.ExchangeGuid, Method, _tenant.Organization, UntilUtc, external, agreed: plan.Writes.Known.Count > 0),
            reason => Result(mailbox, SuspensionStatus.Failed, reason)));
    }

    private void StopMigration(Mailbox mailbox)
    {
        var running = MigrationStop.Running(_tenant!.RecordsOf(mailbox));
        var now = ArchivingSettings.OfMigration(MigrationStop.Show(_tenant.RecordsOf(mailbox)));
        if (running.Count > 0)
        {
            Warn(mailbox, MigrationStop.Warnings(running, _tenant.Records, StopBatch));
            var batches = _tenant.Snapshot.MigrationBatches.Or([]);
            var names = string.Join(", ", running.Select(record => record.Batch is { } batch ? MigrationStop.Name(batch, batches) : record.User.Identity).Distinct());
            if (!Ask(mailbox, DisplayText.Sentence(StopBatch ? Messages.AskStopBatch : Messages.AskStopUser, mailbox.Identity, names), now, now))
            {
                return;
            }
        }
        else if (IsWhatIf)
        {
            Give(_run!.NothingToStop(mailbox, now, OpenBy(mailbox.ExchangeGuid)));
            return;
        }

        Give(Change(() => _run!.SuspendByStopping(mailbox, StopBatch, agreed: running.Count > 0), reason => Result(mailbox, SuspensionStatus.Failed, reason)));
    }

    private static ArchivingSettings Planned(Mailbox mailbox, ArchivingSettings writes) =>
        writes.Known.Aggregate(ArchivingSettings.Of(mailbox), (after, setting) => after.With(setting, writes[setting]));

    private bool Ask(Mailbox mailbox, string action, ArchivingSettings before, ArchivingSettings after)
    {
        if (ShouldProcess(action, action, Messages.AskCaption, out var why))
        {
            return true;
        }

        var isWhatIf = why == ShouldProcessReason.WhatIf;
        Show(new ArchivePolicySuspension
        {
            Identity = mailbox.Identity,
            ExchangeGuid = mailbox.ExchangeGuid,
            Method = Method,
            Status = isWhatIf ? SuspensionStatus.WhatIf : SuspensionStatus.Skipped,
            Before = before,
            After = isWhatIf ? after : before,
            Reason = isWhatIf ? Messages.ReasonPlanned : Messages.ReasonDeclined,
            JournalPath = _journal!.Location,
        });
        return false;
    }

    private void Warn(Mailbox mailbox, IEnumerable<Finding> warnings)
    {
        foreach (var warning in warnings)
        {
            var text = DisplayText.Sentence(Messages.WarningAboutMailbox, mailbox.Identity, warning.ToString());
            if (warning.Severity == FindingSeverity.Information)
            {
                WriteVerbose(text);
            }
            else
            {
                WriteWarning(text);
            }
        }
    }

    private void Pass(MailboxIdentity identity, string reason) => Show(new ArchivePolicySuspension
    {
        Identity = identity.Name,
        ExchangeGuid = Guid.TryParse(identity.Text, out var guid) ? guid : Guid.Empty,
        Method = Method,
        Status = SuspensionStatus.Skipped,
        Reason = WithEntries(reason, guid),
        JournalPath = _journal!.Location,
    });

    private ArchivePolicySuspension Result(Mailbox mailbox, SuspensionStatus status, string reason) => new()
    {
        Identity = mailbox.Identity,
        ExchangeGuid = mailbox.ExchangeGuid,
        Method = Method,
        Status = status,
        Before = ArchivingSettings.Of(mailbox),
        After = status == SuspensionStatus.Failed ? null : ArchivingSettings.Of(mailbox),
        Reason = reason,
        JournalPath = _journal!.Location,
    };
}
