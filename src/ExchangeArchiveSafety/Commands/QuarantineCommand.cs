using System.Management.Automation;

namespace ExchangeArchiveSafety;

/// <summary>What the cmdlets that remove copies and bring them back share.</summary>
public abstract class QuarantineCommand : JournalCommand
{
    private string? _tenant;
    private GraphWatch? _watch;

    /// <summary>The folder in which removed copies are saved.</summary>
    [Parameter(Mandatory = true)]
    [NoObject]
    [ValidateNotNullOrEmpty]
    public string QuarantinePath { get; set; } = "";

    private protected IGraphConnection Graph()
    {
        try
        {
            return GraphConnections.Current(this);
        }
        catch (GraphException exception)
        {
            throw this.Terminating(exception, GraphConnections.Target(this));
        }
    }

    /// <summary>Tells from here on what the connection does; until the answer is disposed of.</summary>
    private protected IDisposable Watch(IGraphConnection graph) => _watch = GraphWatch.Of(this, graph);

    /// <summary>The session, where there is one that can be told.</summary>
    private protected ExchangeSession? FindSessionQuietly(out ExchangeCallException? why)
    {
        try
        {
            why = null;
            return ExchangeSession.Find(this, () => Stopping);
        }
        catch (ExchangeCallException exception)
        {
            why = exception;
            return null;
        }
    }

    /// <summary>The journal of the tenant that Graph speaks to, so that every run over its copies holds the same one.</summary>
    private protected IJournalStore OpenJournalOf(IGraphConnection graph, string? tenantOfSession)
    {
        _tenant = graph.Info.TenantId.Length > 0 ? graph.Info.TenantId : tenantOfSession;
        var journal = JournalPath is null && string.IsNullOrEmpty(_tenant)
            ? throw this.Terminating(ErrorIds.JournalNotWritable, nameof(JournalPath), Messages.GraphTenantUnknown)
            : OpenJournal(_tenant, ErrorIds.JournalNotWritable);
        WriteVerbose(DisplayText.Sentence(Messages.UsesFiles, journal.Location, FullPath(QuarantinePath, ErrorIds.QuarantineNotReadable)));
        return journal;
    }

    private protected QuarantineFolder Quarantine(string errorId) => new(FullPath(QuarantinePath, errorId));

    private protected RemovalRunSettings Settings(RemovalCeilings? ceilings = null) => new()
    {
        UtcNow = UtcNow,
        Tenant = _tenant,
        Ceilings = ceilings ?? new(),
    };

    /// <summary>Waits for something of Graph, and gives its errors in the cmdlet's own way.</summary>
    /// <returns>The answer, or null after an error about one mailbox, which is reported.</returns>
    private protected T? Get<T>(string mailbox, Func<Task<T>> ask)
        where T : class
    {
        ThrowIfStopping();
        try
        {
            return _watch!.Get(Task.Run(ask));
        }
        catch (GraphException exception)
        {
            ThrowIfStopping();
            if (exception.ErrorId is ErrorIds.GraphUnreachable or ErrorIds.GraphEndpointForeign or ErrorIds.GraphTokenRefused)
            {
                // It is the same for every mailbox.
                throw this.Terminating(exception, GraphConnections.Target(this));
            }

            this.Report(exception.ErrorId, mailbox, DisplayText.Sentence(Messages.AboutHolds, mailbox, exception.Message), exception);
            return null;
        }
        catch (UnusableFileException exception)
        {
            throw this.Terminating(exception);
        }
        catch (OperationCanceledException)
        {
            throw new PipelineStoppedException();
        }
    }

    private protected void ReportFailure(RemovalFailure failure, string mailbox) =>
        this.Report(failure.ErrorId, mailbox, failure.Message, failure.Error);
}
