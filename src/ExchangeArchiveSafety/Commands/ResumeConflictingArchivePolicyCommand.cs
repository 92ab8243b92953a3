using System.Management.Automation;

namespace ExchangeArchiveSafety.Commands;

/// <summary>Restores exactly what a suspension changed, once the migration has ended.</summary>
[Cmdlet(VerbsLifecycle.Resume, "ConflictingArchivePolicy", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(ArchivePolicySuspension))]
public sealed class ResumeConflictingArchivePolicyCommand : MailboxCommand, IJournalCommand
{
    private LiveTenant? _tenant;
    private CommandJournal? _journal;
    private MailboxResumption? _resumption;
    private ILookup<string, JournaledSuspension>? _byIdentity;

    /// <summary>Resume although the migration has not ended or cannot be seen. What somebody else changed meanwhile is left alone all the same.</summary>
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
        var opener = new TenantOpener(this, AsOfUtc);
        var session = opener.FindSession();
        _tenant = opener.Open(session);
        _journal = CommandJournal.Of(this, _tenant.Name);
        _journal.RequireNamed();
        var run = new SuspensionOutput(this).Begin(_journal, session, _tenant, ClockFrom(AsOfUtc));
        _resumption = new(this, _journal, _tenant, run, Force);
        _byIdentity = _journal.Open().ToLookup(one => one.Identity, StringComparer.OrdinalIgnoreCase);
        if (!_journal.Exists)
        {
            WriteWarning(JournalWarnings.Missing(_journal, session));
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (!IsNamed)
        {
            ResumeAll();
            return;
        }

        foreach (var identity in Identities())
        {
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
        if (_resumption!.RefuseUnread([.. Recorded(key)], named: true))
        {
            return;
        }

        IReadOnlyList<Mailbox> mailboxes;
        try
        {
            mailboxes = _tenant!.ResolveAll(key);
        }
        catch (ExchangeCallException exception) when (exception.ErrorId is ErrorIds.MailboxNotFound or ErrorIds.ObjectNotFound)
        {
            if (!CloseGone(identity, Guid.Empty))
            {
                throw;
            }

            return;
        }

        foreach (var mailbox in mailboxes)
        {
            ThrowIfStopping();
            try
            {
                ResumeNamed(identity, mailbox);
            }
            catch (ExchangeCallException exception) when (mailboxes.Count > 1)
            {
                this.Report(exception, mailbox.Identity);
            }
        }
    }

    private void ResumeNamed(MailboxIdentity identity, Mailbox mailbox)
    {
        // Another mailbox had this name when it was suspended, and may be gone.
        var isClosed = CloseGone(identity, mailbox.ExchangeGuid);
        var open = _journal!.OpenOf(mailbox.ExchangeGuid);
        if (open.Count == 0 && !isClosed)
        {
            _resumption!.Nothing(mailbox);
        }

        _resumption!.Resume(mailbox, open, named: true);
    }

    private void ResumeAll()
    {
        var mailboxes = _journal!.Open().GroupBy(one => one.ExchangeGuid).ToList();
        var progress = Progress(IsWhatIf ? Messages.ProgressPlanning : Messages.ProgressResuming, mailboxes.Count);
        foreach (var open in mailboxes)
        {
            ThrowIfStopping();
            var first = open.First();
            progress.Next(first.Identity);
            try
            {
                if (!_resumption!.RefuseUnread([.. open], named: false))
                {
                    _resumption.Resume(_tenant!.Resolve(open.Key.ToString()), [.. open], named: false);
                }
            }
            catch (ExchangeCallException exception)
            {
                if (!_resumption!.CloseGone(open.Key))
                {
                    _resumption.Failed(first, MailboxIdentity.Named(exception, first.Identity));
                }
            }
        }

        progress.End();
    }

    /// <summary>What is open under a name, as the journal was when the command began, or under a key.</summary>
    private IEnumerable<JournaledSuspension> Recorded(string key) => Guid.TryParse(key, out var guid) ? _journal!.OpenOf(guid) : _byIdentity![key];

    /// <summary>Closes what is recorded under a name for mailboxes that are proved to be gone.</summary>
    /// <param name="identity">The name.</param>
    /// <param name="present">The mailbox that has it now.</param>
    /// <returns>Whether there was one.</returns>
    private bool CloseGone(MailboxIdentity identity, Guid present)
    {
        var recorded = _byIdentity![identity.Text].Select(one => one.ExchangeGuid);
        var keys = Guid.TryParse(identity.Text, out var guid) ? recorded.Append(guid) : recorded;
        return keys.Distinct().Where(key => key != present).ToList().FindAll(_resumption!.CloseGone).Count > 0;
    }
}
