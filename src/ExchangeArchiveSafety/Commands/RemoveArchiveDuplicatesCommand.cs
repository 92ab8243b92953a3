using System.Globalization;
using System.Management.Automation;

namespace ExchangeArchiveSafety.Commands;

/// <summary>Removes surplus copies so that each can be brought back: saved in quarantine, deleted softly, seen gone, journalled.</summary>
[Cmdlet(VerbsCommon.Remove, "ArchiveDuplicates", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[Alias("Remove-ArchiveDuplicate")]
[OutputType(typeof(ArchiveDuplicateRemovalSummary), typeof(ArchiveDuplicateRemoval))]
public sealed class RemoveArchiveDuplicatesCommand : QuarantineCommand
{
    private readonly List<ArchiveDuplicateGroup> _groups = [];
    private readonly HashSet<string> _done = new(StringComparer.Ordinal);
    private IGraphConnection? _graph;
    private GraphQuestions? _questions;
    private RemovalRun? _run;
    private IJournalStore? _journal;
    private ExchangeMailboxes? _exchange;
    private WorkProgress? _progress;
    private CopyTally? _tally;
    private RemovalRoom? _room;

    /// <summary>Groups of Find-ArchiveDuplicates.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [AllowNull]
    [AllowEmptyCollection]
    [DuplicateGroupTransformation]
    public ArchiveDuplicateGroup?[]? InputObject { get; set; }

    /// <summary>A groups file that Find-ArchiveDuplicates saved.</summary>
    [Parameter]
    [Alias("PlanPath")]
    [NoObject]
    [ValidateNotNullOrEmpty]
    public string? GroupsPath { get; set; }

    /// <summary>The most copies that may be removed from one mailbox; a plan with more is refused there as a whole.</summary>
    [Parameter]
    [NoObject]
    [ValidateRange(0, int.MaxValue)]
    public int MaximumCount { get; set; } = RemovalCeilings.DefaultMaximumCount;

    /// <summary>The most percent of one mailbox's items that may be removed; a plan with more is refused there as a whole.</summary>
    [Parameter]
    [NoObject]
    [ValidateRange(0.0, 100.0)]
    public double MaximumPercent { get; set; } = RemovalCeilings.DefaultMaximumPercent;

    /// <summary>The least evidence that is enough. Bodies of strong copies are compared unless Strong is enough; weak ones always need equal bodies.</summary>
    [Parameter]
    [NoObject]
    [ValidateSet(nameof(DuplicateEvidence.Identical), nameof(DuplicateEvidence.Strong), nameof(DuplicateEvidence.Weak))]
    public DuplicateEvidence MinimumEvidence { get; set; } = DuplicateEvidence.Identical;

    /// <summary>Vouches that the migration of the mailboxes has ended, where Exchange cannot say so. A sync that is seen is believed more.</summary>
    [Parameter]
    public SwitchParameter MigrationEnded { get; set; }

    /// <summary>Removes also what Recoverable Items have no room for, so that the server's own undo ends early.</summary>
    [Parameter]
    public SwitchParameter IgnoreRecoverableItemsQuota { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        this.EnsureOneJournal();
        var hasGroups = MyInvocation.ExpectingInput || InputObject is not null;
        if (hasGroups == GroupsPath is not null)
        {
            throw this.Terminating(ErrorIds.ParameterConflict, hasGroups ? nameof(GroupsPath) : nameof(InputObject), Messages.GroupsOrFile);
        }

        _graph = GraphConnections.Current(this);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var group in InputObject ?? [])
        {
            _groups.Add(group ?? throw this.Terminating(ErrorIds.RemovalGroupUnusable, nameof(InputObject), Unusable()));
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        var plan = new RemovalPlan(MinimumEvidence);
        foreach (var group in GroupsPath is null ? _groups : ReadGroups())
        {
            plan.Add(group);
        }

        var mailboxes = plan.Mailboxes();
        if (mailboxes.Count == 0)
        {
            return;
        }

        using var questions = _questions = new(this, _graph!);
        var session = FindSessionQuietly(out var noSession);
        _exchange = ExchangeMailboxes.Open(session, noSession, AsOfUtc, this.Report);
        Warn(_exchange.Warning);
        var tenant = TenantOf(_graph!, session);
        var journal = OpenJournal(tenant);
        var quarantine = Quarantine(ErrorIds.QuarantineNotWritable);
        _journal = journal.Store;
        EnsureWritable(journal, quarantine);
        _run = new(_graph!, journal.Store, quarantine, new()
        {
            UtcNow = ClockFrom(AsOfUtc),
            Tenant = tenant,
            Ceilings = new() { MaximumCount = MaximumCount, MaximumPercent = MaximumPercent },
            IgnoresRecoverableItemsQuota = IgnoreRecoverableItemsQuota,
        });
        questions.Ending = why => End(CopyRunStatus.Failed, why);
        _progress = Progress(IsWhatIf ? Messages.ProgressPlanning : Messages.ProgressRemoving, mailboxes.Sum(mailbox => mailbox.Count));
        var reached = 0;
        foreach (var mailbox in mailboxes)
        {
            ThrowIfStopping();
            (_tally, _room) = (Tally(mailbox.Mailbox, quarantine, mailbox.Count + mailbox.Refused.Count), null);
            Remove(mailbox, quarantine.Location);
            _progress.Reach(reached += mailbox.Count);
        }

        _progress.End();
    }

    private string Unusable() => DuplicateGroupTransformationAttribute.NamesOf(InputObject!) is { } names
        ? DisplayText.Sentence(Messages.GroupUnusable, DisplayText.Sentence(Messages.GroupHas, names))
        : DisplayText.Sentence(Messages.GroupUnusable, "");

    private IReadOnlyList<ArchiveDuplicateGroup> ReadGroups()
    {
        try
        {
            return GroupsFile.Read(FullPath(GroupsPath!, ErrorIds.RemovalPlanNotReadable));
        }
        catch (UnusableFileException exception)
        {
            throw this.Terminating(exception);
        }
    }

    private void Remove(MailboxRemovalPlan plan, string quarantine)
    {
        foreach (var refused in plan.Refused)
        {
            Give(refused.Result);
        }

        var name = DisplayText.Escape(plan.Mailbox);
        this.Tell(Messages.PlansRemoval, plan.Mailbox, plan.Count, plan.Refused.Count, plan.ToVerify);
        if (plan.Count == 0)
        {
            End(CopyRunStatus.Refused, Messages.RefusedByPlan);
            return;
        }

        if (_questions!.Get(name, stop => _graph!.ResolveAsync(plan.Mailbox, stop)) is not { } mailbox)
        {
            End(CopyRunStatus.Failed, _questions.Failure);
            return;
        }

        // Two names of one mailbox would each have a ceiling of their own.
        var refusal = !_done.Add(mailbox.PrimaryMailboxId)
            ? DisplayText.Sentence(Messages.MailboxTwice, plan.Mailbox)
            : _exchange!.Refusal(plan.Mailbox, mailbox, MigrationEnded);
        if (refusal is not null)
        {
            Refuse(ErrorIds.RemovalRefused, refusal, name, plan);
            return;
        }

        this.Tell(MigrationEnded ? Messages.MigrationVouched : Messages.MigrationSettled, plan.Mailbox);
        var recoverable = _exchange!.RecoverableItems(plan.Mailbox);
        if (_questions.Get(name, stop => _run!.OpenAsync(mailbox, plan, stop, recoverable)) is not { } removal)
        {
            End(CopyRunStatus.Failed, _questions.Failure);
            return;
        }

        _room = removal.Room;
        this.Tell(Messages.RoomToUndo, plan.Mailbox, removal.Room.Sentence);
        if (removal.Refusal is { } against)
        {
            Refuse(against.ErrorId, against.Message, name, plan);
            return;
        }

        this.Tell(Messages.BelowCeilings, plan.Mailbox, plan.Count, removal.TotalItems, Math.Round(removal.Percent, 1), MaximumCount, MaximumPercent);
        var holds = _exchange.Holds(plan.Mailbox);
        if (Ask(plan, removal, quarantine, holds))
        {
            Remove(removal, name, holds);
        }
    }

    private void Remove(MailboxRemoval removal, string name, string holds)
    {
        var why = "";
        while (!removal.IsDone)
        {
            var before = removal.Left;
            _progress!.Show(name);
            if (_questions!.Get(name, removal.NextAsync) is not { } step)
            {
                why = _questions.Failure;
                break;
            }

            foreach (var result in step.Results)
            {
                // What ends a mailbox is told once, not once for each copy that it met.
                if (step.Failure is null && result.Status is RemovalStatus.Failed or RemovalStatus.Unverified)
                {
                    ReportCopy(result.Status == RemovalStatus.Failed ? ErrorIds.RemovalFailed : ErrorIds.RemovalUnverified, result.Mailbox, result.ItemId, result.Reason);
                }

                Give(result);
            }

            if (step.Failure is not null)
            {
                ReportFailure(step.Failure, name);
                why = step.Failure.Message;
            }

            _progress.Pass(before - removal.Left);
        }

        GiveAll(removal.NotReached());
        if (_tally!.Done > 0)
        {
            WriteWarning(DisplayText.Sentence(Messages.AboutHolds, name, holds + " " + removal.Room.Sentence));
        }

        End(why.Length > 0 ? CopyRunStatus.Failed : null, why);
    }

    private bool Ask(MailboxRemovalPlan plan, MailboxRemoval removal, string quarantine, string holds)
    {
        var more = (removal.ToVerify > 0 ? DisplayText.Sentence(Messages.AskRemoveToVerify, removal.ToVerify) : "")
            + (plan.TouchesArchive && !ArchiveProbe.HasPassed(_journal) ? Messages.AskNotProbed : "") + holds + " " + removal.Room.Sentence;
        var question = DisplayText.Sentence(
            Messages.AskRemove, removal.Count, removal.Room.Bytes.ToString("N0", CultureInfo.InvariantCulture), plan.Mailbox, Math.Round(removal.Percent, 1), removal.TotalItems, quarantine, more);
        if (ShouldProcess(question, question, Messages.AskCaption, out var why))
        {
            return true;
        }

        var isWhatIf = why == ShouldProcessReason.WhatIf;
        GiveAll(removal.NotDone(isWhatIf));
        End(isWhatIf ? CopyRunStatus.WhatIf : CopyRunStatus.Declined, "");
        return false;
    }

    private void Give(ArchiveDuplicateRemoval result)
    {
        this.Tell(
            Messages.CopyFate, result.Mailbox, result.ItemId, result.Status.ToString(), result.ReasonId.ToString(), result.QuarantineFile.Length > 0 ? result.QuarantineFile : "-");
        _tally!.Add(result);
        if (PassThru)
        {
            WriteObject(result);
        }
    }

    private void GiveAll(IEnumerable<ArchiveDuplicateRemoval> results)
    {
        foreach (var result in results)
        {
            Give(result);
        }
    }

    private void Refuse(string id, string sentence, string mailbox, MailboxRemovalPlan plan)
    {
        this.Tell(Messages.RefusedWhole, mailbox, id);
        this.Report(id, mailbox, sentence);
        GiveAll(PassThru ? plan.AllRefused(sentence) : []);
        End(CopyRunStatus.Refused, sentence);
    }

    /// <summary>Gives the one object of a mailbox.</summary>
    private void End(CopyRunStatus? status, string why)
    {
        if (!PassThru)
        {
            WriteObject(_tally!.Removal(status, why, _room));
        }
    }
}
