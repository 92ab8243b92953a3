using System.Management.Automation;
using ExchangeArchiveSafety.Exchange;

namespace ExchangeArchiveSafety.Commands;

/// <summary>Shows what the journal says is suspended, compared with the tenant.</summary>
[Cmdlet(VerbsCommon.Get, "ArchivePolicySuspension")]
[OutputType(typeof(ArchivePolicySuspension))]
public sealed class GetArchivePolicySuspensionCommand : JournalCommand
{
    private MailboxReader? _mailboxes;
    private IJournalStore? _journal;
    private IReadOnlyList<Suspension> _open = [];

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
        try
        {
            var session = ExchangeSession.Find(this, () => Stopping);
            _mailboxes = new(session);
            _journal = OpenJournal(session.Connection?.Tenant ?? (JournalPath is null ? OrganizationName(session) : null));
        }
        catch (ExchangeCallException exception) when (JournalPath is not null && exception.ErrorId is ErrorIds.ExchangeSessionMissing or ErrorIds.ExchangeSessionAmbiguous)
        {
            WriteWarning(Messages.JournalWithoutSession);
            _journal = OpenJournal(null);
        }
        catch (ExchangeCallException exception)
        {
            throw Terminating(exception.ErrorId, ErrorCategory.ConnectionError, exception.Cmdlet, exception.Message, exception);
        }

        _open = OpenSuspensions(_journal);
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
            if (Key(identity) is { } key)
            {
                foreach (var suspension in _open.Where(one => one.ExchangeGuid == key))
                {
                    Give(suspension);
                }
            }
        }
    }

    private static string? OrganizationName(ExchangeSession session)
    {
        var answer = session.Call("Get-OrganizationConfig");
        return answer.Count == 1 ? TenantReader.Organization(answer[0]).Name : null;
    }

    private Guid? Key(MailboxIdentity identity)
    {
        if (Guid.TryParse(identity.Text, out var guid) && _open.Any(one => one.ExchangeGuid == guid))
        {
            return guid;
        }

        try
        {
            if (identity.Text.Length == 0)
            {
                throw new ExchangeCallException(ErrorIds.MailboxIdentityEmpty, "Get-Mailbox", DisplayText.Sentence(Messages.MailboxIdentityEmpty, identity.Name));
            }

            if (_mailboxes is not null)
            {
                return _mailboxes.Resolve(identity.Text).ExchangeGuid;
            }

            var recorded = _open.Where(one => string.Equals(one.Identity, identity.Text, StringComparison.OrdinalIgnoreCase)).Select(one => one.ExchangeGuid).Distinct().ToList();
            return recorded.Count == 1
                ? recorded[0]
                : throw new ExchangeCallException(ErrorIds.MailboxNotFound, "Get-Mailbox", DisplayText.Sentence(Messages.MailboxNotFound, identity.Text));
        }
        catch (ExchangeCallException exception)
        {
            Report(MailboxErrors.Named(exception), identity.Source ?? identity.Text);
            return null;
        }
    }

    private void Give(Suspension suspension)
    {
        Mailbox? mailbox = null;
        try
        {
            mailbox = _mailboxes?.Read(suspension.ExchangeGuid);
        }
        catch (ExchangeCallException exception)
        {
            Report(MailboxErrors.Named(exception), suspension.Identity);
        }

        var drift = mailbox is null ? null : ResumePlan.Compare(suspension, mailbox);
        var holds = mailbox is null || suspension.Method == SuspensionMethod.StopMigration || SuspensionPlan.Stands(suspension.Method, suspension.After, mailbox, AsOfUtc);
        var reason = drift is { Count: > 0 } ? string.Join(" ", drift.Select(one => one.ToString()))
            : !holds ? DisplayText.Sentence(Messages.ReasonNoLongerHolds, ArchivingSettings.Of(mailbox!))
            : suspension.Stage is SuspensionStage.Suspended ? Messages.ReasonStands
            : DisplayText.Sentence(Messages.ReasonOpenStage, suspension.Stage);
        WriteObject(new ArchivePolicySuspension
        {
            Identity = mailbox?.Identity ?? suspension.Identity,
            ExchangeGuid = suspension.ExchangeGuid,
            Method = suspension.Method,
            Status = drift is { Count: > 0 } ? SuspensionStatus.Drifted
                : holds && suspension.Stage == SuspensionStage.Suspended && (mailbox is not null || _mailboxes is null) ? SuspensionStatus.Suspended
                : SuspensionStatus.Unverified,
            Before = suspension.Before,
            After = mailbox is null ? suspension.After : ArchivingSettings.Of(mailbox),
            Reason = reason,
            JournalPath = _journal!.Location,
            SuspendedAtUtc = suspension.SuspendedAtUtc,
            Drift = drift,
        });
    }
}
