using System.Management.Automation;

namespace ExchangeArchiveSafety.Commands;

/// <summary>Finds the copies that the loop between migration and archiving left in mailboxes and archives.</summary>
[Cmdlet(VerbsCommon.Find, "ArchiveDuplicates", DefaultParameterSetName = GraphSet)]
[Alias("Find-ArchiveDuplicate")]
[OutputType(typeof(ArchiveDuplicateGroup), typeof(ArchiveDuplicateSummary))]
public sealed class FindArchiveDuplicatesCommand : StoppableCommand, IJournalCommand
{
    private Enum _onBadRow = BadRowAction.Stop;
    private Enum _minimumEvidence = DuplicateEvidence.Strong;
    private Enum _keep = KeepRule.ArchiveOldest;
    private const string GraphSet = "Graph";
    private const string InventorySet = "Inventory";

    private readonly SearchTargets _targets = new();
    private FolderPatternUse _folderPatterns = new([]);
    private CommandJournal? _journal;
    private MigrationMemory? _memory;

    /// <summary>The mailboxes to read through Microsoft Graph, with their archives: user principal names, object ids, or objects that carry them.</summary>
    // Graph does not know an ExchangeGuid, nobody means every mailbox here, and files of the pipe are meant for -InventoryPath.
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = GraphSet)]
    [Alias("UserPrincipalName", "PrimarySmtpAddress", "EmailAddress")]
    [MailboxIdentityTransformation(RefusesFiles = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(MailboxCompleter))]
    public MailboxIdentity[] Identity { get; set; } = [];

    /// <summary>Inventory files, with wildcards: CSV or NDJSON, also compressed. Together they are one inventory.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = InventorySet)]
    [NoObject]
    [Alias("FullName")]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] InventoryPath { get; set; } = [];

    /// <summary>Mailboxes to search, as the inventory names them, with wildcards. Of an object its address is taken.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ParameterSetName = InventorySet)]
    [MailboxIdentityTransformation(RefusesFiles = true)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(InventoryMailboxCompleter))]
    public MailboxIdentity[] Mailbox { get; set; } = [];

    /// <summary>Folders to offer copies from, with wildcards and by well-known name; subfolders included.</summary>
    [Parameter]
    [NoObject]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(FolderCompleter))]
    public string[] IncludeFolder { get; set; } = [];

    /// <summary>Folders not to offer copies from, with wildcards and by well-known name; subfolders included.</summary>
    [Parameter]
    [NoObject]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(FolderCompleter))]
    public string[] ExcludeFolder { get; set; } = [];

    /// <summary>Offers only copies created then or later; local time unless it carries a zone.</summary>
    [Parameter]
    [WrittenTime]
    [ArgumentCompleter(typeof(DayPastCompleter))]
    public DateTime? CreatedAfter { get; set; }

    /// <summary>Message classes to offer copies of, with wildcards.</summary>
    [Parameter]
    [NoObject]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ItemClassCompleter))]
    public string[] ItemClass { get; set; } = [];

    /// <summary>Which copy stays.</summary>
    [Parameter]
    [NoObject]
    public KeepRule Keep
    {
        get => (KeepRule)_keep;
        set => _keep = value;
    }

    /// <summary>For the keep rule FolderPriority: folders, the first one wins.</summary>
    [Parameter]
    [NoObject]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(FolderCompleter))]
    public string[] FolderPriority { get; set; } = [];

    /// <summary>Offers only copies with at least this evidence.</summary>
    [Parameter]
    [NoObject]
    [ValidateSet(nameof(DuplicateEvidence.Identical), nameof(DuplicateEvidence.Strong), nameof(DuplicateEvidence.Weak))]
    public DuplicateEvidence MinimumEvidence
    {
        get => (DuplicateEvidence)_minimumEvidence;
        set => _minimumEvidence = value;
    }

    /// <summary>Takes items in different folders for copies too.</summary>
    [Parameter]
    public SwitchParameter AnyFolder { get; set; }

    /// <summary>Offers copies too of which none lies in the archive.</summary>
    [Parameter]
    public SwitchParameter IncludePrimary { get; set; }

    /// <summary>Bytes by which the sizes of two copies may differ.</summary>
    [Parameter]
    [NoObject]
    [ValidateRange(0L, long.MaxValue)]
    [ArgumentCompleter(typeof(NoValueCompleter))]
    public long SizeTolerance { get; set; } = DuplicateSearchOptions.DefaultSizeTolerance;

    /// <summary>Stops at a row that cannot be an item, or leaves it out and lists it.</summary>
    [Parameter(ParameterSetName = InventorySet)]
    [NoObject]
    public BadRowAction OnBadRow
    {
        get => (BadRowAction)_onBadRow;
        set => _onBadRow = value;
    }

    /// <summary>Gives one object a mailbox with numbers instead of the groups.</summary>
    [Parameter]
    public SwitchParameter Summary { get; set; }

    /// <summary>A journal that remembers migrations: it is told when the loop could run at least.</summary>
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

    /// <summary>Writes the groups into a groups file too, which Remove-ArchiveDuplicates takes.</summary>
    [Parameter]
    [Alias("PlanPath")]
    [NoObject]
    [ValidateNotNullOrEmpty]
    public string? GroupsPath { get; set; }

    /// <summary>Fetches the bodies of copies whose evidence does not rest on them yet, and judges again.</summary>
    [Parameter(ParameterSetName = GraphSet)]
    public SwitchParameter VerifyBody { get; set; }

    /// <summary>A folder in which an interrupted reading is gone on from the next time.</summary>
    [Parameter(ParameterSetName = GraphSet)]
    [NoObject]
    [ValidateNotNullOrEmpty]
    public string? CheckpointPath { get; set; }

    /// <summary>How many mailboxes are read at once.</summary>
    [Parameter(ParameterSetName = GraphSet)]
    [NoObject]
    [ValidateRange(1, 32)]
    [ArgumentCompleter(typeof(NoValueCompleter))]
    public int ThrottleLimit { get; set; } = 4;

    /// <inheritdoc/>
    protected override void BeginProcessing() => Guard(() =>
    {
        base.BeginProcessing();
        _ = new DuplicateFinder(Options());
        this.EnsureOneJournal();
        _journal = CommandJournal.Named(this);
        _memory = _journal?.Memory();
        _folderPatterns = new([.. IncludeFolder, .. ExcludeFolder, .. FolderPriority]);
        if (MyInvocation.ExpectingInput && IsBound(nameof(Identity)))
        {
            throw this.Terminating(ErrorIds.ParameterConflict, nameof(Identity), Messages.FindIdentityAndPipe);
        }

        // Only what comes through the pipe decides between mailboxes and files then.
        if (ParameterSetName == GraphSet && !MyInvocation.ExpectingInput)
        {
            _ = GraphConnections.Current(this);
        }

        _targets.Name(IsBound(nameof(InventoryPath)) ? InventoryPath : null, IsBound(nameof(Mailbox)) ? Named(Mailbox) : null);
    });

    /// <inheritdoc/>
    protected override void ProcessRecord() => Guard(() =>
    {
        var isOneKind = ParameterSetName == GraphSet ? _targets.AddMailboxes(Identity) : _targets.AddInventories(InventoryPath, () => Named(Mailbox));
        if (!isOneKind)
        {
            throw this.Terminating(ErrorIds.ParameterConflict, null, Messages.FilesAndMailboxes);
        }

        if (ParameterSetName == GraphSet)
        {
            _ = GraphConnections.Current(this);
        }
    });

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (!_targets.IsEmpty(isPiped: MyInvocation.ExpectingInput))
        {
            Guard(Find);
        }
    }

    private void Find()
    {
        if (_targets.Inventories.Count == 0)
        {
            _journal?.RequireTenant(GraphConnections.Current(this).Info.TenantId);
        }

        using var mailboxes = _targets.Inventories.Count > 0 ? null
            : new WholeMailboxes(this, ThrottleLimit, CheckpointPath is null ? null : FullPath(CheckpointPath, ErrorIds.GraphCheckpointUnusable));
        var path = GroupsPath is null ? null : FullPath(GroupsPath, ErrorIds.RemovalPlanNotWritable);
        using var file = path is null ? null : new GroupsFileWriter(path, Clock);
        var output = new SearchOutput(this, file, Summary) { Memory = _memory };
        var isWhole = true;
        try
        {
            if (mailboxes is null)
            {
                var paths = new InventoryPaths(this).Of(_targets.Inventories);
                this.Tell(Messages.ReadsInventory, string.Join(", ", paths));
                output.Search(paths, OnBadRow, Options());
            }
            else
            {
                isWhole = new MailboxSearch(this, mailboxes, output) { VerifiesBodies = VerifyBody, ExcludeFolder = ExcludeFolder }.Run(_targets.Mailboxes, Options);
            }
        }
        catch (Exception exception) when (file is not null && !Stopping && exception is not (ArchiveSafetyException or ArgumentException))
        {
            // What comes after in the pipe wants no more, as the engine tells by an exception like that of Ctrl+C. It still takes a warning, and a file of some groups
            // would look like one of all.
            WriteWarning(DisplayText.Sentence(Messages.GroupsCutOff, path));
            throw;
        }

        // A mailbox that failed while its bodies were read may be in it in part; whatever is removed is read again first.
        if (file is not null)
        {
            file.Complete();
            this.Tell(Messages.GroupsWritten, path, file.Groups, file.Surplus);
        }

        if (isWhole)
        {
            output.WarnOfFolders(_folderPatterns.Unused, (nameof(IncludeFolder), IncludeFolder), (nameof(ExcludeFolder), ExcludeFolder), (nameof(FolderPriority), FolderPriority));
        }

        mailboxes?.Complete();
    }

    /// <summary>The values that name a mailbox of an inventory; the others are reported, and mean nobody rather than everybody.</summary>
    private IReadOnlyList<MailboxIdentity> Named(MailboxIdentity[] identities)
    {
        foreach (var identity in identities.Where(one => one.Address.Length == 0))
        {
            this.Report(ErrorIds.MailboxIdentityEmpty, identity.Target, identity.Refusal);
        }

        return [.. identities.Where(one => one.Address.Length > 0)];
    }

    private bool IsBound(string parameter) => MyInvocation.BoundParameters.ContainsKey(parameter);

    /// <summary>Runs a part of the work and turns what ends it into terminating errors.</summary>
    private void Guard(Action work)
    {
        try
        {
            work();
        }
        catch (GraphException exception)
        {
            throw this.Terminating(exception, GraphConnections.Target(this));
        }
        catch (ArchiveSafetyException exception)
        {
            throw this.Terminating(exception);
        }
        catch (ArgumentException exception)
        {
            throw this.Terminating(ErrorIds.InvalidArgument, this, exception.Message, exception);
        }
        catch (OperationCanceledException) when (Stopping)
        {
            // Ctrl+C: the engine ends the pipeline by itself.
        }
    }

    private DuplicateSearchOptions Options(MailboxScan? reading = null) => new()
    {
        Scan = reading,
        Keep = Keep,
        FolderPriority = FolderPriority,
        MinimumEvidence = MinimumEvidence,
        AnyFolder = AnyFolder,
        IncludePrimary = IncludePrimary,
        SizeTolerance = SizeTolerance,
        Mailboxes = _targets.Inventories.Count == 0 ? [] : [.. _targets.Mailboxes.Select(mailbox => mailbox.Address)],
        IncludeFolders = IncludeFolder,
        ExcludeFolders = ExcludeFolder,
        FolderPatterns = _folderPatterns,
        CreatedAfterUtc = CreatedAfter?.ToUniversalTime(),
        ItemClasses = ItemClass,
    };
}
