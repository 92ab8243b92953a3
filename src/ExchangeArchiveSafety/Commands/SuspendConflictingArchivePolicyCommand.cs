using System.Management.Automation;

namespace ExchangeArchiveSafety.Commands;

/// <summary>Suspends archiving of mailboxes that conflict with a migration, so that it can be restored exactly.</summary>
[Cmdlet(VerbsLifecycle.Suspend, "ConflictingArchivePolicy", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(ArchivePolicySuspension))]
public sealed class SuspendConflictingArchivePolicyCommand : MailboxCommand, IJournalCommand
{
    private Enum _method = SuspensionMethod.RetentionHold;
    private readonly HashSet<Guid> _done = [];
    private LiveTenant? _tenant;
    private CommandJournal? _journal;
    private MailboxSuspension? _suspension;
    private WorkProgress? _progress;

    /// <summary>Mailboxes to judge and suspend, or verdicts of Test-ArchiveMigrationConflict.</summary>
    // Here alone it is mandatory, and PowerShell takes no attribute of a base where a property is overridden.
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("PrimarySmtpAddress", "UserPrincipalName", "EmailAddress", "ExchangeGuid")]
    [AllowNull]
    [AllowEmptyCollection]
    [MailboxIdentityTransformation]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(MailboxCompleter))]
    public override MailboxIdentity[]? Identity { get; set; }

    /// <summary>How: a retention hold (default), the processing switch, or stopping the migration.</summary>
    [Parameter]
    [NoObject]
    public SuspensionMethod Method
    {
        get => (SuspensionMethod)_method;
        set => _method = value;
    }

    /// <summary>Stop the whole batch instead of the mailbox's migration user.</summary>
    [Parameter]
    public SwitchParameter StopBatch { get; set; }

    /// <summary>End of the retention hold; it must lie ahead. Local time unless it carries a zone.</summary>
    [Parameter]
    [WrittenTime]
    [ArgumentCompleter(typeof(DayAheadCompleter))]
    public DateTime? Until { get; set; }

    /// <summary>Also suspend a named mailbox that is Safe, or held off already.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>The journal file; below the user's state folder, one file a tenant, where none is named.</summary>
    [Parameter]
    [NoObject]
    [ValidateNotNullOrEmpty]
    public string? JournalPath { get; set; }

    /// <summary>The journal in an append blob of Azure Storage, instead of a file.</summary>
    [Parameter]
    [JournalAddress]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(NoValueCompleter))]
    public Uri? JournalUri { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        EnsureOneSource();
        this.EnsureOneJournal();
        if (StopBatch && Method != SuspensionMethod.StopMigration)
        {
            throw this.Terminating(ErrorIds.ParameterConflict, nameof(StopBatch), Messages.StopBatchNeedsStopMigration);
        }

        if (Until is not null && Method != SuspensionMethod.RetentionHold)
        {
            throw this.Terminating(ErrorIds.ParameterConflict, nameof(Until), Messages.UntilNeedsRetentionHold);
        }

        // Exchange may keep no fractions of a second.
        DateTime? untilUtc = Until is { } until ? new DateTime(until.ToUniversalTime().Ticks / TimeSpan.TicksPerSecond * TimeSpan.TicksPerSecond, DateTimeKind.Utc) : null;
        if (untilUtc <= AsOfUtc)
        {
            throw this.Terminating(ErrorIds.UntilNotAhead, Until, DisplayText.Sentence(Messages.UntilNotAhead, untilUtc, AsOfUtc));
        }

        var opener = new TenantOpener(this, AsOfUtc);
        var session = opener.FindSession();
        _tenant = opener.Open(session);
        _journal = CommandJournal.Of(this, _tenant.Name, ErrorIds.JournalNotWritable);
        if (!IsWhatIf)
        {
            _journal.EnsureWritable();
        }

        var run = new SuspensionOutput(this).Begin(_journal, session, _tenant, ClockFrom(AsOfUtc));
        _suspension = new(this, _journal, session, _tenant, run) { Method = Method, StopBatch = StopBatch, UntilUtc = untilUtc };
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var identity in Identities())
        {
            _progress ??= Progress(IsWhatIf ? Messages.ProgressPlanning : Messages.ProgressSuspending, Named);
            _progress.Next(identity.Name);
            try
            {
                SuspendOne(identity);
            }
            catch (ExchangeCallException exception)
            {
                this.Report(exception, identity);
            }
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing() => _progress?.End();

    private void SuspendOne(MailboxIdentity identity)
    {
        var key = identity.Required();
        var guid = Guid.TryParse(key, out var parsed) ? parsed : Guid.Empty;
        if (identity.State is { } state && SuspensionChoice.PassedOver(state, identity.MigrationActivity, Method, OpenMethods(guid)) is { } reason)
        {
            _suspension!.Pass(identity, guid, reason);
            return;
        }

        var mailboxes = _tenant!.ResolveAll(key);
        foreach (var mailbox in mailboxes)
        {
            ThrowIfStopping();
            try
            {
                SuspendOne(identity, mailbox);
            }
            catch (ExchangeCallException exception) when (mailboxes.Count > 1)
            {
                this.Report(exception, mailbox.Identity);
            }
        }
    }

    private void SuspendOne(MailboxIdentity identity, Mailbox mailbox)
    {
        string? passedOver = null;
        var why = identity.Why ?? identity.State?.ToString();
        if (identity.State is null)
        {
            (var verdict, mailbox) = _tenant!.Judge(mailbox);
            this.TellVerdict(verdict);
            why = SuspensionChoice.Why(verdict);
            passedOver = SuspensionChoice.PassedOver(verdict, Method, OpenMethods(verdict.ExchangeGuid), Force);
        }

        if (!_done.Add(mailbox.ExchangeGuid))
        {
            return;
        }

        if (passedOver is not null)
        {
            _suspension!.Pass(mailbox, passedOver);
        }
        else
        {
            _suspension!.Suspend(mailbox, identity.ExternallyMigrating, why);
        }
    }

    private IReadOnlyCollection<SuspensionMethod> OpenMethods(Guid exchangeGuid) => [.. _journal!.OpenOf(exchangeGuid).Select(one => one.Method)];
}
