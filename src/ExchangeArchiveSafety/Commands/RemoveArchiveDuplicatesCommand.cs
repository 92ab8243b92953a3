using System.Globalization;
using System.Management.Automation;

namespace ExchangeArchiveSafety.Commands;

/// <summary>Removes surplus copies so that each can be brought back: saved in quarantine, deleted softly, seen gone, journalled.</summary>
[Cmdlet(VerbsCommon.Remove, "ArchiveDuplicates", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[Alias("Remove-ArchiveDuplicate")]
[OutputType(typeof(ArchiveDuplicateRemovalSummary), typeof(ArchiveDuplicateRemoval))]
public sealed class RemoveArchiveDuplicatesCommand : QuarantineCommand
{
    private Enum _minimumEvidence = DuplicateEvidence.Identical;
    private readonly List<ArchiveDuplicateGroup> _groups = [];
    private readonly HashSet<string> _done = new(StringComparer.Ordinal);
    private IGraphConnection? _graph;
    private GraphQuestions? _questions;
    private RemovalRun? _run;
    private IJournalStore? _journal;
    private ExchangeMailboxes? _exchange;
    private WorkProgress? _progress;
    private MailboxesAtOnce<Lane, RemovalStep>? _atOnce;
    private Lane? _lane;

    /// <summary>Groups of Find-ArchiveDuplicates.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [AllowNull]
    [AllowEmptyCollection]
    [DuplicateGroupTransformation]
    [ArgumentCompleter(typeof(NoValueCompleter))]
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
    [ArgumentCompleter(typeof(NoValueCompleter))]
    public int MaximumCount { get; set; } = RemovalCeilings.DefaultMaximumCount;

    /// <summary>The most percent of one mailbox's items that may be removed; a plan with more is refused there as a whole.</summary>
    [Parameter]
    [NoObject]
    [ValidateRange(0.0, 100.0)]
    [ArgumentCompleter(typeof(NoValueCompleter))]
    public double MaximumPercent { get; set; } = RemovalCeilings.DefaultMaximumPercent;

    /// <summary>The least evidence that is enough. Bodies of strong copies are compared unless Strong is enough; weak ones always need equal bodies.</summary>
    [Parameter]
    [NoObject]
    [ValidateSet(nameof(DuplicateEvidence.Identical), nameof(DuplicateEvidence.Strong), nameof(DuplicateEvidence.Weak))]
    public DuplicateEvidence MinimumEvidence
    {
        get => (DuplicateEvidence)_minimumEvidence;
        set => _minimumEvidence = value;
    }

    /// <summary>Vouches that the migration of the mailboxes has ended, where Exchange cannot say so. A sync that is seen is believed more.</summary>
    [Parameter]
    public SwitchParameter MigrationEnded { get; set; }

    /// <summary>Removes also what Recoverable Items have no room for, so that the server's own undo ends early.</summary>
    [Parameter]
    public SwitchParameter IgnoreRecoverableItemsQuota { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
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
        questions.Ending = EndAll;
        using var atOnce = _atOnce = new(ThrottleLimit, StopToken);
        _progress = Progress(IsWhatIf ? Messages.ProgressPlanning : Messages.ProgressRemoving, mailboxes.Sum(mailbox => mailbox.Count));
        foreach (var mailbox in mailboxes)
        {
            ThrowIfStopping();
            _lane = new(mailbox, Tally(mailbox.Mailbox, quarantine, mailbox.Count + mailbox.Refused.Count));
            if (Opens(_lane, quarantine.Location) is { } removal)
            {
                atOnce.Begin(_lane, removal.NextAsync);
            }

            while (atOnce.IsFull)
            {
                GoOn();
            }
        }

        while (!atOnce.IsEmpty)
        {
            GoOn();
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

    /// <summary>Looks at a mailbox, and asks; null where nothing is removed from it, which is told then.</summary>
    private MailboxRemoval? Opens(Lane lane, string quarantine)
    {
        var plan = lane.Plan;
        foreach (var refused in plan.Refused)
        {
            Give(lane, refused.Result);
        }

        this.Tell(Messages.PlansRemoval, plan.Mailbox, plan.Count, plan.Refused.Count, plan.ToVerify);
        if (plan.Count == 0)
        {
            return End(lane, CopyRunStatus.Refused, Messages.RefusedByPlan);
        }

        if (_questions!.Get(lane.Name, stop => _graph!.ResolveAsync(plan.Mailbox, stop)) is not { } mailbox)
        {
            return End(lane, CopyRunStatus.Failed, _questions.Failure);
        }

        // Two names of one mailbox would each have a ceiling of their own.
        var refusal = !_done.Add(mailbox.PrimaryMailboxId)
            ? DisplayText.Sentence(Messages.MailboxTwice, plan.Mailbox)
            : _exchange!.Refusal(plan.Mailbox, mailbox, MigrationEnded);
        if (refusal is not null)
        {
            return Refuse(lane, ErrorIds.RemovalRefused, refusal);
        }

        this.Tell(MigrationEnded ? Messages.MigrationVouched : Messages.MigrationSettled, plan.Mailbox);
        var recoverable = _exchange!.RecoverableItems(plan.Mailbox);
        if (_questions.Get(lane.Name, stop => _run!.OpenAsync(mailbox, plan, stop, recoverable)) is not { } removal)
        {
            return End(lane, CopyRunStatus.Failed, _questions.Failure);
        }

        lane.Removal = removal;
        this.Tell(Messages.RoomToUndo, plan.Mailbox, removal.Room.Sentence);
        if (removal.Refusal is { } against)
        {
            return Refuse(lane, against.ErrorId, against.Message);
        }

        this.Tell(Messages.BelowCeilings, plan.Mailbox, plan.Count, removal.TotalItems, Math.Round(removal.Percent, 1), MaximumCount, MaximumPercent);
        lane.Holds = _exchange.Holds(plan.Mailbox);
        return Ask(lane, removal, quarantine);
    }

    /// <summary>Waits for a batch of any mailbox, tells it, and begins the next one of the same.</summary>
    private void GoOn()
    {
        var (lane, step) = Waiting.For(_ => _atOnce!.NextAsync());
        (_lane, var removal) = (lane, lane.Removal!);
        var why = _questions!.Get(lane.Name, _ => step) is { } done ? Tell(lane, done) : _questions.Failure;
        _progress!.Pass(lane.Reach(lane.Plan.Count - removal.Left));
        _progress.Show(lane.Name);
        if (why.Length > 0 || removal.IsDone)
        {
            EndBegun(lane, why);
        }
        else
        {
            _atOnce!.Begin(lane, removal.NextAsync);
        }
    }

    /// <summary>Tells what became of a batch.</summary>
    /// <returns>Why the mailbox ends; empty where it goes on.</returns>
    private string Tell(Lane lane, RemovalStep step)
    {
        foreach (var result in step.Results)
        {
            // What ends a mailbox is told once, not once for each copy that it met.
            if (step.Failure is null && result.Status is RemovalStatus.Failed or RemovalStatus.Unverified)
            {
                ReportCopy(result.Status == RemovalStatus.Failed ? ErrorIds.RemovalFailed : ErrorIds.RemovalUnverified, result.Mailbox, result.ItemId, result.Reason);
            }

            Give(lane, result);
        }

        if (step.Failure is not null)
        {
            ReportFailure(step.Failure, lane.Name);
        }

        return step.Failure?.Message ?? "";
    }

    private void EndBegun(Lane lane, string why)
    {
        GiveAll(lane, lane.Removal!.NotReached());
        if (lane.Tally.Done > 0)
        {
            WriteWarning(DisplayText.Sentence(Messages.AboutHolds, lane.Name, lane.Holds + " " + lane.Removal.Room.Sentence));
        }

        _ = End(lane, why.Length > 0 ? CopyRunStatus.Failed : null, why);
    }

    /// <summary>The cmdlet is about to end for a reason that meets every mailbox. What the others are at comes to its end first, and is told.</summary>
    private void EndAll(string why)
    {
        _ = End(_lane!, CopyRunStatus.Failed, why);
        while (!_atOnce!.IsEmpty)
        {
            var (lane, step) = Waiting.For(_ => _atOnce.NextAsync());
            EndBegun(lane, step.Status == TaskStatus.RanToCompletion && Tell(lane, step.Result) is { Length: > 0 } failure ? failure : why);
        }
    }

    private MailboxRemoval? Ask(Lane lane, MailboxRemoval removal, string quarantine)
    {
        var plan = lane.Plan;
        var more = (removal.ToVerify > 0 ? DisplayText.Sentence(Messages.AskRemoveToVerify, removal.ToVerify) : "")
            + (plan.TouchesArchive && !ArchiveProbe.HasPassed(_journal) ? Messages.AskNotProbed : "") + lane.Holds + " " + removal.Room.Sentence;
        var question = DisplayText.Sentence(
            Messages.AskRemove, removal.Count, removal.Room.Bytes.ToString("N0", CultureInfo.InvariantCulture), plan.Mailbox, Math.Round(removal.Percent, 1), removal.TotalItems, quarantine, more);
        if (ShouldProcess(question, question, Messages.AskCaption, out var why))
        {
            return removal;
        }

        var isWhatIf = why == ShouldProcessReason.WhatIf;
        GiveAll(lane, removal.NotDone(isWhatIf));
        return End(lane, isWhatIf ? CopyRunStatus.WhatIf : CopyRunStatus.Declined, "");
    }

    private void Give(Lane lane, ArchiveDuplicateRemoval result)
    {
        this.Tell(
            Messages.CopyFate, result.Mailbox, result.ItemId, result.Status.ToString(), result.ReasonId.ToString(), result.QuarantineFile.Length > 0 ? result.QuarantineFile : "-");
        lane.Tally.Add(result);
        if (PassThru)
        {
            WriteObject(result);
        }
    }

    private void GiveAll(Lane lane, IEnumerable<ArchiveDuplicateRemoval> results)
    {
        foreach (var result in results)
        {
            Give(lane, result);
        }
    }

    private MailboxRemoval? Refuse(Lane lane, string id, string sentence)
    {
        this.Tell(Messages.RefusedWhole, lane.Name, id);
        this.Report(id, lane.Name, sentence);
        GiveAll(lane, PassThru ? lane.Plan.AllRefused(sentence) : []);
        return End(lane, CopyRunStatus.Refused, sentence);
    }

    /// <summary>Gives the one object of a mailbox.</summary>
    /// <returns>Null: there is nothing more to do in it.</returns>
    private MailboxRemoval? End(Lane lane, CopyRunStatus? status, string why)
    {
        _progress!.Pass(lane.Reach(lane.Plan.Count));
        if (!PassThru)
        {
            WriteObject(lane.Tally.Removal(status, why, lane.Removal?.Room));
        }

        return null;
    }

    /// <summary>What is known of one mailbox while others are worked at too.</summary>
    private sealed class Lane(MailboxRemovalPlan plan, CopyTally tally)
    {
        private int _passed;

        public MailboxRemovalPlan Plan => plan;

        public CopyTally Tally => tally;

        public string Name { get; } = DisplayText.Escape(plan.Mailbox);

        public MailboxRemoval? Removal { get; set; }

        public string Holds { get; set; } = "";

        /// <summary>So many of its copies are behind it.</summary>
        /// <returns>How many more than were told before.</returns>
        public int Reach(int count)
        {
            var more = count - _passed;
            _passed = count;
            return more;
        }
    }
}
