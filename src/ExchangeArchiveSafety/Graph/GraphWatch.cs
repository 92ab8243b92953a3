using System.Collections.Concurrent;

namespace ExchangeArchiveSafety.Graph;

/// <summary>
/// Tells in a cmdlet what its Graph connection is doing: every request to the verbose stream, and, while one waits to be asked again, why
/// and for how long to the progress. What comes from other threads is kept until the pipeline's own comes by.
/// </summary>
internal sealed class GraphWatch : IDisposable
{
    private readonly StoppableCommand _command;
    private readonly ConcurrentQueue<GraphNotice> _notices = new();
    private readonly SortedDictionary<long, GraphNotice> _waiting = [];
    private readonly WorkProgress _progress;
    private IDisposable? _listening;
    private GraphNotice? _shown;

    public GraphWatch(StoppableCommand command)
    {
        _command = command;
        _progress = command.Progress(Messages.WaitingActivity, id: WorkProgress.Waiting);
        command.Waiting.Telling += Tell;
    }

    /// <summary>Watches a connection, and says which one it is.</summary>
    public static GraphWatch Of(StoppableCommand command, IGraphConnection connection)
    {
        var info = connection.Info;
        var who = info.Account.Length > 0 ? info.Account : info.ClientId.Length > 0 ? info.ClientId : "?";
        command.Tell(
            Messages.UsesConnection, info.GraphEndpoint, info.TenantId.Length > 0 ? info.TenantId : "?", who, info.Authentication.ToString(), info.PrimaryApiVersion, info.ArchiveApiVersion);
        var watch = new GraphWatch(command);
        watch._listening = connection.Notices.Listen(watch.Add);
        return watch;
    }

    /// <summary>Takes what a connection tells; from any thread.</summary>
    public void Add(GraphNotice notice) => _notices.Enqueue(notice);

    public void Dispose()
    {
        _listening?.Dispose();
        _command.Waiting.Telling -= Tell;
    }

    private void Tell()
    {
        while (_notices.TryDequeue(out var notice))
        {
            _command.WriteVerbose(notice.Text);
            if (notice.Left is null)
            {
                _ = _waiting.Remove(notice.Request);
            }
            else
            {
                _waiting[notice.Request] = notice;
            }
        }

        var first = _waiting.Values.FirstOrDefault();
        if (ReferenceEquals(first, _shown))
        {
            return;
        }

        _shown = first;
        if (first is null)
        {
            _progress.End();
        }
        else
        {
            _progress.Show(first.Problem, first.Left!.Value);
        }
    }
}
