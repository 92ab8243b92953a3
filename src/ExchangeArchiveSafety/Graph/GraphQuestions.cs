namespace ExchangeArchiveSafety.Graph;

/// <summary>Asks Graph for a cmdlet about one mailbox after the other, tells what the connection does meanwhile, and gives its errors in the cmdlet's own way.</summary>
/// <param name="command">The cmdlet.</param>
/// <param name="connection">The connection.</param>
internal sealed class GraphQuestions(StoppableCommand command, IGraphConnection connection) : IDisposable
{
    private readonly GraphWatch _watch = GraphWatch.Of(command, connection);

    /// <summary>Why the last answer is none; empty where it is one.</summary>
    public string Failure { get; private set; } = "";

    /// <summary>Called before the cmdlet is ended, while there can still be something given.</summary>
    public Action<string> Ending { get; set; } = _ => { };

    /// <summary>Waits for an answer.</summary>
    /// <returns>The answer, or null after an error about this mailbox alone, which is reported.</returns>
    public T? Get<T>(string mailbox, Func<CancellationToken, Task<T>> ask)
        where T : class
    {
        command.ThrowIfStopping();
        Failure = "";
        try
        {
            return command.Waiting.For(ask);
        }
        catch (GraphException exception)
        {
            command.ThrowIfStopping();
            Failure = exception.Message;
            if (GraphConnections.IsAbout(exception))
            {
                Ending(Failure);
                throw command.Terminating(exception, GraphConnections.Target(command));
            }

            command.Report(exception.ErrorId, mailbox, DisplayText.Sentence(Messages.AboutHolds, mailbox, exception.Message), exception);
            return null;
        }
        catch (UnusableFileException exception)
        {
            Ending(exception.Message);
            throw command.Terminating(exception);
        }
        catch (OperationCanceledException)
        {
            throw new System.Management.Automation.PipelineStoppedException();
        }
    }

    public void Dispose() => _watch.Dispose();
}
