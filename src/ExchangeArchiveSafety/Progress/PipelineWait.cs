namespace ExchangeArchiveSafety.Progress;

/// <summary>
/// The one way in which a cmdlet waits for what other threads do: on the thread of its pipeline, which alone may write to its streams. What is to be told is told
/// now and then meanwhile. Ctrl+C stops the work, and nothing of it goes on behind the cmdlet's back.
/// </summary>
/// <param name="stop">Cancelled when the caller asks to stop.</param>
internal sealed class PipelineWait(CancellationToken stop)
{
    private const int TickMilliseconds = 100;

    /// <summary>Raised on the pipeline's thread while it waits, and once more when the wait is over.</summary>
    public event Action? Telling;

    /// <summary>Runs work on another thread and waits for its answer.</summary>
    /// <param name="work">The work; it ends soon after its token is cancelled.</param>
    /// <param name="meanwhile">Done while it is waited, besides what is told.</param>
    public T For<T>(Func<CancellationToken, Task<T>> work, Action? meanwhile = null)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var working = Task.Run(() => work(end.Token), CancellationToken.None);
        try
        {
            Until(working, meanwhile);
        }
        finally
        {
            // Telling throws when the pipeline is stopped; nobody may go on with what the caller closes next.
            if (!working.IsCompleted)
            {
                end.Cancel();
                Join(working);
            }
        }

        return working.GetAwaiter().GetResult();
    }

    /// <summary>Waits until a task has ended. Its failure is left to whoever asks for its result.</summary>
    public void Until(Task task, Action? meanwhile = null)
    {
        while (!((IAsyncResult)task).AsyncWaitHandle.WaitOne(TickMilliseconds))
        {
            Telling?.Invoke();
            meanwhile?.Invoke();
        }

        Telling?.Invoke();
    }

    /// <summary>Waits for a task that was told to end, and looks at its failure for nobody.</summary>
    public static void Join(Task task)
    {
        _ = ((IAsyncResult)task).AsyncWaitHandle.WaitOne();
        _ = task.Exception;
    }
}
