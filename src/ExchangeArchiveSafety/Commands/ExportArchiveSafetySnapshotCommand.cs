using System.Management.Automation;

namespace ExchangeArchiveSafety.Commands;

/// <summary>Saves what verdicts rest on, so that they can be reached without the tenant.</summary>
[Cmdlet(VerbsData.Export, "ArchiveSafetySnapshot", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(FileInfo))]
public sealed class ExportArchiveSafetySnapshotCommand : StoppableCommand
{
    /// <summary>The file to write. An existing one is replaced unless -NoClobber is given.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [NoObject]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>Do not replace an existing file.</summary>
    [Parameter]
    public SwitchParameter NoClobber { get; set; }

    /// <summary>The time the answer is about; now unless told otherwise. Local time unless it carries a zone.</summary>
    [Parameter]
    [WrittenTime]
    [ValidateAsOf]
    [ArgumentCompleter(typeof(AsOfCompleter))]
    public DateTime AsOf { get; set; } = Clock;

    /// <summary>What came through the pipe, by the names of its properties: nothing is taken from there.</summary>
    [Parameter(ValueFromPipeline = true, DontShow = true)]
    [AllowEmptyCollection]
    [PropertyNamesTransformation]
    [ArgumentCompleter(typeof(NoValueCompleter))]
    public string[] InputObject { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (MyInvocation.ExpectingInput)
        {
            this.Report(ErrorIds.InvalidArgument, nameof(InputObject), DisplayText.Sentence(Messages.NothingFromPipe, PropertyNames.Describe(InputObject)));
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        var path = OutputPath(Path, ErrorIds.SnapshotNotWritable);
        if (NoClobber && File.Exists(path))
        {
            throw NotWritable(path, Messages.FileExists, null);
        }

        if (System.IO.Path.GetDirectoryName(path) is { Length: > 0 } folder && !Directory.Exists(folder))
        {
            throw NotWritable(path, DisplayText.Sentence(Messages.FolderMissing, folder), null);
        }

        var opener = new TenantOpener(this, AsOf.ToUniversalTime());
        var tenant = opener.Open(opener.FindSession());
        if (!ShouldProcess(path, Messages.AskExportSnapshot))
        {
            return;
        }

        var snapshot = Collect(tenant);
        try
        {
            SnapshotFile.Save(path, snapshot);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw NotWritable(path, exception.Message, exception);
        }

        this.Tell(Messages.VerboseSnapshotWritten, path, snapshot.Mailboxes.Count, snapshot.MigrationUsers.Count);

        // As Get-Item gives it, so that views of files find what they need.
        WriteObject(InvokeProvider.Item.Get([path], force: true, literalPath: true), enumerateCollection: true);
    }

    private TenantSnapshot Collect(LiveTenant tenant)
    {
        tenant.AskTenant(TenantQuestions.All);
        var mailboxes = new List<Mailbox>(tenant.Mailboxes(areNeeded: true));
        var known = mailboxes.Select((mailbox, index) => (mailbox.ExchangeGuid, index)).GroupBy(pair => pair.ExchangeGuid).ToDictionary(group => group.Key, group => group.First().index);
        var migrating = new MigratingMailboxes(tenant.Records, []);
        var progress = Progress(Messages.ProgressReading, migrating.Count);
        foreach (var (mailbox, user) in migrating.Matched([.. mailboxes]))
        {
            ThrowIfStopping();
            progress.Next(mailbox?.Identity ?? user!.Identity);
            if (mailbox is not null)
            {
                mailboxes[known[mailbox.ExchangeGuid]] = tenant.Foresee(mailbox).Mailbox;
            }
            else if (tenant.Find(user!, out _) is { } found && !known.ContainsKey(found.ExchangeGuid))
            {
                known[found.ExchangeGuid] = mailboxes.Count;
                mailboxes.Add(tenant.Foresee(found).Mailbox);
            }
        }

        progress.End();
        return tenant.Snapshot with { Mailboxes = mailboxes };
    }

    private Exception NotWritable(string path, string why, Exception? exception) =>
        this.Terminating(ErrorIds.SnapshotNotWritable, path, DisplayText.Sentence(Messages.SnapshotNotWritable, path, why), exception);
}
