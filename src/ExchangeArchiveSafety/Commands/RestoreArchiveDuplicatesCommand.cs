using System.Globalization;
using System.Management.Automation;

namespace ExchangeArchiveSafety.Commands;

/// <summary>Brings removed copies back from quarantine.</summary>
[Cmdlet(VerbsData.Restore, "ArchiveDuplicates", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[Alias("Restore-ArchiveDuplicate")]
[OutputType(typeof(ArchiveDuplicateRestoreSummary), typeof(ArchiveDuplicateRestore))]
public sealed class RestoreArchiveDuplicatesCommand : QuarantineCommand
{
    private static readonly string[] Names =
        [nameof(Mailbox), nameof(ItemId), nameof(InternetMessageId), "PrimarySmtpAddress", "UserPrincipalName", "EmailAddress", "ExchangeGuid"];

    private readonly List<SavedCopyFilter> _filters = [];
    private IGraphConnection? _graph;
    private GraphQuestions? _questions;
    private WorkProgress? _progress;
    private MailboxesAtOnce<Lane, ArchiveDuplicateRestore>? _atOnce;
    private Lane? _lane;

    /// <summary>Mailboxes whose copies are brought back, by any of their names, with wildcards.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("PrimarySmtpAddress", "UserPrincipalName", "EmailAddress", "ExchangeGuid")]
    [MailboxIdentityTransformation]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(SavedMailboxCompleter))]
    public MailboxIdentity[] Mailbox { get; set; } = [];

    /// <summary>Ids of copies before they were removed.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [NoObject]
    [AllowEmptyString]
    [ArgumentCompleter(typeof(SavedItemCompleter))]
    public string[] ItemId { get; set; } = [];

    /// <summary>Message ids of copies.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [NoObject]
    [AllowEmptyString]
    [ArgumentCompleter(typeof(SavedMessageCompleter))]
    public string[] InternetMessageId { get; set; } = [];

    /// <summary>What came through the pipe, by the names of its properties; the others are bound by their names.</summary>
    [Parameter(ValueFromPipeline = true, DontShow = true)]
    [AllowEmptyCollection]
    [PropertyNamesTransformation]
    [ArgumentCompleter(typeof(NoValueCompleter))]
    public string[] InputObject { get; set; } = [];

    /// <summary>A folder to bring everything back to, as a path; the folders that the copies came from, where none is named.</summary>
    [Parameter]
    [NoObject]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(FolderCompleter))]
    public string? Folder { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        this.EnsureOneJournal();
        _graph = GraphConnections.Current(this);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (MyInvocation.ExpectingInput && !Names.Intersect(InputObject, StringComparer.OrdinalIgnoreCase).Any())
        {
            var message = DisplayText.Sentence(Messages.NoCopyNamed, string.Join(", ", Names), PropertyNames.Describe(InputObject));
            this.Report(ErrorIds.InvalidArgument, nameof(InputObject), message);
            return;
        }

        foreach (var identity in Mailbox.Where(one => one.Text.Length == 0))
        {
            this.Report(ErrorIds.MailboxIdentityEmpty, identity.Target, identity.Refusal);
        }

        if (Mailbox.Length == 0 || Array.Exists(Mailbox, one => one.Text.Length > 0))
        {
            _filters.Add(new([.. Mailbox.Where(one => one.Text.Length > 0)], ItemId, InternetMessageId));
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        // Nothing came through the pipe: that is no copy, not every copy.
        if (_filters.Count == 0)
        {
            return;
        }

        using var questions = _questions = new(this, _graph!);
        var quarantine = Quarantine(ErrorIds.QuarantineNotReadable);
        var session = FindSessionQuietly(out _);
        var chosen = Choose(quarantine, session is null ? null : new MailboxReader(session));
        this.Tell(Messages.ChosenCopies, quarantine.Location, chosen.Count);
        if (chosen.Count == 0)
        {
            if (!MyInvocation.ExpectingInput)
            {
                this.Report(ErrorIds.QuarantineItemNotFound, quarantine.Location, DisplayText.Sentence(Messages.NoSavedCopy, quarantine.Location));
            }

            return;
        }

        var tenant = TenantOf(_graph!, session);
        var journal = OpenJournal(tenant);
        journal.RequireNamed();
        EnsureWritable(journal, quarantine);
        var run = new RestoreRun(_graph!, journal.Store, quarantine, new() { UtcNow = ClockFrom(AsOfUtc), Tenant = tenant });
        questions.Ending = EndAll;
        using var atOnce = _atOnce = new(ThrottleLimit, StopToken);
        _progress = Progress(IsWhatIf ? Messages.ProgressPlanning : Messages.ProgressRestoring, chosen.Count);
        foreach (var entries in chosen.GroupBy(entry => entry.PrimaryMailboxId).OrderBy(group => group.First().Mailbox, StringComparer.OrdinalIgnoreCase))
        {
            ThrowIfStopping();
            _lane = new([.. entries], Tally(entries.First().Mailbox, quarantine, entries.Count()));
            if (Opens(_lane, run, quarantine))
            {
                Begin(_lane);
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

    private List<QuarantineEntry> Choose(QuarantineFolder quarantine, MailboxReader? exchange)
    {
        try
        {
            List<QuarantineEntry> all = [.. quarantine.All(damaged => this.Report(damaged, damaged.Path))];
            if (quarantine.Undescribed().Count() is > 0 and var count)
            {
                WriteWarning(DisplayText.Sentence(Messages.UndescribedCopies, quarantine.Location, count));
            }

            var names = new SavedMailboxNames(all, exchange, name => _questions!.Get(name, stop => _graph!.ResolveAsync(name, stop))?.PrimaryMailboxId);
            return [.. all.Where(entry => _filters.Exists(filter => filter.Fits(entry, names.Of)))];
        }
        catch (UnusableFileException exception)
        {
            throw this.Terminating(exception);
        }
    }

    /// <summary>Asks, and looks at a mailbox; false where nothing is brought back to it, which is told then.</summary>
    private bool Opens(Lane lane, RestoreRun run, QuarantineFolder quarantine)
    {
        var entries = lane.Entries;
        var before = entries.Count(entry => entry.Restored is not null);
        var question = DisplayText.Sentence(Messages.AskRestore, entries.Count, entries.Sum(entry => entry.Length).ToString("N0", CultureInfo.InvariantCulture), entries[0].Mailbox, quarantine.Location)
            + (before == 0 ? "" : DisplayText.Sentence(Messages.AskRestoreBefore, before));
        if (!ShouldProcess(question, question, Messages.AskCaption, out var reason))
        {
            var isWhatIf = reason == ShouldProcessReason.WhatIf;
            foreach (var entry in entries)
            {
                Give(lane, RestoreRun.NotDone(entry, quarantine, isWhatIf), entry);
            }

            End(lane, isWhatIf ? CopyRunStatus.WhatIf : CopyRunStatus.Declined, "");
            return false;
        }

        if (_questions!.Get(lane.Name, stop => _graph!.ResolveAsync(entries[0].Mailbox, stop)) is not { } mailbox
            || _questions.Get(lane.Name, stop => run.OpenAsync(mailbox, Folder, stop)) is not { } restore)
        {
            End(lane, CopyRunStatus.Failed, _questions.Failure);
            return false;
        }

        lane.Restore = restore;
        return true;
    }

    private void Begin(Lane lane)
    {
        var entry = lane.Current;
        _atOnce!.Begin(lane, stop => lane.Restore!.RestoreAsync(entry, stop));
    }

    /// <summary>Waits for a copy of any mailbox, tells it, and begins the next one of the same.</summary>
    private void GoOn()
    {
        var (lane, step) = Waiting.For(_ => _atOnce!.NextAsync());
        _lane = lane;
        if (_questions!.Get(lane.Name, _ => step) is { } result)
        {
            Tell(lane, result);
        }

        lane.Reached++;
        _progress!.Pass(1);
        _progress.Show(lane.Name);
        if (lane.Restore!.Failure is { } failure)
        {
            ReportFailure(failure, lane.Name);
            End(lane, CopyRunStatus.Failed, failure.Message);
        }
        else if (lane.Reached == lane.Entries.Count)
        {
            End(lane, null, "");
        }
        else
        {
            Begin(lane);
        }
    }

    private void Tell(Lane lane, ArchiveDuplicateRestore result)
    {
        if (result.Status is RestoreStatus.Failed or RestoreStatus.Unverified)
        {
            ReportCopy(result.Status == RestoreStatus.Failed ? ErrorIds.RestoreFailed : ErrorIds.RestoreUnverified, result.Mailbox, result.ItemId, result.Reason);
        }

        Give(lane, result, lane.Current);
    }

    /// <summary>The cmdlet is about to end for a reason that meets every mailbox. What the others are at comes to its end first, and is told.</summary>
    private void EndAll(string why)
    {
        End(_lane!, CopyRunStatus.Failed, why);
        while (!_atOnce!.IsEmpty)
        {
            var (lane, step) = Waiting.For(_ => _atOnce.NextAsync());
            if (step.Status == TaskStatus.RanToCompletion)
            {
                Tell(lane, step.Result);
            }

            End(lane, CopyRunStatus.Failed, why);
        }
    }

    private void Give(Lane lane, ArchiveDuplicateRestore result, QuarantineEntry entry)
    {
        this.Tell(Messages.CopyFate, result.Mailbox, result.ItemId, result.Status.ToString(), result.ReasonId.ToString(), result.QuarantineFile);
        lane.Tally.Add(result, entry.Length);
        if (PassThru)
        {
            WriteObject(result);
        }
    }

    /// <summary>Gives the one object of a mailbox.</summary>
    private void End(Lane lane, CopyRunStatus? status, string why)
    {
        _progress!.Pass(lane.Entries.Count - lane.Reached);
        if (!PassThru)
        {
            WriteObject(lane.Tally.Restore(status, why));
        }
    }

    /// <summary>What is known of one mailbox while others are worked at too.</summary>
    private sealed class Lane(IReadOnlyList<QuarantineEntry> entries, CopyTally tally)
    {
        public IReadOnlyList<QuarantineEntry> Entries => entries;

        public CopyTally Tally => tally;

        public string Name { get; } = DisplayText.Escape(entries[0].Mailbox);

        public MailboxRestore? Restore { get; set; }

        /// <summary>How many of its copies are behind it.</summary>
        public int Reached { get; set; }

        public QuarantineEntry Current => entries[Reached];
    }
}
