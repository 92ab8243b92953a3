using System.Management.Automation;

namespace ExchangeArchiveSafety.Commands;

/// <summary>Writes what mailboxes and archives hold into an inventory file that Find-ArchiveDuplicates reads without a tenant.</summary>
[Cmdlet(VerbsData.Export, "ArchiveInventory", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(FileInfo))]
public sealed class ExportArchiveInventoryCommand : StoppableCommand
{
    private readonly List<MailboxIdentity> _identities = [];

    /// <summary>The mailboxes: user principal names, object ids, or objects that carry them.</summary>
    // Graph does not know an ExchangeGuid, and nobody means every mailbox here.
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("UserPrincipalName", "PrimarySmtpAddress", "EmailAddress")]
    [MailboxIdentityTransformation]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(MailboxCompleter))]
    public MailboxIdentity[] Identity { get; set; } = [];

    /// <summary>The file to write: CSV, or NDJSON where it ends in .ndjson or .jsonl; compressed where .gz follows. An existing one is replaced unless -NoClobber is given.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [NoObject]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>A folder in which an interrupted reading is gone on from the next time.</summary>
    [Parameter]
    [NoObject]
    [ValidateNotNullOrEmpty]
    public string? CheckpointPath { get; set; }

    /// <summary>How many mailboxes are read at once.</summary>
    [Parameter]
    [NoObject]
    [ValidateRange(1, 32)]
    [ArgumentCompleter(typeof(NoValueCompleter))]
    public int ThrottleLimit { get; set; } = 4;

    /// <summary>Do not replace an existing file.</summary>
    [Parameter]
    public SwitchParameter NoClobber { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _ = GraphConnections.Current(this);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord() => _identities.AddRange(Identity);

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        var path = OutputPath(Path, ErrorIds.InventoryNotWritable);
        if (NoClobber && File.Exists(path))
        {
            throw NotWritable(path, Messages.FileExists, null);
        }

        if (System.IO.Path.GetDirectoryName(path) is { Length: > 0 } folder && !Directory.Exists(folder))
        {
            throw NotWritable(path, DisplayText.Sentence(Messages.FolderMissing, folder), null);
        }

        if (_identities.Count == 0 || !ShouldProcess(path, DisplayText.Sentence(Messages.AskExportInventory, _identities.Count)))
        {
            return;
        }

        try
        {
            using var mailboxes = new WholeMailboxes(this, ThrottleLimit, CheckpointPath is null ? null : FullPath(CheckpointPath, ErrorIds.GraphCheckpointUnusable));
            var exporter = ConnectorsAssembly.Create<IInventoryExporter>("ExchangeArchiveSafety.InventoryExporter");
            using var draft = exporter.Begin(path);
            if (Write(mailboxes, draft) is { Mailboxes: > 0 } written)
            {
                draft.Finish();
                this.Tell(Messages.InventoryWritten, path, written.Mailboxes, written.Items);
                WriteObject(InvokeProvider.Item.Get([path], force: true, literalPath: true), enumerateCollection: true);
            }
            else
            {
                this.Tell(Messages.InventoryNotWritten, path);
            }

            mailboxes.Complete();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw NotWritable(path, exception.Message, exception);
        }
        catch (GraphException exception)
        {
            throw this.Terminating(exception, GraphConnections.Target(this));
        }
        catch (OperationCanceledException) when (Stopping)
        {
            // Ctrl+C: the engine ends the pipeline by itself.
        }
    }

    private (int Mailboxes, long Items) Write(WholeMailboxes mailboxes, IInventoryDraft draft)
    {
        var (written, items) = (0, 0L);
        foreach (var scan in mailboxes.Read(_identities, StopToken))
        {
            foreach (var folder in scan.IncompleteFolders)
            {
                WriteWarning(DisplayText.Sentence(Messages.FolderExportIncomplete, scan.Mailbox.User, folder.Sentence));
            }

            draft.Add(scan.InventoryFiles, StopToken);
            written++;
            items += scan.Items;
        }

        return (written, items);
    }

    private Exception NotWritable(string path, string why, Exception? exception) =>
        this.Terminating(ErrorIds.InventoryNotWritable, path, DisplayText.Sentence(Messages.InventoryNotWritable, path, why), exception);
}
