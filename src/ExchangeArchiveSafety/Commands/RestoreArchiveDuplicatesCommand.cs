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
    private CopyTally? _tally;

    /// <summary>Mailboxes whose copies are brought back, by any of their names, with wildcards.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("PrimarySmtpAddress", "UserPrincipalName", "EmailAddress", "ExchangeGuid")]
    [MailboxIdentityTransformation]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public MailboxIdentity[] Mailbox { get; set; } = [];

    /// <summary>Ids of copies before they were removed.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [NoObject]
    [AllowEmptyString]
    public string[] ItemId { get; set; } = [];

    /// <summary>Message ids of copies.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [NoObject]
    [AllowEmptyString]
    public string[] InternetMessageId { get; set; } = [];

    /// <summary>What came through the pipe, by the names of its properties; the others are bound by their names.</summary>
    [Parameter(ValueFromPipeline = true, DontShow = true)]
    [AllowEmptyCollection]
    [PropertyNamesTransformation]
    public string[] InputObject { get; set; } = [];

    /// <summary>A folder to bring everything back to, as a path; the folders that the copies came from, where none is named.</summary>
    [Parameter]
    [NoObject]
    [ValidateNotNullOrEmpty]
    public string? Folder { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
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
        questions.Ending = why => End(CopyRunStatus.Failed, why);
        _progress = Progress(IsWhatIf ? Messages.ProgressPlanning : Messages.ProgressRestoring, chosen.Count);
        var reached = 0;
        foreach (var entries in chosen.GroupBy(entry => entry.PrimaryMailboxId).OrderBy(group => group.First().Mailbox, StringComparer.OrdinalIgnoreCase))
        {
            ThrowIfStopping();
            _tally = Tally(entries.First().Mailbox, quarantine, entries.Count());
            Restore(run, quarantine, [.. entries]);
            _progress.Reach(reached += entries.Count());
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

    private void Restore(RestoreRun run, QuarantineFolder quarantine, IReadOnlyList<QuarantineEntry> entries)
    {
        var name = DisplayText.Escape(entries[0].Mailbox);
        var question = DisplayText.Sentence(Messages.AskRestore, entries.Count, entries.Sum(entry => entry.Length).ToString("N0", CultureInfo.InvariantCulture), entries[0].Mailbox, quarantine.Location);
        if (!ShouldProcess(question, question, Messages.AskCaption, out var reason))
        {
            var isWhatIf = reason == ShouldProcessReason.WhatIf;
            foreach (var entry in entries)
            {
                Give(RestoreRun.NotDone(entry, quarantine, isWhatIf), entry);
            }

            End(isWhatIf ? CopyRunStatus.WhatIf : CopyRunStatus.Declined, "");
            return;
        }

        if (_questions!.Get(name, stop => _graph!.ResolveAsync(entries[0].Mailbox, stop)) is not { } mailbox
            || _questions.Get(name, stop => run.OpenAsync(mailbox, Folder, stop)) is not { } restore)
        {
            End(CopyRunStatus.Failed, _questions.Failure);
            return;
        }

        foreach (var entry in entries)
        {
            _progress!.Show(name);
            if (_questions.Get(name, stop => restore.RestoreAsync(entry, stop)) is { } result)
            {
                if (result.Status is RestoreStatus.Failed or RestoreStatus.Unverified)
                {
                    ReportCopy(result.Status == RestoreStatus.Failed ? ErrorIds.RestoreFailed : ErrorIds.RestoreUnverified, result.Mailbox, result.ItemId, result.Reason);
                }

                Give(result, entry);
            }

            _progress.Pass(1);
            if (restore.Failure is not null)
            {
                ReportFailure(restore.Failure, name);
                break;
            }
        }

        End(restore.Failure is null ? null : CopyRunStatus.Failed, restore.Failure?.Message ?? "");
    }

    private void Give(ArchiveDuplicateRestore result, QuarantineEntry entry)
    {
        this.Tell(Messages.CopyFate, result.Mailbox, result.ItemId, result.Status.ToString(), result.ReasonId.ToString(), result.QuarantineFile);
        _tally!.Add(result, entry.Length);
        if (PassThru)
        {
            WriteObject(result);
        }
    }

    /// <summary>Gives the one object of a mailbox.</summary>
    private void End(CopyRunStatus? status, string why)
    {
        if (!PassThru)
        {
            WriteObject(_tally!.Restore(status, why));
        }
    }
}
