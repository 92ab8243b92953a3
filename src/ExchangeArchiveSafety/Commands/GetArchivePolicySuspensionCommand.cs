using System.Management.Automation;

namespace ExchangeArchiveSafety;

/// <summary>Shows what the journal says is suspended, compared with the tenant.</summary>
[Cmdlet(VerbsCommon.Get, "ArchivePolicySuspension")]
[OutputType(typeof(ArchivePolicySuspension))]
public sealed class GetArchivePolicySuspensionCommand : JournalCommand
{
    private ExchangeSession? _session;
    private LiveTenant? _tenant;
    private MailboxReader? _mailboxes;
    private IJournalStore? _journal;
    private IReadOnlyList<JournaledSuspension> _open = [];

    /// <summary>Only these mailboxes; all of the journal where none is named.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("PrimarySmtpAddress", "UserPrincipalName", "EmailAddress", "ExchangeGuid")]
    [AllowNull]
    [AllowEmptyCollection]
    [MailboxIdentityTransformation]
    public MailboxIdentity[]? Identity { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        EnsureOneSource(nameof(Identity));
        try
        {
            var session = ExchangeSession.Find(this, () => Stopping);
            _session = session;
            _mailboxes = new(session);
            _journal = OpenJournal(session.Connection?.Tenant ?? (JournalPath is null ? OrganizationName(session) : null));
        }
        catch (ExchangeCallException exception) when (JournalPath is not null && exception.ErrorId is ErrorIds.ExchangeSessionMissing or ErrorIds.ExchangeSessionAmbiguous)
        {
            WriteWarning(DisplayText.Sentence(Messages.JournalWithoutSession, exception.Message));
            _journal = OpenJournal(null);
        }
        catch (ExchangeCallException exception)
        {
            throw NoSession(exception);
        }

        RequireNamed(_journal);
        _open = OpenSuspensions(_journal);
        if (!_journal.Exists)
        {
            WriteWarning(MissingJournal.Warning(_journal, _session!));
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (!MyInvocation.ExpectingInput && !MyInvocation.BoundParameters.ContainsKey(nameof(Identity)))
        {
            foreach (var suspension in _open)
            {
                ThrowIfStopping();
                Give(suspension);
            }

            return;
        }

        foreach (var identity in Identity is { Length: > 0 } given ? given : [MailboxIdentity.From(null)])
        {
            ThrowIfStopping();
            var key = Key(identity);
            foreach (var suspension in _open.Where(one => one.ExchangeGuid == key || IsRecordedAs(one, identity)))
            {
                Give(suspension);
            }
        }
    }

    private protected override string? WithoutSession => Messages.HintJournalPath;

    private static string? OrganizationName(ExchangeSession session)
    {
        var answer = session.Call("Get-OrganizationConfig");
        return answer.Count == 1 ? TenantReader.Organization(answer[0]).Name : null;
    }

    // The mailbox may be gone, or another one may have its name now.
    private static bool IsRecordedAs(JournaledSuspension suspension, MailboxIdentity identity) => string.Equals(suspension.Identity, identity.Text, StringComparison.OrdinalIgnoreCase);

    private Guid? Key(MailboxIdentity identity)
    {
        if (Guid.TryParse(identity.Text, out var guid) && _open.Any(one => one.ExchangeGuid == guid))
        {
            return guid;
        }

        try
        {
            var key = identity.Required();
            if (_mailboxes is not null)
            {
                return _mailboxes.Resolve(key).ExchangeGuid;
            }

            var recorded = _open.Where(one => string.Equals(one.Identity, key, StringComparison.OrdinalIgnoreCase)).Select(one => one.ExchangeGuid).Distinct().ToList();
            return recorded.Count == 1 ? recorded[0] : throw MailboxIdentity.NotFound(key);
        }
        catch (ExchangeCallException exception)
        {
            var named = MailboxIdentity.Named(exception, identity.Name);
            if (named.ErrorId != ErrorIds.MailboxNotFound || !_open.Any(one => IsRecordedAs(one, identity)))
            {
                this.Report(named, identity.Target);
            }

            return null;
        }
    }

    private void Give(JournaledSuspension suspension)
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
                Give(suspension, null, SuspensionReview.OfGone(suspension), suspension.After);
                return;
            }

            this.Report(MailboxIdentity.Named(exception, suspension.Identity), suspension.Identity);
        }

        if (mailbox is null)
        {
            Give(suspension, null, SuspensionReview.OfUnread(suspension), suspension.After);
        }
        else if (suspension.Method == SuspensionMethod.StopMigration)
        {
            _tenant ??= OpenTenant(_session!);
            var records = _tenant.RecordsOf(mailbox);
            Give(suspension, mailbox, SuspensionReview.Of(suspension, records), ArchivingSettings.OfMigration(MigrationStop.Show(records)));
        }
        else
        {
            Give(suspension, mailbox, SuspensionReview.Of(suspension, mailbox, AsOfUtc), ArchivingSettings.Of(mailbox));
        }
    }

    private void Give(JournaledSuspension suspension, Mailbox? mailbox, SuspensionReview review, ArchivingSettings after) =>
        Show(new ArchivePolicySuspension
        {
            Identity = mailbox?.Identity ?? suspension.Identity,
            ExchangeGuid = suspension.ExchangeGuid,
            Method = suspension.Method,
            Status = review.Status,
            Before = suspension.Before,
            After = after,
            Reason = review.Reason,
            JournalPath = _journal!.Location,
            SuspendedAtUtc = suspension.SuspendedAtUtc,
            Drift = review.Drift,
        });
}
