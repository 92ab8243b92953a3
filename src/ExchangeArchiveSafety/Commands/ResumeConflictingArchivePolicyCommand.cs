using System.Management.Automation;

namespace ExchangeArchiveSafety;

/// <summary>Restores exactly what a suspension changed, once the migration has ended.</summary>
[Cmdlet(VerbsLifecycle.Resume, "ConflictingArchivePolicy", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(ArchivePolicySuspension))]
public sealed class ResumeConflictingArchivePolicyCommand : JournalCommand
{
    private ExchangeSession? _session;
    private LiveTenant? _tenant;
    private IJournalStore? _journal;
    private SuspensionRun? _run;
    private ILookup<string, JournaledSuspension>? _byIdentity;
    private bool _isWritable;
    private bool _warned;

    /// <summary>Mailboxes, verdicts or suspensions; everything in the journal where none is named.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("PrimarySmtpAddress", "UserPrincipalName", "EmailAddress", "ExchangeGuid")]
    [AllowNull]
    [AllowEmptyCollection]
    [MailboxIdentityTransformation]
    public MailboxIdentity[]? Identity { get; set; }

    /// <summary>Resume although the migration has not ended or cannot be seen. What somebody else changed meanwhile is left alone all the same.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        EnsureOneSource(nameof(Identity));
        _session = FindSession();
        _tenant = OpenTenant(_session);
        var tenantName = TenantOf(_session, _tenant);
        _journal = OpenJournal(tenantName);
        _run = OpenRun(_journal, _session, _tenant, tenantName);
        RequireNamed(_journal);
        _byIdentity = OpenSuspensions(_journal).ToLookup(one => one.Identity, StringComparer.OrdinalIgnoreCase);
        if (!_journal.Exists)
        {
            WriteWarning(MissingJournal.Warning(_journal, _session));
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (!MyInvocation.ExpectingInput && !MyInvocation.BoundParameters.ContainsKey(nameof(Identity)))
        {
            ResumeAll();
            return;
        }

        foreach (var identity in Identity is { Length: > 0 } given ? given : [MailboxIdentity.From(null)])
        {
            ThrowIfStopping();
            try
            {
                ResumeNamed(identity);
            }
            catch (ExchangeCallException exception)
            {
                this.Report(exception, identity);
            }
        }
    }

    private void ResumeNamed(MailboxIdentity identity)
    {
        var key = identity.Required();
        if (RefuseUnread([.. Recorded(key)], named: true))
        {
            return;
        }

        Mailbox mailbox;
        try
        {
            mailbox = _tenant!.Resolve(key);
        }
        catch (ExchangeCallException exception) when (exception.ErrorId is ErrorIds.MailboxNotFound or ErrorIds.ObjectNotFound)
        {
            if (!CloseGone(identity, Guid.Empty))
            {
                throw;
            }

            return;
        }

        // Another mailbox had this name when it was suspended, and may be gone.
        var isClosed = CloseGone(identity, mailbox.ExchangeGuid);
        var open = OpenSuspensions(_journal!, mailbox.ExchangeGuid);
        if (open.Count == 0 && !isClosed)
        {
            Show(Result(mailbox, default, SuspensionStatus.Skipped, Messages.ReasonNothingSuspended));
        }

        ResumeMailbox(mailbox, open, named: true);
    }

    private void ResumeAll()
    {
        var mailboxes = OpenSuspensions(_journal!).GroupBy(one => one.ExchangeGuid).ToList();
        var progress = new WorkProgress(this, IsWhatIf ? Messages.ProgressPlanning : Messages.ProgressResuming, mailboxes.Count);
        foreach (var open in mailboxes)
        {
            ThrowIfStopping();
            var first = open.First();
            progress.Next(first.Identity);
            try
            {
                if (!RefuseUnread([.. open], named: false))
                {
                    ResumeMailbox(_tenant!.Resolve(open.Key.ToString()), [.. open], named: false);
                }
            }
            catch (ExchangeCallException exception)
            {
                if (CloseGone(open.Key))
                {
                    continue;
                }

                var named = MailboxIdentity.Named(exception, first.Identity);
                Give(new(
                    new()
                    {
                        Identity = first.Identity,
                        ExchangeGuid = open.Key,
                        Method = first.Method,
                        Status = SuspensionStatus.Failed,
                        Before = first.Before,
                        Reason = named.Message,
                        JournalPath = _journal!.Location,
                        SuspendedAtUtc = first.SuspendedAtUtc,
                    },
                    named.ErrorId,
                    named));
            }
        }

        progress.End();
    }

    /// <summary>What is open under a name, as the journal was when the command began, or under a key.</summary>
    private IEnumerable<JournaledSuspension> Recorded(string key) => Guid.TryParse(key, out var guid) ? OpenSuspensions(_journal!, guid) : _byIdentity![key];

    /// <summary>
    /// Refuses what the journal and the migration records refuse already, without asking for the mailbox. Where they do not, the mailbox is read, and its other
    /// addresses may still show a migration.
    /// </summary>
    private bool RefuseUnread(IReadOnlyList<JournaledSuspension> open, bool named)
    {
        if (Force || open.Count == 0 || open.Any(one => one.ExchangeGuid != open[0].ExchangeGuid))
        {
            return false;
        }

        var recorded = new Mailbox { ExchangeGuid = open[0].ExchangeGuid, PrimarySmtpAddress = open[0].Identity };
        var runs = _tenant!.Activity(recorded) != MigrationActivity.Ended && !MayBeOfOthers(recorded);
        if (!runs && !open.All(one => one.ExternallyMigrating))
        {
            return false;
        }

        foreach (var suspension in open.Reverse())
        {
            Refuse(Result(recorded, suspension.Method, SuspensionStatus.Refused, WhyRefused(suspension, recorded), suspension), named);
        }

        return true;
    }

    // The migration of another mailbox that has the address now says nothing of the one that had it, and one that tells no more than the address may be its.
    private bool MayBeOfOthers(Mailbox recorded) => _tenant!.RecordsOf(recorded) is { Count: > 0 } records
        && records.All(record => record.User.MailboxGuid != recorded.ExchangeGuid);

    private string WhyRefused(JournaledSuspension suspension, Mailbox mailbox) =>
        suspension.ExternallyMigrating ? Messages.ReasonExternal
        : DisplayText.Sentence(suspension.Method == SuspensionMethod.StopMigration ? Messages.ReasonStoppedNotEnded : Messages.ReasonNotEnded, _tenant!.ShowMigration(mailbox));

    // That most of a journal still waits for its migrations is the ordinary state of an unattended run, and no error.
    private void Refuse(ArchivePolicySuspension result, bool named) => Give(new(result, named ? ErrorIds.ResumeRefused : null));

    private void ResumeMailbox(Mailbox mailbox, IReadOnlyList<JournaledSuspension> open, bool named)
    {
        if (open.Count == 0)
        {
            return;
        }

        var activity = _tenant!.Activity(mailbox);

        // Last suspended, first resumed.
        foreach (var suspension in open.Reverse())
        {
            ThrowIfStopping();
            if (!Force && (suspension.ExternallyMigrating || activity != MigrationActivity.Ended))
            {
                Refuse(Result(mailbox, suspension.Method, SuspensionStatus.Refused, WhyRefused(suspension, mailbox), suspension), named);
                continue;
            }

            ResumeOne(mailbox, suspension);
        }
    }

    private void ResumeOne(Mailbox mailbox, JournaledSuspension suspension)
    {
        var plan = ResumePlan.Create(suspension, mailbox);
        if (plan.Steps.Count > 0)
        {
            WarnOfWaitingTimes();
        }

        var action = suspension.Method == SuspensionMethod.StopMigration
            ? DisplayText.Sentence(Messages.AskCloseStopped, mailbox.Identity)
            : DisplayText.Sentence(Messages.AskResume, mailbox.Identity, plan.Restored.Known.Count > 0 ? plan.Restored.ToString() : Messages.NothingLeft);
        if (!ShouldProcess(action, action, Messages.AskCaption, out var why))
        {
            var isWhatIf = why == ShouldProcessReason.WhatIf;
            Show(Result(
                mailbox,
                suspension.Method,
                isWhatIf ? SuspensionStatus.WhatIf : SuspensionStatus.Skipped,
                isWhatIf ? string.Join(" ", plan.Drift.Select(drift => drift.ToString()).Prepend(Messages.ReasonPlanned)) : Messages.ReasonDeclined,
                suspension,
                isWhatIf ? plan.Restored : null,
                plan.Drift));
            return;
        }

        EnsureWritable();
        Give(Change(
            () => _run!.Resume(suspension.Id, Force),
            reason => Result(mailbox, suspension.Method, SuspensionStatus.Failed, reason, suspension)));
    }

    /// <summary>Closes what is recorded under a name for mailboxes that are proved to be gone.</summary>
    /// <param name="identity">The name.</param>
    /// <param name="present">The mailbox that has it now.</param>
    /// <returns>Whether there was one.</returns>
    private bool CloseGone(MailboxIdentity identity, Guid present)
    {
        var recorded = _byIdentity![identity.Text].Select(one => one.ExchangeGuid);
        var keys = Guid.TryParse(identity.Text, out var guid) ? recorded.Append(guid) : recorded;
        return keys.Distinct().Where(key => key != present).ToList().FindAll(CloseGone).Count > 0;
    }

    /// <summary>Closes what is recorded for a mailbox, if it is proved to be gone.</summary>
    private bool CloseGone(Guid exchangeGuid)
    {
        var open = OpenSuspensions(_journal!, exchangeGuid);
        if (open.Count == 0 || !_run!.IsProvedGone(exchangeGuid))
        {
            return false;
        }

        // Last suspended, first closed.
        foreach (var suspension in open.Reverse())
        {
            ThrowIfStopping();
            var action = DisplayText.Sentence(Messages.AskCloseGone, suspension.Identity, suspension.ExchangeGuid);
            if (!ShouldProcess(action, action, Messages.AskCaption, out var why))
            {
                var isWhatIf = why == ShouldProcessReason.WhatIf;
                Show(Result(suspension, isWhatIf ? SuspensionStatus.WhatIf : SuspensionStatus.Skipped, isWhatIf ? Messages.ReasonPlanned : Messages.ReasonDeclined));
                continue;
            }

            EnsureWritable();
            var outcome = Change(() => _run!.CloseGone(suspension.Id), reason => Result(suspension, SuspensionStatus.Failed, reason));
            if (outcome.Result.Status == SuspensionStatus.Closed)
            {
                WriteWarning(outcome.Result.Reason);
            }

            Give(outcome);
        }

        return true;
    }

    // Once is enough: every record that is appended later is checked by itself.
    private void EnsureWritable()
    {
        if (!_isWritable)
        {
            EnsureWritable(_journal!);
            _isWritable = true;
        }
    }

    private void WarnOfWaitingTimes()
    {
        if (!_warned && !Force)
        {
            _warned = true;
            WriteWarning(ResumePlan.WaitingTimes.ToString());
        }
    }

    /// <summary>A result for a mailbox that is gone.</summary>
    private ArchivePolicySuspension Result(JournaledSuspension suspension, SuspensionStatus status, string reason) => new()
    {
        Identity = suspension.Identity,
        ExchangeGuid = suspension.ExchangeGuid,
        Method = suspension.Method,
        Status = status,
        Before = suspension.Before,
        Reason = reason,
        JournalPath = _journal!.Location,
        SuspendedAtUtc = suspension.SuspendedAtUtc,
    };

    private ArchivePolicySuspension Result(
        Mailbox mailbox,
        SuspensionMethod method,
        SuspensionStatus status,
        string reason,
        JournaledSuspension? suspension = null,
        ArchivingSettings? planned = null,
        IReadOnlyList<SettingDrift>? drift = null)
    {
        var current = (mailbox.Asked & MailboxQuestions.Settings) != 0 ? ArchivingSettings.Of(mailbox) : null;
        return new()
        {
            Identity = mailbox.Identity,
            ExchangeGuid = mailbox.ExchangeGuid,
            Method = method,
            Status = status,
            Before = current,
            After = planned is null || current is null ? current : planned.Known.Aggregate(current, (after, setting) => after.With(setting, planned[setting])),
            Reason = reason,
            JournalPath = _journal!.Location,
            SuspendedAtUtc = suspension?.SuspendedAtUtc,
            Drift = drift,
        };
    }
}
