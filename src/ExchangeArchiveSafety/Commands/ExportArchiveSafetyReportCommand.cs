using System.Management.Automation;

namespace ExchangeArchiveSafety.Commands;

/// <summary>Writes what was found and done into one file for somebody who decides.</summary>
[Cmdlet(VerbsData.Export, "ArchiveSafetyReport", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(FileInfo))]
public sealed class ExportArchiveSafetyReportCommand : StoppableCommand, IJournalCommand
{
    private Enum _format = ReportFormat.Html;
    private ReportInput? _input;
    private string _path = "";

    /// <summary>The file to write. Its ending says what kind of file it is.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [NoObject]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>What the report is made of: verdicts, suspensions, groups or summaries of duplicates, summaries of removals, passes of the guard, checks.</summary>
    [Parameter(ValueFromPipeline = true)]
    [AsGiven]
    [AllowNull]
    [AllowEmptyCollection]
    [ArgumentCompleter(typeof(NoValueCompleter))]
    public PSObject?[]? InputObject { get; set; }

    /// <summary>A snapshot of the tenant, whose mailboxes are judged.</summary>
    [Parameter]
    [NoObject]
    [ValidateNotNullOrEmpty]
    public string? SnapshotPath { get; set; }

    /// <summary>A journal: what it holds suspended and what was removed by it.</summary>
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

    /// <summary>What the report is called.</summary>
    [Parameter]
    [NoObject]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NoValueCompleter))]
    public string? Title { get; set; }

    /// <summary>What kind of file is written; by its ending where nothing is said.</summary>
    [Parameter]
    [NoObject]
    public ReportFormat Format
    {
        get => (ReportFormat)_format;
        set => _format = value;
    }

    /// <summary>The time the report is about; the capture of the snapshot where there is one, else now. Local time unless it carries a zone.</summary>
    [Parameter]
    [WrittenTime]
    [ValidateAsOf]
    [ArgumentCompleter(typeof(AsOfCompleter))]
    public DateTime AsOf { get; set; } = Clock;

    /// <summary>Replace existing files.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Give the files that were written.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        this.EnsureOneJournal();

        // What fails here would fail after an hour of searching, too.
        _path = FullPath(Path, ErrorIds.ReportNotWritable);
        if (System.IO.Path.GetDirectoryName(_path) is { Length: > 0 } folder && !Directory.Exists(folder))
        {
            throw this.Terminating(ErrorIds.ReportNotWritable, _path, DisplayText.Sentence(Messages.ReportFolderMissing, _path, folder));
        }

        if (File.Exists(_path) && !Force)
        {
            throw this.Terminating(ErrorIds.ReportNotWritable, _path, DisplayText.Sentence(Messages.ReportThere, _path));
        }

        // -Force replaces files, and not what the report is made of. A journal that is empty or not there yet is none so far.
        foreach (var (read, errorId) in new[] { (SnapshotPath, ErrorIds.SnapshotNotReadable), (JournalPath, ErrorIds.JournalNotReadable) })
        {
            if (read is not null && string.Equals(FullPath(read, errorId), _path, StringComparison.OrdinalIgnoreCase))
            {
                throw this.Terminating(ErrorIds.ReportNotWritable, _path, DisplayText.Sentence(Messages.ReportIsRead, _path));
            }
        }

        _ = OutputPath(_path, ErrorIds.ReportNotWritable);

        try
        {
            var snapshot = SnapshotPath is null ? null : SnapshotFile.Read(FullPath(SnapshotPath, ErrorIds.SnapshotNotReadable));
            var journal = !this.NamesJournal() ? null : CommandJournal.Of(this, null);
            journal?.RequireNamed();
            _input = new()
            {
                Title = Title ?? "",
                AsOfUtc = MyInvocation.BoundParameters.ContainsKey(nameof(AsOf)) ? AsOf.ToUniversalTime() : snapshot?.CapturedAtUtc ?? AsOf.ToUniversalTime(),
                Snapshot = snapshot,
                Journal = journal?.Store,
            };
        }
        catch (UnusableFileException exception)
        {
            throw this.Terminating(exception);
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var thing in InputObject ?? [])
        {
            ThrowIfStopping();

            // A report in which something is missing without a word would reassure.
            if (thing is not null && !_input!.Add(thing.BaseObject))
            {
                var advice = thing.TypeNames.Any(name => name.StartsWith("Deserialized.ExchangeArchiveSafety.", StringComparison.Ordinal)) ? " " + Messages.NotForReportCopy : "";
                throw this.Terminating(ErrorIds.InvalidArgument, nameof(InputObject), DisplayText.Sentence(Messages.NotForReport, PropertyNames.Describe(PropertyNames.Of(thing))) + advice);
            }
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (!ShouldProcess(_path, Messages.AskExportReport))
        {
            return;
        }

        try
        {
            var format = MyInvocation.BoundParameters.ContainsKey(nameof(Format)) ? Format : ReportFile.FormatOf(_path);
            var written = ReportFile.Write(_path, format, _input!, Force, out var isBare);
            Warn(isBare ? DisplayText.Sentence(Messages.ReportIsBare, _path) : null);
            this.Tell(Messages.VerboseReportWritten, string.Join(", ", written), _input!.AsOfUtc);
            if (PassThru)
            {
                WriteObject(InvokeProvider.Item.Get([.. written], force: true, literalPath: true), enumerateCollection: true);
            }
        }
        catch (UnusableFileException exception)
        {
            throw this.Terminating(exception);
        }
    }
}
