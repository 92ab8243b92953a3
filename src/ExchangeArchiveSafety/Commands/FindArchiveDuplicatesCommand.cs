using System.Management.Automation;

namespace ExchangeArchiveSafety;

/// <summary>Finds the copies that the loop between migration and archiving left in mailboxes and archives.</summary>
[Cmdlet(VerbsCommon.Find, "ArchiveDuplicates", DefaultParameterSetName = GraphSet)]
[Alias("Find-ArchiveDuplicate")]
[OutputType(typeof(ArchiveDuplicateGroup), typeof(ArchiveDuplicateSummary))]
public sealed class FindArchiveDuplicatesCommand : StoppableCommand
{
    private const string GraphSet = "Graph";
    private const string InventorySet = "Inventory";

    private readonly List<MailboxIdentity> _mailboxes = [];
    private readonly List<string> _inventories = [];
    private FolderPatternUse _folderPatterns = new([]);
    private bool _namesMailboxes;
    private bool _namesInventories;
    private bool _isPartial;
    private RemovalPlanWriter? _plan;

    /// <summary>The mailboxes to read through Microsoft Graph, with their archives: user principal names, object ids, or objects that carry them.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = GraphSet)]
    [Alias("UserPrincipalName", "PrimarySmtpAddress", "EmailAddress")]
    [MailboxIdentityTransformation(RefusesFiles = true)]
    [ValidateNotNullOrEmpty]
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
    public MailboxIdentity[] Mailbox { get; set; } = [];

    /// <summary>Folders to offer copies from, with wildcards and by well-known name; subfolders included.</summary>
    [Parameter]
    [NoObject]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] IncludeFolder { get; set; } = [];

    /// <summary>Folders not to offer copies from, with wildcards and by well-known name; subfolders included.</summary>
    [Parameter]
    [NoObject]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] ExcludeFolder { get; set; } = [];

    /// <summary>Offers only copies created then or later; local time unless it carries a zone.</summary>
    [Parameter]
    [NoObject]
    public DateTime? CreatedAfter { get; set; }

    /// <summary>Message classes to offer copies of, with wildcards.</summary>
    [Parameter]
    [NoObject]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] ItemClass { get; set; } = [];

    /// <summary>Which copy stays.</summary>
    [Parameter]
    [NoObject]
    public KeepRule Keep { get; set; } = KeepRule.ArchiveOldest;

    /// <summary>For the keep rule FolderPriority: folders, the first one wins.</summary>
    [Parameter]
    [NoObject]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] FolderPriority { get; set; } = [];

    /// <summary>Offers only copies with at least this evidence.</summary>
    [Parameter]
    [NoObject]
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
    [NoObject]
    [ValidateRange(0L, long.MaxValue)]
    public long SizeTolerance { get; set; } = DuplicateSearchOptions.DefaultSizeTolerance;

    /// <summary>Stops at a row that cannot be an item, or leaves it out and lists it.</summary>
    [Parameter(ParameterSetName = InventorySet)]
    [NoObject]
    public BadRowAction OnBadRow { get; set; } = BadRowAction.Stop;

    /// <summary>Gives one object a mailbox with numbers instead of the groups.</summary>
    [Parameter]
    public SwitchParameter Summary { get; set; }

    /// <summary>Writes the groups into a plan file too, which Remove-ArchiveDuplicates carries out.</summary>
    [Parameter]
    [NoObject]
    [ValidateNotNullOrEmpty]
    public string? PlanPath { get; set; }

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
    public int ThrottleLimit { get; set; } = 4;

    /// <inheritdoc/>
    protected override void BeginProcessing() => Guard(() =>
    {
        _ = new DuplicateFinder(Options());
        _folderPatterns = new([.. IncludeFolder, .. ExcludeFolder, .. FolderPriority]);
        if (MyInvocation.ExpectingInput && MyInvocation.BoundParameters.ContainsKey(nameof(Identity)))
        {
            throw this.Terminating(ErrorIds.ParameterConflict, nameof(Identity), Messages.FindIdentityAndPipe);
        }

        // Only what comes through the pipe decides between mailboxes and files then.
        if (ParameterSetName == GraphSet && !MyInvocation.ExpectingInput)
        {
            _ = GraphConnections.Current(this);
        }

        // What the command line names stays the same for every object of the pipe.
        _namesInventories = MyInvocation.BoundParameters.ContainsKey(nameof(InventoryPath));
        _namesMailboxes = MyInvocation.BoundParameters.ContainsKey(nameof(Mailbox));
        _inventories.AddRange(_namesInventories ? InventoryPath : []);
        _mailboxes.AddRange(_namesMailboxes ? Named(Mailbox) : []);
    });

    /// <inheritdoc/>
    protected override void ProcessRecord() => Guard(() =>
    {
        if (ParameterSetName == GraphSet)
        {
            EnsureOneKind(_inventories.Count == 0);
            _ = GraphConnections.Current(this);
            _mailboxes.AddRange(Identity);
        }
        else
        {
            EnsureOneKind(_inventories.Count > 0 || _mailboxes.Count == 0 || _namesMailboxes);
            _inventories.AddRange(_namesInventories ? [] : InventoryPath);
            _mailboxes.AddRange(_namesMailboxes ? [] : Named(Mailbox));
        }
    });

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        // Nothing came through the pipe: that is no mailbox, not every mailbox.
        var hasMailboxes = _mailboxes.Count > 0;
        var isEmpty = _namesInventories ? !hasMailboxes : _inventories.Count == 0 && (_namesMailboxes || !hasMailboxes);
        if ((MyInvocation.ExpectingInput && isEmpty) || (_namesMailboxes && !hasMailboxes))
        {
            return;
        }

        Guard(() =>
        {
            using var mailboxes = _inventories.Count == 0 ? new WholeMailboxes(this, ThrottleLimit, CheckpointPath is null ? null : FullPath(CheckpointPath, ErrorIds.GraphCheckpointUnusable)) : null;
            using var plan = PlanPath is null ? null : new RemovalPlanWriter(FullPath(PlanPath, ErrorIds.RemovalPlanNotWritable), Clock);
            _plan = plan;
            if (mailboxes is not null)
            {
                FindIn(mailboxes);
            }
            else
            {
                FindInInventory();
            }

            // A mailbox that failed while its bodies were read may be in it in part; whatever is removed is read again first.
            if (plan is not null)
            {
                plan.Complete();
                WriteVerbose(DisplayText.Sentence(Messages.PlanWritten, FullPath(PlanPath!, ErrorIds.RemovalPlanNotWritable), plan.Groups, plan.Surplus));
            }

            TellUnusedFolders();
            mailboxes?.Complete();
        });
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

    private void FindInInventory()
    {
        var paths = Paths();
        WriteVerbose(DisplayText.Sentence(Messages.ReadsInventory, string.Join(", ", paths)));
        using var inventory = ConnectorsAssembly.Create<IInventoryOpener>("ExchangeArchiveSafety.InventoryOpener").Open(paths, OnBadRow);
        Find(inventory, null, groups => groups);
    }

    private void FindIn(WholeMailboxes mailboxes)
    {
        foreach (var scan in mailboxes.Read(_mailboxes, StopToken))
        {
            foreach (var folder in scan.IncompleteWithout(ExcludeFolder))
            {
                var message = DisplayText.Sentence(Messages.FolderReadIncomplete, scan.Mailbox.User, folder.Sentence);
                this.Report(new GraphException(ErrorIds.FolderReadIncomplete, message), scan.Mailbox.User);
            }

            if (scan.InventoryFiles.Count == 0)
            {
                continue;
            }

            try
            {
                using var inventory = ConnectorsAssembly.Create<IInventoryOpener>("ExchangeArchiveSafety.InventoryOpener").Open(scan.InventoryFiles, BadRowAction.Stop);
                Find(inventory, scan, groups => VerifyBody ? new VerifiedGroups(GraphConnections.Current(this), scan.Mailbox, Options(scan), mailboxes.Watch).Read(groups, StopToken) : groups);
            }
            catch (GraphException exception) when (exception.ErrorId != ErrorIds.GraphUnreachable)
            {
                _isPartial = true;
                this.Report(exception, scan.Mailbox.User);
            }
            catch (InventoryException exception) when (_plan is null)
            {
                // With a plan it ends the command: of rows that changed under our hands nothing may be acted on.
                _isPartial = true;
                this.Report(exception, scan.Mailbox.User);
            }
        }
    }

    private void Find(IInventory inventory, MailboxScan? reading, Func<IEnumerable<ArchiveDuplicateGroup>, IEnumerable<ArchiveDuplicateGroup>> verified)
    {
        var finder = new DuplicateFinder(Options(reading));
        var progress = new SearchProgress(this);
        var search = progress.WhileReading(inventory, (index, stop) => finder.Scan(inventory, index, stop), StopToken);
        TellReading(inventory, search);
        WriteVerbose(DisplayText.Sentence(Messages.ReadForCopies, search.Items, search.PossibleGroups, MinimumEvidence.ToString(), Keep.ToString()));
        var found = new FoundCopies();
        var summaries = Summary ? search.NewSummaries() : null;
        foreach (var group in progress.WhileComparing(verified(search.Groups(StopToken)), search.PossibleGroups))
        {
            _plan?.Add(group);
            found.Add(group);
            if (summaries is null)
            {
                WriteObject(group);
            }
            else
            {
                summaries.Add(group);
            }
        }

        foreach (var sentence in found.Told())
        {
            WriteVerbose(sentence);
        }

        if (summaries is not null)
        {
            WriteObject(summaries.All, enumerateCollection: true);
        }
    }

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

    private void TellReading(IInventory inventory, DuplicateSearch search)
    {
        foreach (var file in inventory.EmptyFiles)
        {
            WriteWarning(DisplayText.Sentence(Messages.EmptyInventory, file));
        }

        foreach (var row in inventory.SkippedRows)
        {
            WriteWarning(DisplayText.Sentence(Messages.SkippedRow, row.Message));
        }

        if (inventory.SkippedRows.Count > 0)
        {
            WriteWarning(DisplayText.Sentence(Messages.SkippedRows, inventory.SkippedRows.Count, search.Items));
        }

        foreach (var refused in search.Refused)
        {
            var message = DisplayText.Sentence(Messages.RepeatedItemId, refused.Mailbox, refused.ItemId, refused.First, refused.Second);
            message += refused.MoreItemIds > 0 ? " " + DisplayText.Sentence(Messages.MoreRepeatedItemIds, refused.MoreItemIds) : "";
            this.Report(new InventoryException(ErrorIds.RepeatedItemId, message), refused.Mailbox);
        }

        foreach (var name in search.MailboxesNotFound.Where(name => !WildcardPattern.ContainsWildcardCharacters(name)))
        {
            this.Report(ErrorIds.MailboxNotFound, name, DisplayText.Sentence(Messages.FindMailboxNotFound, name));
        }
    }

    // A search that was broken off has not seen all folders, and ends before it comes here.
    private void TellUnusedFolders()
    {
        if (_isPartial)
        {
            return;
        }

        var unused = new HashSet<string>(_folderPatterns.Unused, StringComparer.OrdinalIgnoreCase);
        foreach (var (parameter, folders) in new[] { (nameof(IncludeFolder), IncludeFolder), (nameof(ExcludeFolder), ExcludeFolder), (nameof(FolderPriority), FolderPriority) })
        {
            foreach (var folder in folders.Where(unused.Contains).Distinct(StringComparer.OrdinalIgnoreCase))
            {
                WriteWarning(DisplayText.Sentence(Messages.UnusedFolder, parameter, folder));
            }
        }
    }

    /// <summary>Makes sure that not both files and mailboxes to be read through Graph come through the pipe.</summary>
    private void EnsureOneKind(bool isOne)
    {
        if (!isOne)
        {
            throw this.Terminating(ErrorIds.ParameterConflict, null, Messages.FilesAndMailboxes);
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
        Mailboxes = _inventories.Count == 0 ? [] : [.. _mailboxes.Select(mailbox => mailbox.Address)],
        IncludeFolders = IncludeFolder,
        ExcludeFolders = ExcludeFolder,
        FolderPatterns = _folderPatterns,
        CreatedAfterUtc = CreatedAfter?.ToUniversalTime(),
        ItemClasses = ItemClass,
    };

    private IReadOnlyList<string> Paths()
    {
        var paths = new List<string>();
        foreach (var path in _inventories)
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
            // Brackets are legal in names: a file of exactly this name is what is meant.
            var literal = SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out var provider, out _);
            if (provider.Name == "FileSystem" && (File.Exists(literal) || Directory.Exists(literal)))
            {
                return [literal];
            }

            var found = GetResolvedProviderPathFromPSPath(path, out provider);
            return provider.Name == "FileSystem" ? found : throw new InventoryException(ErrorIds.NoFile, DisplayText.Sentence(Messages.NoFile, path), path);
        }
        catch (SessionStateException error)
        {
            // Without wildcards PowerShell itself says that there is no such file, folder or drive.
            throw NotFound(path, error);
        }
    }

    private static InventoryException NotFound(string path, Exception? inner = null) =>
        new(ErrorIds.InventoryNotFound, DisplayText.Sentence(Messages.InventoryNotFound, path), path, inner);
}
