namespace ExchangeArchiveSafety.Journal;

/// <summary>
/// The lock of a journal file, held for no longer than appending takes, and the marks of those who are at work. Both are files that are open for one alone:
/// whoever dies lets go of them.
/// </summary>
internal sealed class JournalLock(string journal, Action<TimeSpan> wait)
{
    private const string WorkSuffix = ".work";
    private const string RunFormat = "N";

    // Long enough for others to append what they have, short enough for a runbook not to hang.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(250);

    private string LockPath => journal + ".lock";

    /// <summary>Takes the lock; waits while another run appends.</summary>
    /// <exception cref="UnusableFileException"><c>JournalBusy</c>: others had it all the time.</exception>
    /// <exception cref="IOException">It cannot be made.</exception>
    public IDisposable Enter(CancellationToken cancellation)
    {
        var waited = TimeSpan.Zero;
        for (var pause = TimeSpan.FromMilliseconds(5); ; pause = TimeSpan.FromTicks(Math.Min(pause.Ticks * 2, LongestPause.Ticks)))
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                return OwnerOnly.Open(LockPath, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException exception) when (HeldFile.IsInUse(exception))
            {
                if (waited >= Patience)
                {
                    throw new UnusableFileException(ErrorIds.JournalBusy, journal, DisplayText.Sentence(CoreMessages.JournalBusy, journal, (int)Patience.TotalSeconds), exception);
                }
            }

            wait(pause);
            waited += pause;
        }
    }

    /// <summary>Marks a run as at work. Only inside the lock, so that nobody takes the mark for one that was left behind.</summary>
    public IDisposable Mark(Guid run) => new FileMark(MarkPath(run));

    /// <summary>Whether the mark of a run is held by somebody.</summary>
    public bool IsMarked(Guid run) => IsHeld(MarkPath(run));

    /// <summary>Removes the marks of the dead. Only inside the lock.</summary>
    public void RemoveDeadMarks()
    {
        var name = Path.GetFileName(journal);
        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(journal)!, name + ".*" + WorkSuffix))
        {
            var run = Path.GetFileName(file).Substring(name.Length + 1);
            if (Guid.TryParseExact(run.Substring(0, run.Length - WorkSuffix.Length), RunFormat, out _))
            {
                _ = IsHeld(file);
            }
        }
    }

    private string MarkPath(Guid run) => journal + "." + run.ToString(RunFormat) + WorkSuffix;

    private static bool IsHeld(string path)
    {
        try
        {
            // Nobody has it: its owner is dead, and it goes.
            using var mark = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
            return false;
        }
        catch (IOException exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return false;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // In use, or not to be told; then better one run too few.
            return true;
        }
    }

    private sealed class FileMark(string path) : IDisposable
    {
        private readonly FileStream _file = OwnerOnly.Open(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);

        public void Dispose()
        {
            if (!OwnerOnly.IsWindows)
            {
                File.Delete(path);
                _file.Dispose();
                return;
            }

            _file.Dispose();
            try
            {
                File.Delete(path);
            }
            catch (IOException)
            {
                // Another run looks whether it is held just now, and removes it.
            }
        }
    }
}
