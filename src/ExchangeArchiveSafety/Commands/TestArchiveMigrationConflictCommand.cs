using System.Management.Automation;

namespace ExchangeArchiveSafety;

/// <summary>Judges mailboxes: does a migration that cannot see the archive meet an archiving engine (KB 2783045)?</summary>
[Cmdlet(VerbsDiagnostic.Test, "ArchiveMigrationConflict")]
[OutputType(typeof(ArchiveMigrationConflict), typeof(bool))]
public sealed class TestArchiveMigrationConflictCommand : ArchiveSafetyCommand
{
    private LiveTenant? _live;
    private SnapshotTenant? _saved;
    private readonly NamedMailboxes _external = new();
    private WorkProgress? _progress;
    private bool _named;
    private bool _anyAtRisk;

    /// <summary>The mailboxes; every mailbox of every migration user where none is named.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("PrimarySmtpAddress", "UserPrincipalName", "EmailAddress", "ExchangeGuid")]
    [AllowNull]
    [AllowEmptyCollection]
    [MailboxIdentityTransformation]
    public MailboxIdentity[]? Identity { get; set; }

    /// <summary>Only the users of these batches, by name; wildcards are taken. What other batches say of a mailbox still counts.</summary>
    [Parameter]
    [MigrationBatchTransformation]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
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
    public MailboxIdentity[]? ExternallyMigrating { get; set; }

    /// <summary>Also those that are Safe.</summary>
    [Parameter]
    public SwitchParameter IncludeSafe { get; set; }

    /// <summary>One bool for the call: whether any mailbox is Conflicting, Imminent or Indeterminate.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        EnsureOneSource(nameof(Identity));
        _named = MyInvocation.ExpectingInput || MyInvocation.BoundParameters.ContainsKey(nameof(Identity));
        if (SnapshotPath is not null)
        {
            try
            {
                _saved = SnapshotTenant.Open(FullPath(SnapshotPath, ErrorIds.SnapshotNotReadable), MyInvocation.BoundParameters.ContainsKey(nameof(AsOf)) ? AsOfUtc : null);
                this.Tell(Messages.VerboseSnapshot, SnapshotPath, _saved.CapturedAtUtc, _saved.AsOfUtc, _saved.Mailboxes.Count, _saved.Records.Count);
                Warn(_saved.Warning);
            }
            catch (UnusableFileException exception)
            {
                throw this.Terminating(exception);
            }
        }
        else
        {
            _live = OpenTenant(FindSession());
        }

        foreach (var identity in ExternallyMigrating ?? [])
        {
            ThrowIfStopping();
            if (Find(identity) is { } mailbox)
            {
                _external.Add(mailbox);
            }
        }

        _live?.AddExternal(_external.All.Select(mailbox => mailbox.ExchangeGuid));
        _saved?.AddExternal(_external.All.Select(mailbox => mailbox.ExchangeGuid));
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (!_named)
        {
            return;
        }

        if (Identity is null || Identity.Length == 0)
        {
            Identity = [MailboxIdentity.From(null)];
        }

        foreach (var identity in Identity)
        {
            ThrowIfStopping();
            _progress ??= new(this, Messages.ProgressJudging, MyInvocation.ExpectingInput ? 0 : Identity.Length);
            _progress.Next(identity.Name);
            if (Find(identity) is { } mailbox)
            {
                Give(Judge(mailbox), always: true);
            }
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (!_named)
        {
            JudgeAllMigrating();
        }

        _progress?.End();

        if (Quiet)
        {
            WriteObject(_anyAtRisk);
        }
    }

    private protected override string? WithoutSession => Messages.HintSnapshotPath;

    private ArchiveMigrationConflict Judge(Mailbox mailbox) => _live is not null ? _live.Judge(mailbox).Verdict : _saved!.Judge(mailbox);

    private void JudgeAllMigrating()
    {
        var records = Chosen(_live?.Records ?? _saved!.Records);
        var users = new MigratingMailboxes(records, _external.All);
        if (users.Count == 0)
        {
            return;
        }

        var needed = IncludeSafe || _external.All.Count > 0 || records.Any(record => (_live?.Activity(record.User) ?? MigrationActivity.StillSyncs) != MigrationActivity.Ended);
        var mailboxes = !needed ? [] : _live is not null ? _live.AllMailboxes() : _saved!.Mailboxes;
        var progress = new WorkProgress(this, Messages.ProgressJudging, users.Count);
        foreach (var (mailbox, user) in users.Matched([.. (mailboxes ?? []).Where(mailbox => !_external.Contains(mailbox)), .. _external.All]))
        {
            ThrowIfStopping();
            progress.Next(mailbox?.Identity ?? user!.Identity);
            Give(mailbox is not null ? Judge(mailbox) : JudgeUser(user!, needed), always: mailbox is not null && _external.Contains(mailbox));
        }

        progress.End();
    }

    private ArchiveMigrationConflict JudgeUser(MigrationUser user, bool askForMailbox)
    {
        if (_saved is not null)
        {
            return _saved.JudgeUser(user, Messages.MailboxNotInSnapshot);
        }

        if (!askForMailbox || _live!.Activity(user) == MigrationActivity.Ended)
        {
            return _live!.JudgeUser(user, Messages.MailboxNotRead);
        }

        try
        {
            return Judge(_live.Resolve(user.MailboxGuid != Guid.Empty ? user.MailboxGuid.ToString() : user.Identity));
        }
        catch (ExchangeCallException exception)
        {
            this.Report(MailboxIdentity.Named(exception, user.Identity), user.Identity);
            return _live.JudgeUser(user, exception.Message);
        }
    }

    private List<MigrationRecord> Chosen(IReadOnlyList<MigrationRecord> records)
    {
        if (MigrationBatch is null)
        {
            return [.. records];
        }

        var chosen = new List<MigrationRecord>();
        var batches = _live?.Snapshot.MigrationBatches.Or([]) ?? _saved!.Batches;
        foreach (var name in MigrationBatch)
        {
            // A name is taken as it stands first: brackets in a batch's name are no wildcard.
            bool IsIt(string? batch) => string.Equals(batch, name, StringComparison.OrdinalIgnoreCase);
            bool IsLike(string? batch) => IsIt(batch) || (batch is not null && Matches(name, batch));
            chosen.AddRange(records.Where(record => IsLike(record.Batch?.Identity ?? record.User.BatchId.Or(null)) || IsIt(record.Batch?.BatchGuid.ToString())));
            if (!batches.Any(batch => IsLike(batch.Identity) || IsIt(batch.BatchGuid.ToString())))
            {
                _anyAtRisk = true;
                this.Report(ErrorIds.MigrationBatchNotFound, name, DisplayText.Sentence(Messages.MigrationBatchNotFound, name));
            }
        }

        return [.. chosen.Distinct()];
    }

    private static bool Matches(string pattern, string name)
    {
        try
        {
            return WildcardPattern.ContainsWildcardCharacters(pattern) && new WildcardPattern(pattern, WildcardOptions.IgnoreCase).IsMatch(name);
        }
        catch (WildcardPatternException)
        {
            // A lone bracket is part of a name, not a pattern.
            return false;
        }
    }

    /// <summary>The mailbox that an identity names; null, with its error written, where it names none.</summary>
    private Mailbox? Find(MailboxIdentity identity)
    {
        if (identity.Text.Length > 0 && _external.Find(identity.Text) is { } known)
        {
            return known;
        }

        try
        {
            var key = identity.Required();
            return _live is not null ? _live.Resolve(key) : _saved!.Resolve(key);
        }
        catch (ExchangeCallException exception)
        {
            // Asked about, and not known: no reason to reassure.
            _anyAtRisk = true;
            this.Report(exception, identity);
            return null;
        }
    }

    private void Give(ArchiveMigrationConflict verdict, bool always)
    {
        TellVerdict(verdict);
        _anyAtRisk |= verdict.State is ConflictState.Conflicting or ConflictState.Imminent or ConflictState.Indeterminate;
        if (!Quiet && (always || IncludeSafe || verdict.State != ConflictState.Safe))
        {
            WriteObject(verdict);
        }
    }
}
