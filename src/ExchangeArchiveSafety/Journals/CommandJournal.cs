namespace ExchangeArchiveSafety.Journals;

/// <summary>The journal of a cmdlet: the one that is named, or that of the tenant. What makes it unusable ends the cmdlet.</summary>
internal sealed class CommandJournal
{
    private readonly StoppableCommand _command;
    private readonly bool _isNamed;
    private readonly SuspensionLedger _ledger = new();
    private readonly MigrationMemory _memory = new();
    private string? _tenant;
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
    public bool IsNamedAndEmpty => _isNamed && Exists && Refreshed().All.Count == 0;

    /// <summary>Whether there is one.</summary>
    public bool Exists => Guarded(() => Store.Exists);

    /// <summary>Finds it; nothing is opened yet.</summary>
    /// <param name="command">The cmdlet, whose caller may have named one.</param>
    /// <param name="tenant">The tenant, where it is known: that whose journal it is where none is named.</param>
    /// <param name="errorId">What it is called where it cannot be found: that depends on what it is wanted for.</param>
    public static CommandJournal Of<T>(T command, string? tenant, string errorId = ErrorIds.JournalNotReadable)
        where T : StoppableCommand, IJournalCommand
    {
        if (command.JournalUri is { } address)
        {
            return new(command, Open(command, address), isNamed: true) { _tenant = tenant };
        }

        var path = command.JournalPath;
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
    public MigrationMemory Memory() => Guarded(() =>
    {
        _memory.Refresh(Store);
        return _memory;
    });

    /// <summary>The journal that is named, which has to be there; null where none is.</summary>
    public static CommandJournal? Named<T>(T command)
        where T : StoppableCommand, IJournalCommand
    {
        var journal = command.NamesJournal() ? Of(command, null) : null;
        journal?.RequireNamed();
        return journal;
    }

    /// <summary>Ends where a blob turns out to be the journal of another tenant than the one that is asked.</summary>
    /// <param name="tenant">What that is called; null where nobody says.</param>
    public void RequireTenant(string? tenant)
    {
        if (Store is not JournalFile)
        {
            _tenant = tenant;
            _ = Refreshed();
        }
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
        if (_isNamed && !Exists && !Directory.Exists(Location))
        {
            throw _command.Terminating(ErrorIds.JournalNotFound, Location, DisplayText.Sentence(Store is JournalFile ? Messages.JournalNotFound : Messages.JournalBlobNotFound, Location));
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
        if (_isNamed && Store is JournalFile && Path.GetDirectoryName(Location) is { } folder && !Directory.Exists(folder))
        {
            throw _command.Terminating(
                ErrorIds.JournalNotWritable, Location, DisplayText.Sentence(Messages.JournalFolderMissing, Location, folder));
        }

        _isWritable = Guarded(() =>
        {
            Store.EnsureWritable();
            return true;
        });
        _ = Refreshed();
    }

    private SuspensionLedger Refreshed()
    {
        _ = Guarded(() =>
        {
            _ledger.Refresh(Store);
            return true;
        });
        EnsureOwnTenant();
        if (!_told)
        {
            _told = true;
            _command.Tell(Messages.VerboseJournal, Location, _ledger.Open.Count);
        }

        return _ledger;
    }

    // A blob is named by whoever may sign in to it, who may be at work for several tenants. Names are compared with names, and ids with ids.
    private void EnsureOwnTenant()
    {
        if (_tenant is not { Length: > 0 } tenant)
        {
            return;
        }

        var comparable = _ledger.Tenants.Where(one => Guid.TryParse(one, out _) == Guid.TryParse(tenant, out _)).ToList();
        if (comparable.Count > 0 && !comparable.Contains(tenant, StringComparer.OrdinalIgnoreCase))
        {
            throw _command.Terminating(ErrorIds.JournalOtherTenant, Location, DisplayText.Sentence(Messages.JournalOtherTenant, Location, comparable[0], tenant));
        }
    }

    private static IJournalStore Open(StoppableCommand command, Uri address)
    {
        try
        {
            var store = ConnectorsAssembly.Create<IJournalConnector>("ExchangeArchiveSafety.BlobJournalConnector").Open(address, GraphConnections.Of(command));
            command.Own(store);
            return store;
        }
        catch (UnusableFileException exception)
        {
            throw command.Terminating(exception);
        }
    }

    private T Guarded<T>(Func<T> use)
    {
        try
        {
            return use();
        }
        catch (UnusableFileException exception)
        {
            throw _command.Terminating(exception);
        }
    }
}
