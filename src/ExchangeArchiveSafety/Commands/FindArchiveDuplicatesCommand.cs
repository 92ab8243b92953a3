using System.Globalization;
using System.Management.Automation;

namespace ExchangeArchiveSafety;

/// <summary>Finds the copies that the loop between migration and archiving left in mailboxes and archives.</summary>
[Cmdlet(VerbsCommon.Find, "ArchiveDuplicates")]
[Alias("Find-ArchiveDuplicate")]
[OutputType(typeof(ArchiveDuplicateGroup), typeof(ArchiveDuplicateSummary))]
public sealed class FindArchiveDuplicatesCommand : PSCmdlet, IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly List<string> _mailboxes = [];

    /// <summary>Inventory files, with wildcards: CSV or NDJSON, also compressed. Together they are one inventory.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] InventoryPath { get; set; } = [];

    /// <summary>
    /// Mailboxes to search, as the inventory names them, with wildcards. Of an object the first name that it has is taken, in this
    /// order: the Identity of a mailbox object is a short name, and inventories name mailboxes by address.
    /// </summary>
    [Parameter(Position = 1, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("PrimarySmtpAddress", "UserPrincipalName", "EmailAddress", "Identity")]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] Mailbox { get; set; } = [];

    /// <summary>Folders to offer copies from, with wildcards and by well-known name; subfolders included.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] IncludeFolder { get; set; } = [];

    /// <summary>Folders not to offer copies from, with wildcards and by well-known name; subfolders included.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] ExcludeFolder { get; set; } = [];

    /// <summary>Offers only copies created then or later; local time unless it carries a zone.</summary>
    [Parameter]
    public DateTime? CreatedAfter { get; set; }

    /// <summary>Message classes to offer copies of, with wildcards.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] ItemClass { get; set; } = [];

    /// <summary>Which copy stays.</summary>
    [Parameter]
    public KeepRule Keep { get; set; } = KeepRule.ArchiveOldest;

    /// <summary>For the keep rule FolderPriority: folders, the first one wins.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] FolderPriority { get; set; } = [];

    /// <summary>Offers only copies with at least this evidence.</summary>
    [Parameter]
    [ValidateSet(nameof(DuplicateEvidence.Identical), nameof(DuplicateEvidence.Strong), nameof(DuplicateEvidence.Weak))]
    public DuplicateEvidence MinimumEvidence { get; set; } = DuplicateEvidence.Strong;

    /// <summary>Takes items in different folders for copies too.</summary>
    [Parameter]
    public SwitchParameter AnyFolder { get; set; }

    /// <summary>Offers copies too of which none lies in the archive.</summary>
    [Parameter]
    public SwitchParameter IncludePrimary { get; set; }

    /// <summary>Bytes by which the sizes of two copies may differ.</summary>
    [Parameter]
    [ValidateRange(0L, long.MaxValue)]
    public long SizeTolerance { get; set; } = DuplicateSearchOptions.DefaultSizeTolerance;

    /// <summary>Stops at a row that cannot be an item, or leaves it out and lists it.</summary>
    [Parameter]
    public BadRowAction OnBadRow { get; set; } = BadRowAction.Stop;

    /// <summary>Gives one object a mailbox with numbers instead of the groups.</summary>
    [Parameter]
    public SwitchParameter Summary { get; set; }

    /// <summary>Ends what the command holds.</summary>
    public void Dispose() => _stop.Dispose();

    /// <inheritdoc/>
    protected override void ProcessRecord() => _mailboxes.AddRange(Mailbox);

    /// <inheritdoc/>
    protected override void StopProcessing() => _stop.Cancel();

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        try
        {
            // Nothing came through the pipe: that is no mailbox, not every mailbox.
            if (MyInvocation.ExpectingInput && _mailboxes.Count == 0)
            {
                return;
            }

            var finder = new DuplicateFinder(Options());
            using var inventory = ConnectorsAssembly.Create<IInventoryOpener>("ExchangeArchiveSafety.InventoryOpener").Open(Paths(), OnBadRow);
            Find(finder, inventory);
        }
        catch (InventoryException error)
        {
            var category = error.ErrorId == ErrorIds.InventoryNotFound ? ErrorCategory.ObjectNotFound : ErrorCategory.InvalidData;
            ThrowTerminatingError(new(error, error.ErrorId, category, (object?)error.Row ?? error.InventoryPath));
        }
        catch (ArgumentException error)
        {
            ThrowTerminatingError(new(error, ErrorIds.InvalidArgument, ErrorCategory.InvalidArgument, this));
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // Ctrl+C: the engine ends the pipeline by itself.
        }
    }

    private void Find(DuplicateFinder finder, IInventory inventory)
    {
        var progress = new SearchProgress(this);
        var search = progress.WhileReading(inventory, index => finder.Scan(inventory, index, _stop.Token));
        TellReading(inventory, search);
        var summaries = Summary ? search.NewSummaries() : null;
        foreach (var group in progress.WhileComparing(search.Groups(_stop.Token), search.PossibleGroups))
        {
            if (summaries is null)
            {
                WriteObject(group);
            }
            else
            {
                summaries.Add(group);
            }
        }

        if (summaries is not null)
        {
            WriteObject(summaries.All, enumerateCollection: true);
        }
    }

    private void TellReading(IInventory inventory, DuplicateSearch search)
    {
        foreach (var file in inventory.EmptyFiles)
        {
            WriteWarning(Text(FindMessages.EmptyInventory, file));
        }

        foreach (var row in inventory.SkippedRows)
        {
            WriteWarning(Text(FindMessages.SkippedRow, row.Message));
        }

        if (inventory.SkippedRows.Count > 0)
        {
            WriteWarning(Text(FindMessages.SkippedRows, inventory.SkippedRows.Count, search.Items));
        }

        foreach (var refused in search.Refused)
        {
            var message = Text(FindMessages.RepeatedItemId, refused.Mailbox, refused.ItemId, refused.First, refused.Second);
            WriteError(new(new InventoryException(ErrorIds.RepeatedItemId, message), ErrorIds.RepeatedItemId, ErrorCategory.InvalidData, refused.Mailbox));
        }

        foreach (var name in search.MailboxesNotFound.Where(name => !WildcardPattern.ContainsWildcardCharacters(name)))
        {
            var message = Text(FindMessages.MailboxNotFound, DisplayText.Escape(name));
            WriteError(new(new ItemNotFoundException(message), ErrorIds.MailboxNotFound, ErrorCategory.ObjectNotFound, name));
        }
    }

    private DuplicateSearchOptions Options() => new()
    {
        Keep = Keep,
        FolderPriority = FolderPriority,
        MinimumEvidence = MinimumEvidence,
        AnyFolder = AnyFolder,
        IncludePrimary = IncludePrimary,
        SizeTolerance = SizeTolerance,
        Mailboxes = _mailboxes,
        IncludeFolders = IncludeFolder,
        ExcludeFolders = ExcludeFolder,
        CreatedAfterUtc = CreatedAfter?.ToUniversalTime(),
        ItemClasses = ItemClass,
    };

    private IReadOnlyList<string> Paths()
    {
        var paths = new List<string>();
        foreach (var path in InventoryPath)
        {
            var found = Resolve(path);
            if (found.Count == 0)
            {
                throw NotFound(path);
            }

            paths.AddRange(found.Where(one => !paths.Contains(one)));
        }

        return paths;
    }

    private IReadOnlyCollection<string> Resolve(string path)
    {
        try
        {
            var found = GetResolvedProviderPathFromPSPath(path, out var provider);
            return provider.Name == "FileSystem" ? found : throw new InventoryException(ErrorIds.NoFile, Text(FindMessages.NoFile, DisplayText.Escape(path)), path);
        }
        catch (SessionStateException error)
        {
            // Without wildcards PowerShell itself says that there is no such file, folder or drive.
            throw NotFound(path, error);
        }
    }

    private static InventoryException NotFound(string path, Exception? inner = null) =>
        new(ErrorIds.InventoryNotFound, Text(FindMessages.InventoryNotFound, DisplayText.Escape(path)), path, inner);

    private static string Text(string format, params object[] values) => string.Format(CultureInfo.CurrentCulture, format, values);
}
