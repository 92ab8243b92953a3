using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace ExchangeArchiveSafety.Graph;

/// <summary>
/// Reads mailboxes through Graph, several at once, and hands them out in the order in which they were asked for. No more are begun
/// than the caller has taken plus those that may run, so that few lie on the disk at any time. With a checkpoint those that were handed
/// out stay there until the command has done everything: nobody knows before that it will not be killed.
/// </summary>
/// <param name="connection">The connection.</param>
/// <param name="throttleLimit">How many mailboxes are read at once.</param>
/// <param name="checkpoint">A folder in which an interrupted reading is gone on from; null to keep nothing.</param>
internal sealed class MailboxScans(IGraphConnection connection, int throttleLimit, string? checkpoint) : IDisposable
{
    private const string HoldExtension = ".lock";

    private readonly Lazy<TemporaryFolder> _temporary = new(() => TemporaryFolder.Create(Path.GetTempPath()));
    private readonly ConcurrentDictionary<string, bool> _begun = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, MailboxScanProgress> _progress = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, FileStream> _held = new(StringComparer.Ordinal);
    private readonly List<string> _finished = [];
    private readonly CancellationTokenSource _end = new();

    /// <summary>Items read so far.</summary>
    public long Items => _progress.Values.Sum(progress => progress.Items);

    /// <summary>The part of the mailboxes begun that is read, from 0 to 1.</summary>
    public double Fraction
    {
        get
        {
            var known = _progress.Values.Sum(progress => progress.ItemsKnown);
            return known == 0 ? 0 : Math.Min(1, Items / (double)known);
        }
    }

    /// <summary>Reads the mailboxes.</summary>
    /// <param name="users">User principal names or object ids.</param>
    /// <param name="wait">Waits for a task and shows progress meanwhile.</param>
    /// <param name="cancellation">Stops the reading.</param>
    public IEnumerable<ScannedMailbox> Read(IReadOnlyList<string> users, Action<Task> wait, CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation, _end.Token);
        var running = new Queue<Task<ScannedMailbox?>>();
        var next = 0;
        try
        {
            while (next < users.Count || running.Count > 0)
            {
                while (next < users.Count && running.Count < throttleLimit)
                {
                    var user = users[next++];
                    running.Enqueue(Task.Run(() => ScanAsync(user, stop.Token), stop.Token));
                }

                wait(running.Peek());
                if (running.Dequeue().GetAwaiter().GetResult() is not { } scanned)
                {
                    continue;
                }

                yield return scanned;
                if (scanned.Folder is { } folder)
                {
                    if (scanned.Scan!.Incomplete.Count == 0)
                    {
                        Finish(folder);
                    }

                    Release(folder);
                }
            }
        }
        finally
        {
            // Nobody may go on reading into a folder that is removed next.
            stop.Cancel();
            foreach (var task in running)
            {
                PipelineWait.Join(task);
            }
        }
    }

    /// <summary>Says that the command has done everything with what was handed out: none of it is gone on from, the mailboxes may have changed by then.</summary>
    public void Complete()
    {
        foreach (var folder in _finished)
        {
            try
            {
                using var hold = HeldFile.Take(folder + HoldExtension);
                TemporaryFolder.Remove(folder);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // Another run reads it by now, and removes it in the end.
            }
        }

        _finished.Clear();
    }

    public void Dispose()
    {
        _end.Cancel();
        _end.Dispose();
        if (_temporary.IsValueCreated)
        {
            _temporary.Value.Dispose();
        }

        foreach (var folder in _held.Keys)
        {
            Release(folder);
        }
    }

    private async Task<ScannedMailbox?> ScanAsync(string user, CancellationToken cancellation)
    {
        try
        {
            var mailbox = await connection.ResolveAsync(user, cancellation).ConfigureAwait(false);

            // Asked for twice under two names, it is one mailbox.
            if (!_begun.TryAdd(mailbox.PrimaryMailboxId, true))
            {
                return null;
            }

            var folder = Path.Combine(checkpoint ?? _temporary.Value.Path, NameOf(mailbox));
            if (checkpoint is not null)
            {
                Hold(checkpoint, folder, user);
            }

            MailboxScan? scan = null;
            try
            {
                var progress = new Listener(step => _progress[mailbox.PrimaryMailboxId] = step);
                scan = await connection.ScanAsync(mailbox, folder, progress, cancellation).ConfigureAwait(false);
                return new(user, folder, scan, null);
            }
            finally
            {
                if (scan is null)
                {
                    Release(folder);
                }
            }
        }
        catch (GraphException exception)
        {
            return new(user, null, null, exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            var message = DisplayText.Sentence(Messages.WorkFolderNotWritable, user, checkpoint ?? Path.GetTempPath(), exception.Message);
            return new(user, null, null, new(ErrorIds.GraphCheckpointUnusable, message, exception));
        }
    }

    /// <summary>Keeps other runs out of what is read of a mailbox until it was used: they would change it, or delete it. No longer, as there may be thousands.</summary>
    private void Hold(string parent, string folder, string user)
    {
        OwnerOnlyFolder.Create(parent);
        try
        {
            _held[folder] = HeldFile.Take(folder + HoldExtension);
        }
        catch (IOException exception) when (HeldFile.IsInUse(exception))
        {
            throw new GraphException(ErrorIds.GraphCheckpointBusy, DisplayText.Sentence(Messages.CheckpointBusy, user, parent), exception);
        }
    }

    private void Release(string folder)
    {
        if (_held.TryRemove(folder, out var hold))
        {
            hold.Dispose();
        }
    }

    private void Finish(string folder)
    {
        if (checkpoint is null)
        {
            TemporaryFolder.Remove(folder);
        }
        else
        {
            _finished.Add(folder);
        }
    }

    private static string NameOf(GraphMailbox mailbox)
    {
        using var hash = SHA256.Create();
        return BitConverter.ToString(hash.ComputeHash(Encoding.UTF8.GetBytes(mailbox.PrimaryMailboxId)), 0, 12).Replace("-", "").ToLowerInvariant();
    }

    // Progress<T> would post to a synchronization context, which a pipeline thread may not have.
    private sealed class Listener(Action<MailboxScanProgress> tell) : IProgress<MailboxScanProgress>
    {
        public void Report(MailboxScanProgress value) => tell(value);
    }
}
