using System.Collections.Concurrent;
using System.Management.Automation;

namespace ExchangeArchiveSafety.Progress;

/// <summary>
/// Tells in a cmdlet what its Graph connection is doing: every request to the verbose stream, and, while one waits to be asked again, why
/// and for how long to the progress. What comes from other threads is kept until the pipeline's own comes by.
/// </summary>
/// <param name="command">The cmdlet.</param>
internal sealed class GraphWatch(Cmdlet command) : IDisposable
{
    private const int Activity = 2783047;
    private const int TickMilliseconds = 100;

    private readonly ConcurrentQueue<GraphNotice> _notices = new();
    private readonly SortedDictionary<long, GraphNotice> _waiting = [];
    private IDisposable? _listening;
    private GraphNotice? _shown;

    /// <summary>Watches a connection, and says which one it is.</summary>
    public static GraphWatch Of(Cmdlet command, IGraphConnection connection)
    {
        var info = connection.Info;
        var who = info.Account.Length > 0 ? info.Account : info.ClientId.Length > 0 ? info.ClientId : "?";
        command.WriteVerbose(DisplayText.Sentence(
            Messages.UsesConnection, info.GraphEndpoint, info.TenantId.Length > 0 ? info.TenantId : "?", who, info.Authentication.ToString(), info.PrimaryApiVersion, info.ArchiveApiVersion));
        var watch = new GraphWatch(command);
        watch._listening = connection.Notices.Listen(watch.Add);
        return watch;
    }

    /// <summary>Takes what a connection tells; from any thread.</summary>
    public void Add(GraphNotice notice) => _notices.Enqueue(notice);

    /// <summary>Waits for a task on the pipeline's thread.</summary>
    /// <param name="task">The task. Its failure is left to whoever asks for its result.</param>
    /// <param name="meanwhile">Done now and then until it ends.</param>
    public void Wait(Task task, Action? meanwhile = null)
    {
        while (!((IAsyncResult)task).AsyncWaitHandle.WaitOne(TickMilliseconds))
        {
            Tell();
            meanwhile?.Invoke();
        }

        Tell();
    }

    /// <summary>Waits for an answer on the pipeline's thread.</summary>
    public T Get<T>(Task<T> task)
    {
        Wait(task);
        return task.GetAwaiter().GetResult();
    }

    public void Dispose() => _listening?.Dispose();

    private void Tell()
    {
        while (_notices.TryDequeue(out var notice))
        {
            command.WriteVerbose(notice.Text);
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
        command.WriteProgress(first is null
            ? new(Activity, Messages.WaitingActivity, " ") { RecordType = ProgressRecordType.Completed }
            : new(Activity, Messages.WaitingActivity, first.Problem) { SecondsRemaining = (int)Math.Min(int.MaxValue, first.Left!.Value.TotalSeconds) });
    }
}
