using System.Globalization;
using System.Management.Automation;
using ExchangeArchiveSafety.Exchange;

namespace ExchangeArchiveSafety.Commands;

/// <summary>Shows what the journal says is suspended, compared with the tenant.</summary>
[Cmdlet(VerbsCommon.Get, "ArchivePolicySuspension")]
[OutputType(typeof(ArchivePolicySuspension))]
public sealed class GetArchivePolicySuspensionCommand : JournalCommand
{
    private ExchangeSession? _session;
    private LiveTenant? _tenant;
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
            WriteWarning(string.Format(CultureInfo.InvariantCulture, Messages.JournalWithoutSession, exception.Message));
            _journal = OpenJournal(null);
        }
        catch (ExchangeCallException exception)
        {
            throw NoSession(exception);
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

    private protected override string? WithoutSession => Messages.HintJournalPath;

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
            var key = identity.Required();
            if (_mailboxes is not null)
            {
                return _mailboxes.Resolve(key).ExchangeGuid;
            }

            var recorded = _open.Where(one => string.Equals(one.Identity, key, StringComparison.OrdinalIgnoreCase)).Select(one => one.ExchangeGuid).Distinct().ToList();
            return recorded.Count == 1 ? recorded[0] : throw MailboxErrors.NotFound(key);
        }
        catch (ExchangeCallException exception)
        {
            Report(MailboxErrors.Named(exception, identity.Name), identity.Target);
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
            Report(MailboxErrors.Named(exception, suspension.Identity), suspension.Identity);
        }

        if (mailbox is not null && suspension.Method == SuspensionMethod.StopMigration)
        {
            GiveStopped(suspension, mailbox);
            return;
        }

        // What an unconfirmed change did not reach is nobody's doing.
        var drift = mailbox is null ? null
            : suspension.Stage == SuspensionStage.Suspended ? ResumePlan.Compare(suspension, mailbox)
            : [.. ResumePlan.Compare(suspension, mailbox).Where(one => !Equals(one.Current, one.Before))];
        var holds = mailbox is not null && SuspensionPlan.Stands(suspension.Method, suspension.After, mailbox, AsOfUtc);
        var (status, reason) = mailbox is null ? (SuspensionStatus.Unverified, DisplayText.Sentence(Messages.ReasonNotCompared, suspension.Stage))
            : drift is { Count: > 0 } ? (SuspensionStatus.Drifted, string.Join(" ", drift.Select(one => one.ToString())))
            : suspension.Stage != SuspensionStage.Suspended ? (SuspensionStatus.Unverified, DisplayText.Sentence(Messages.ReasonOpenStage, suspension.Stage))
            : !holds ? (SuspensionStatus.Unverified, DisplayText.Sentence(Messages.ReasonNoLongerHolds, ArchivingSettings.Of(mailbox)))
            : (SuspensionStatus.Suspended, Messages.ReasonStands);
        Give(suspension, mailbox, status, mailbox is null ? suspension.After : ArchivingSettings.Of(mailbox), reason, drift);
    }

    private void GiveStopped(Suspension suspension, Mailbox mailbox)
    {
        _tenant ??= OpenTenant(_session!);
        var records = _tenant.RecordsOf(mailbox);
        var now = MigrationStop.Show(records);
        var (status, reason) = MigrationStop.Running(records).Count > 0 ? (SuspensionStatus.Drifted, DisplayText.Sentence(Messages.ReasonRunsAgain, now))
            : suspension.Stage != SuspensionStage.Suspended ? (SuspensionStatus.Unverified, DisplayText.Sentence(Messages.ReasonOpenStage, suspension.Stage))
            : (SuspensionStatus.Suspended, Messages.ReasonStands);
        Give(suspension, mailbox, status, ArchivingSettings.OfMigration(now), reason, []);
    }

    private void Give(
        Suspension suspension, Mailbox? mailbox, SuspensionStatus status, ArchivingSettings after, string reason, IReadOnlyList<SettingDrift>? drift) =>
        Show(new ArchivePolicySuspension
        {
            Identity = mailbox?.Identity ?? suspension.Identity,
            ExchangeGuid = suspension.ExchangeGuid,
            Method = suspension.Method,
            Status = status,
            Before = suspension.Before,
            After = after,
            Reason = reason,
            JournalPath = _journal!.Location,
            SuspendedAtUtc = suspension.SuspendedAtUtc,
            Drift = drift,
        });
}
