using System.Management.Automation;

namespace ExchangeArchiveSafety.Commands;

/// <summary>Shows what the journal says is suspended, compared with the tenant.</summary>
[Cmdlet(VerbsCommon.Get, "ArchivePolicySuspension")]
[OutputType(typeof(ArchivePolicySuspension), typeof(LeftoverHold))]
public sealed class GetArchivePolicySuspensionCommand : MailboxCommand, IJournalCommand
{
    private readonly List<string> _nothingOpen = [];
    private ExchangeSession? _session;
    private TenantOpener? _opener;
    private LiveTenant? _tenant;
    private MailboxReader? _mailboxes;
    private LeftoverSearch? _leftover;
    private CommandJournal? _journal;
    private SuspensionOutput? _output;
    private SuspensionResults? _results;
    private IReadOnlyList<JournaledSuspension> _open = [];

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

    /// <summary>Instead: what holds archiving off although neither a migration nor an open suspension needs it.</summary>
    [Parameter]
    public SwitchParameter Unexplained { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        EnsureOneSource();
        this.EnsureOneJournal();
        _opener = new(this, AsOfUtc, Unexplained ? null : Messages.HintJournalPath);
        _journal = FindJournal();
        _journal.RequireNamed();
        _open = _journal.Open();
        if (Unexplained)
        {
            _leftover = new(this, _session!, _opener.Open(_session!), _journal, AsOfUtc);
            return;
        }

        _output = new(this);
        _results = new(_journal.Location);
        Warn(!_journal.Exists ? JournalWarnings.Missing(_journal, _session!) : _journal.IsNamedAndEmpty ? JournalWarnings.Empty(_journal) : null);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (_leftover is not null)
        {
            WriteObject(IsNamed ? Identities().SelectMany(Resolved).Select(_leftover.Of).OfType<LeftoverHold>() : _leftover.OfAll(), enumerateCollection: true);
            return;
        }

        if (!IsNamed)
        {
            Give(_open);
            return;
        }

        foreach (var identity in Identities())
        {
            var keys = Keys(identity);
            var found = _open.Where(one => keys.Contains(one.ExchangeGuid) || IsRecordedAs(one, identity)).ToList();
            Give(found);
            if (found.Count == 0 && keys.Count > 0)
            {
                _nothingOpen.Add(identity.Name);
            }
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        _leftover?.TellUnknown();

        // One sentence, also where every mailbox of the tenant came through the pipe; none where it was said already that there is nothing at all.
        if (_nothingOpen.Count > 0 && _journal!.Exists && !_journal.IsNamedAndEmpty)
        {
            WriteWarning(JournalWarnings.NothingOpen(_journal, _nothingOpen));
        }
    }

    private CommandJournal FindJournal()
    {
        try
        {
            _session = ExchangeSession.Find(this, () => Stopping);
            _mailboxes = new(_session);
            return CommandJournal.Of(this, !this.NamesJournal() ? CommandJournal.TenantOf(_session) : _session.Connection?.Tenant);
        }
        catch (ExchangeCallException exception) when (this.NamesJournal() && !Unexplained && exception.ErrorId is ErrorIds.ExchangeSessionMissing or ErrorIds.ExchangeSessionAmbiguous)
        {
            WriteWarning(DisplayText.Sentence(Messages.JournalWithoutSession, exception.Message));
            return CommandJournal.Of(this, null);
        }
        catch (ExchangeCallException exception)
        {
            throw _opener!.NoSession(exception);
        }
    }

    private IReadOnlyList<Mailbox> Resolved(MailboxIdentity identity)
    {
        try
        {
            return _mailboxes!.ResolveAll(identity.Required());
        }
        catch (ExchangeCallException exception)
        {
            this.Report(exception, identity);
            return [];
        }
    }

    // The mailbox may be gone, or another one may have its name now.
    private static bool IsRecordedAs(JournaledSuspension suspension, MailboxIdentity identity) =>
        string.Equals(suspension.Identity, identity.Text, StringComparison.OrdinalIgnoreCase) || NamePattern.FitsStars(identity.Text, suspension.Identity);

    /// <summary>The keys of the mailboxes that are named; none where there are none, which is reported unless the journal knows it by its name.</summary>
    private IReadOnlyCollection<Guid> Keys(MailboxIdentity identity)
    {
        if (Guid.TryParse(identity.Text, out var guid) && _open.Any(one => one.ExchangeGuid == guid))
        {
            return [guid];
        }

        try
        {
            var key = identity.Required();
            if (_mailboxes is not null)
            {
                return [.. _mailboxes.ResolveAll(key).Select(mailbox => mailbox.ExchangeGuid)];
            }

            var recorded = _open.Where(one => IsRecordedAs(one, identity)).Select(one => one.ExchangeGuid).Distinct().ToList();
            return recorded.Count == 1 || (recorded.Count > 0 && NamePattern.HasStars(key)) ? recorded : throw MailboxIdentity.NotFound(key);
        }
        catch (ExchangeCallException exception)
        {
            if (MailboxIdentity.Named(exception, identity.Name).ErrorId != ErrorIds.MailboxNotFound || !_open.Any(one => IsRecordedAs(one, identity)))
            {
                this.Report(exception, identity);
            }

            return [];
        }
    }

    private void Give(IEnumerable<JournaledSuspension> suspensions)
    {
        foreach (var suspension in suspensions)
        {
            ThrowIfStopping();
            _output!.Show(Compared(suspension));
        }
    }

    private ArchivePolicySuspension Compared(JournaledSuspension suspension)
    {
        Mailbox? mailbox = null;
        try
        {
            mailbox = _mailboxes?.Read(suspension.ExchangeGuid);
        }
        catch (ExchangeCallException exception)
        {
            if (_mailboxes!.IsProvedGone(suspension.ExchangeGuid))
            {
                return Result(suspension, null, SuspensionReview.OfGone(suspension), suspension.After);
            }

            this.Report(MailboxIdentity.Named(exception, suspension.Identity), suspension.Identity);
        }

        if (mailbox is null)
        {
            return Result(suspension, null, SuspensionReview.OfUnread(suspension), suspension.After);
        }

        if (suspension.Method != SuspensionMethod.StopMigration)
        {
            return Result(suspension, mailbox, SuspensionReview.Of(suspension, mailbox, AsOfUtc, _journal!.Memory().InForceSinceUtc(suspension.Id)), ArchivingSettings.Of(mailbox));
        }

        _tenant ??= _opener!.Open(_session!);
        var records = _tenant.RecordsOf(mailbox);
        return Result(suspension, mailbox, SuspensionReview.Of(suspension, records), ArchivingSettings.OfMigration(MigrationStop.Show(records)));
    }

    private ArchivePolicySuspension Result(JournaledSuspension suspension, Mailbox? mailbox, SuspensionReview review, ArchivingSettings after) =>
        _results!.Of(suspension, review.Status, review.Reason, after, mailbox?.Identity, review.Drift);
}
