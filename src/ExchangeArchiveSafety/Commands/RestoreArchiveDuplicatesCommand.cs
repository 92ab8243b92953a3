using System.Globalization;
using System.Management.Automation;

namespace ExchangeArchiveSafety;

/// <summary>Brings removed copies back from quarantine.</summary>
[Cmdlet(VerbsData.Restore, "ArchiveDuplicates", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[Alias("Restore-ArchiveDuplicate")]
[OutputType(typeof(ArchiveDuplicateRestore))]
public sealed class RestoreArchiveDuplicatesCommand : QuarantineCommand
{
    private static readonly string[] Names = [nameof(Mailbox), nameof(ItemId), nameof(InternetMessageId)];

    private readonly List<SavedCopyFilter> _filters = [];
    private IGraphConnection? _graph;
    private CopyProgress? _progress;

    /// <summary>Mailboxes whose copies are brought back, with wildcards.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [NoObject]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] Mailbox { get; set; } = [];

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
    protected override void BeginProcessing() => _graph = Graph();

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (MyInvocation.ExpectingInput && !Names.Intersect(InputObject, StringComparer.OrdinalIgnoreCase).Any())
        {
            var message = DisplayText.Sentence(Messages.NoCopyNamed, string.Join(", ", Names), PropertyNames.Describe(InputObject));
            this.Report(ErrorIds.InvalidArgument, nameof(InputObject), message);
            return;
        }

        _filters.Add(new(Mailbox, ItemId, InternetMessageId));
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        // Nothing came through the pipe: that is no copy, not every copy.
        if (_filters.Count == 0)
        {
            return;
        }

        using var watch = Watch(_graph!);
        var quarantine = Quarantine(ErrorIds.QuarantineNotReadable);
        var chosen = Choose(quarantine);
        WriteVerbose(DisplayText.Sentence(Messages.ChosenCopies, quarantine.Location, chosen.Count));
        if (chosen.Count == 0)
        {
            if (!MyInvocation.ExpectingInput)
            {
                this.Report(ErrorIds.QuarantineItemNotFound, quarantine.Location, DisplayText.Sentence(Messages.NoSavedCopy, quarantine.Location));
            }

            return;
        }

        var journal = OpenJournalOf(_graph!, FindSessionQuietly(out _)?.Connection?.Tenant);
        RequireNamed(journal);
        if (!IsWhatIf)
        {
            EnsureWritable(journal);
            try
            {
                quarantine.EnsureWritable();
            }
            catch (UnusableFileException exception)
            {
                throw this.Terminating(exception);
            }
        }

        var run = new RestoreRun(_graph!, journal, quarantine, Settings());
        _progress = new(this, IsWhatIf ? Messages.ProgressPlanning : Messages.ProgressRestoring, chosen.Count);
        foreach (var entries in chosen.GroupBy(entry => entry.PrimaryMailboxId).OrderBy(group => group.First().Mailbox, StringComparer.OrdinalIgnoreCase))
        {
            ThrowIfStopping();
            Restore(run, quarantine, [.. entries]);
        }

        _progress.End();
    }

    private List<QuarantineEntry> Choose(QuarantineFolder quarantine)
    {
        try
        {
            return [.. quarantine
                .All(damaged => this.Report(damaged, damaged.Path))
                .Where(entry => _filters.Exists(filter => filter.Fits(entry)))];
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
        if (!ShouldProcess(question, question, Messages.AskCaption, out var why))
        {
            foreach (var entry in entries)
            {
                WriteObject(RestoreRun.NotDone(entry, quarantine, isWhatIf: why == ShouldProcessReason.WhatIf));
            }

            _progress!.Pass(entries.Count);
            return;
        }

        if (Get(name, () => _graph!.ResolveAsync(entries[0].Mailbox, StopToken)) is not { } mailbox
            || Get(name, () => run.OpenAsync(mailbox, Folder, StopToken)) is not { } restore)
        {
            _progress!.Pass(entries.Count);
            return;
        }

        var left = entries.Count;
        foreach (var entry in entries)
        {
            _progress!.Show(name);
            if (Get(name, () => restore.RestoreAsync(entry, StopToken)) is { } result)
            {
                Give(result);
            }

            left--;
            _progress.Pass(1);
            if (restore.Failure is not null)
            {
                ReportFailure(restore.Failure, name);
                break;
            }
        }

        _progress!.Pass(left);
    }

    private void Give(ArchiveDuplicateRestore result)
    {
        if (result.Status is RestoreStatus.Failed or RestoreStatus.Unverified)
        {
            var id = result.Status == RestoreStatus.Failed ? ErrorIds.RestoreFailed : ErrorIds.RestoreUnverified;
            this.Report(id, result.Mailbox, DisplayText.Sentence(Messages.RemovalMessage, result.Mailbox, result.ItemId, result.Reason));
        }

        WriteVerbose(DisplayText.Sentence(
            Messages.CopyFate, result.Mailbox, result.ItemId, result.Status.ToString(), result.ReasonId.ToString(), result.QuarantineFile));
        WriteObject(result);
    }
}
