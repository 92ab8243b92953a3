using System.Management.Automation;

namespace ExchangeArchiveSafety.Commands;

/// <summary>Judges mailboxes: does a migration that cannot see the archive meet an archiving engine (KB 2783045)?</summary>
[Cmdlet(VerbsDiagnostic.Test, "ArchiveMigrationConflict")]
[OutputType(typeof(ArchiveMigrationConflict), typeof(bool))]
public sealed class TestArchiveMigrationConflictCommand : MailboxCommand, IJournalCommand
{
    private readonly NamedMailboxes _external = new();
    private ITenant? _tenant;
    private WorkProgress? _progress;
    private bool _anyAtRisk;

    /// <summary>Only the users of these batches, by name; wildcards are taken. What other batches say of a mailbox still counts.</summary>
    [Parameter]
    [MigrationBatchTransformation]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(BatchCompleter))]
    public string[]? MigrationBatch { get; set; }

    /// <summary>A snapshot to judge instead of the live tenant.</summary>
    [Parameter]
    [NoObject]
    [ValidateNotNullOrEmpty]
    public string? SnapshotPath { get; set; }

    /// <summary>Mailboxes fed by a tool that Exchange does not know; they count as still syncing.</summary>
    [Parameter]
    [AllowNull]
    [AllowEmptyCollection]
    [MailboxIdentityTransformation]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(MailboxCompleter))]
    public MailboxIdentity[]? ExternallyMigrating { get; set; }

    /// <summary>Also those that are Safe.</summary>
    [Parameter]
    public SwitchParameter IncludeSafe { get; set; }

    /// <summary>Verdicts carry a forecast of the next twelve weeks where there is something to foresee.</summary>
    [Parameter]
    public SwitchParameter Forecast { get; set; }

    /// <summary>One bool for the call: whether any mailbox is Conflicting, Imminent or Indeterminate.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <summary>A journal that remembers: verdicts say from when on a hold acts, and which runs archived before the last one.</summary>
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
        var journal = CommandJournal.Named(this);
        var memory = journal?.Memory();
        if (SnapshotPath is not null)
        {
            _tenant = OpenSnapshot(SnapshotPath);
        }
        else
        {
            var opener = new TenantOpener(this, AsOfUtc, Messages.HintSnapshotPath);
            var session = opener.FindSession();
            journal?.RequireTenant(session.Connection?.Tenant);
            _tenant = opener.Open(session);
        }

        if (memory is not null)
        {
            _tenant.AddHistory(memory.HistoryOf);
        }

        foreach (var identity in ExternallyMigrating ?? [])
        {
            ThrowIfStopping();
            foreach (var mailbox in Find(identity))
            {
                _external.Add(mailbox);
            }
        }

        _tenant.AddExternal(_external.All.Select(mailbox => mailbox.ExchangeGuid));
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (!IsNamed)
        {
            return;
        }

        foreach (var identity in Identities())
        {
            _progress ??= Progress(Messages.ProgressJudging, Named);
            _progress.Next(identity.Name);
            foreach (var mailbox in Find(identity))
            {
                ThrowIfStopping();
                Give(Judged(mailbox), always: true);
            }
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (!IsNamed)
        {
            JudgeAllMigrating(_tenant!);
        }

        _progress?.End();

        if (Quiet)
        {
            WriteObject(_anyAtRisk);
        }
    }

    private SnapshotTenant OpenSnapshot(string path)
    {
        try
        {
            var saved = SnapshotTenant.Open(FullPath(path, ErrorIds.SnapshotNotReadable), MyInvocation.BoundParameters.ContainsKey(nameof(AsOf)) ? AsOfUtc : null);
            this.Tell(Messages.VerboseSnapshot, path, saved.CapturedAtUtc, saved.AsOfUtc, saved.Count, saved.Records.Count);
            Warn(saved.Warning);
            return saved;
        }
        catch (UnusableFileException exception)
        {
            throw this.Terminating(exception);
        }
    }

    private void JudgeAllMigrating(ITenant tenant)
    {
        var records = Chosen(tenant);
        var users = new MigratingMailboxes(records, _external.All);
        if (users.Count == 0)
        {
            return;
        }

        var areNeeded = IncludeSafe || _external.All.Count > 0 || records.Any(record => tenant.Activity(record.User) != MigrationActivity.Ended);
        var mailboxes = tenant.Mailboxes(areNeeded);
        _progress = Progress(Messages.ProgressJudging, users.Count);
        foreach (var (mailbox, user) in users.Matched([.. mailboxes.Where(mailbox => !_external.Contains(mailbox)), .. _external.All]))
        {
            ThrowIfStopping();
            _progress.Next(mailbox?.Identity ?? user!.Identity);
            Give(mailbox is not null ? Judged(mailbox) : tenant.JudgeUser(user!, areNeeded), always: mailbox is not null && _external.Contains(mailbox));
        }
    }

    private ArchiveMigrationConflict Judged(Mailbox mailbox) => (Forecast && !Quiet ? _tenant!.Foresee(mailbox) : _tenant!.Judge(mailbox)).Verdict;

    private IReadOnlyList<MigrationRecord> Chosen(ITenant tenant)
    {
        if (MigrationBatch is null)
        {
            return tenant.Records;
        }

        var chosen = new List<MigrationRecord>();
        foreach (var name in MigrationBatch)
        {
            var choice = new BatchChoice(name, batch => NamePattern.Fits(name, batch));
            chosen.AddRange(tenant.Records.Where(choice.Has));
            if (!tenant.Batches.Any(choice.Has))
            {
                _anyAtRisk = true;
                this.Report(ErrorIds.MigrationBatchNotFound, name, DisplayText.Sentence(Messages.MigrationBatchNotFound, name));
            }
        }

        return [.. chosen.Distinct()];
    }

    /// <summary>The mailboxes that an identity names; none, with its error written, where it names none.</summary>
    private IReadOnlyList<Mailbox> Find(MailboxIdentity identity)
    {
        if (identity.Text.Length > 0 && _external.Find(identity.Text) is { } known)
        {
            return [known];
        }

        try
        {
            return _tenant!.ResolveAll(identity.Required());
        }
        catch (ExchangeCallException exception)
        {
            // Asked about, and not known: no reason to reassure.
            _anyAtRisk = true;
            this.Report(exception, identity);
            return [];
        }
    }

    private void Give(ArchiveMigrationConflict verdict, bool always)
    {
        this.TellVerdict(verdict);
        _anyAtRisk |= verdict.State is ConflictState.Conflicting or ConflictState.Imminent or ConflictState.Indeterminate;
        if (!Quiet && (always || IncludeSafe || verdict.State != ConflictState.Safe))
        {
            WriteObject(verdict);
        }
    }
}
