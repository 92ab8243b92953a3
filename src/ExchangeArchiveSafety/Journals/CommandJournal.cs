namespace ExchangeArchiveSafety.Journals;

/// <summary>The journal of a cmdlet: the one that is named, or that of the tenant. What makes it unusable ends the cmdlet.</summary>
internal sealed class CommandJournal
{
    private readonly StoppableCommand _command;
    private readonly bool _isNamed;
    private readonly SuspensionLedger _ledger = new();
    private readonly MigrationMemory _memory = new();
    private bool _told;
    private bool _isWritable;

    private CommandJournal(StoppableCommand command, IJournalStore store, bool isNamed)
    {
        _command = command;
        Store = store;
        _isNamed = isNamed;
    }

    public IJournalStore Store { get; }

    /// <summary>How it is called in results.</summary>
    public string Location => Store.Location;

    /// <summary>Whether it was named and is there, and no suspension was ever recorded in it.</summary>
    public bool IsNamedAndEmpty => _isNamed && Store.Exists && Refreshed().All.Count == 0;

    /// <summary>Finds it; nothing is opened yet.</summary>
    /// <param name="command">The cmdlet.</param>
    /// <param name="path">The path that the caller names; null for the one of the tenant.</param>
    /// <param name="tenant">The tenant, where it is known.</param>
    /// <param name="errorId">What it is called where it cannot be found: that depends on what it is wanted for.</param>
    public static CommandJournal Of(StoppableCommand command, string? path, string? tenant, string errorId = ErrorIds.JournalNotReadable)
    {
        var location = path is not null ? command.FullPath(path, errorId == ErrorIds.JournalNotReadable ? ErrorIds.JournalNotFound : errorId)
            : !string.IsNullOrEmpty(tenant) ? JournalLocation.Default(tenant!, Environment.GetEnvironmentVariable)
            : throw command.Terminating(errorId, "Get-OrganizationConfig", Messages.TenantUnknown);
        return new(command, new JournalFile(location), isNamed: path is not null);
    }

    /// <summary>The open suspensions, as the journal is now.</summary>
    public IReadOnlyList<JournaledSuspension> Open() => Refreshed().Open;

    /// <summary>Every suspension, open and closed, as the journal is now.</summary>
    public IReadOnlyList<JournaledSuspension> All() => Refreshed().All;

    /// <summary>The open suspensions of a mailbox, as the journal is now.</summary>
    public IReadOnlyList<JournaledSuspension> OpenOf(Guid exchangeGuid) => Refreshed().OpenOf(exchangeGuid);

    /// <summary>What passes wrote down in it, as it is now.</summary>
    public MigrationMemory Memory()
    {
        try
        {
            _memory.Refresh(Store);
            return _memory;
        }
        catch (UnusableFileException exception)
        {
            throw _command.Terminating(exception);
        }
    }

    /// <summary>What a journal that is named remembers of migrations.</summary>
    public static MigrationMemory Remembered(StoppableCommand command, string path)
    {
        var journal = Of(command, path, null);
        journal.RequireNamed();
        return journal.Memory();
    }

    /// <summary>What it remembers, mailbox by mailbox.</summary>
    public IReadOnlyList<ArchiveMigrationHistory> History() => MigrationHistory.Of(Memory(), Refreshed(), Location);

    /// <summary>What the tenant of a session is called, by which its journal is found; null where nobody says.</summary>
    public static string? TenantOf(ExchangeSession session)
    {
        if (session.Connection?.Tenant is { } tenant)
        {
            return tenant;
        }

        var answer = session.Call("Get-OrganizationConfig");
        return answer.Count == 1 ? TenantReader.Organization(answer[0]).Name : null;
    }

    /// <summary>Ends where a journal that was named is not there: it is not an empty one.</summary>
    public void RequireNamed()
    {
        if (_isNamed && !Store.Exists && !Directory.Exists(Location))
        {
            throw _command.Terminating(ErrorIds.JournalNotFound, Location, DisplayText.Sentence(Messages.JournalNotFound, Location));
        }
    }

    /// <summary>Ends where nothing could be recorded. Once is enough: every record that is appended later is checked by itself.</summary>
    public void EnsureWritable()
    {
        if (_isWritable)
        {
            return;
        }

        // A named journal is begun in a folder that is there; one that is not is more likely a typing error.
        if (_isNamed && Path.GetDirectoryName(Location) is { } folder && !Directory.Exists(folder))
        {
            throw _command.Terminating(
                ErrorIds.JournalNotWritable, Location, DisplayText.Sentence(Messages.JournalFolderMissing, Location, folder));
        }

        try
        {
            Store.EnsureWritable();
            _isWritable = true;
        }
        catch (UnusableFileException exception)
        {
            throw _command.Terminating(exception);
        }
    }

    private SuspensionLedger Refreshed()
    {
        try
        {
            _ledger.Refresh(Store);
        }
        catch (UnusableFileException exception)
        {
            throw _command.Terminating(exception);
        }

        if (!_told)
        {
            _told = true;
            _command.Tell(Messages.VerboseJournal, Location, _ledger.Open.Count);
        }

        return _ledger;
    }
}
