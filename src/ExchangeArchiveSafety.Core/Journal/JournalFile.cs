namespace ExchangeArchiveSafety;

/// <summary>
/// The journal as an append-only file of JSON lines. Every line is flushed to the disk before appending returns. A last line whose writing was
/// cut off announced a call that was never made; it is set aside in <c>&lt;journal&gt;.torn</c> when the file is next written, so nothing is lost.
/// </summary>
public sealed class JournalFile : IJournalStore
{
    // A year of passes; what is read in a moment need not be shortened.
    private const long CompactFrom = 4L << 20;

    // What a file is stands in the first property of its first line; somebody else's spacing has room.
    private const int LongestMark = 4096;

    private readonly long _compactFrom;
    private readonly JournalLock _lock;
    private readonly DurableDisk _disk;
    private JournalPosition _checked = JournalPosition.Start;

    /// <summary>A journal at a path; nothing is opened yet.</summary>
    /// <param name="path">Full path of the file.</param>
    public JournalFile(string path)
#pragma warning disable RS0030 // Another process holds the lock for one append: some milliseconds, after which nothing is left to stop.
        : this(path, Thread.Sleep, DurableDisk.Real)
#pragma warning restore RS0030
    {
    }

    /// <summary>The same with the waiting and the disk of a test.</summary>
    internal JournalFile(string path, Action<TimeSpan> wait, DurableDisk disk, long compactFrom = CompactFrom)
    {
        _compactFrom = compactFrom;
        Location = path;
        _lock = new(path, wait);
        _disk = disk;
    }

    /// <inheritdoc/>
    public string Location { get; }

    /// <inheritdoc/>
    public bool Exists => File.Exists(Location);

    /// <summary>Bytes that were read from the file.</summary>
    internal long BytesRead { get; private set; }

    /// <summary>Whether a file is a journal, of whichever version: the only copy of what settings were, which nothing else may be written over.</summary>
    /// <param name="path">Its full path.</param>
    /// <returns>False as well where there is no file, an empty one, or a pipe.</returns>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It cannot be read.</exception>
    public static bool IsJournal(string path)
    {
        // A pipe or a terminal, which events may go to, is none, and reading it would wait for ever.
        if (new FileInfo(path) is not { Exists: true, Length: > 0 })
        {
            return false;
        }

        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var start = new byte[LongestMark];
        return file.CanSeek && JournalLine.IsBegin(start.AsSpan(0, file.Fill(start, start.Length)));
    }

    /// <inheritdoc/>
    public void EnsureWritable()
    {
        _ = Guarded(() =>
        {
            DurableFile.CreateDirectory(Path.GetDirectoryName(Location)!);
            using (_lock.Enter(CancellationToken.None))
            {
                _lock.RemoveDeadMarks();
                DurableFile.RemoveUnfinished(Path.GetDirectoryName(Location)!);
                if (!File.Exists(Location))
                {
                    DurableFile.Write(Location, [], _disk);
                }

                using var file = new FileStream(Location, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
                return file.CanWrite;
            }
        });
        _checked = Read(_checked, new NoReader());
        new JournalCompaction(this, _lock, _disk).Run(_compactFrom);
    }

    /// <inheritdoc/>
    /// <remarks>Where there is none, whoever knows its folder tries that.</remarks>
    public void TryWriting() => _ = Guarded(() =>
    {
        using var file = Exists ? new FileStream(Location, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite) : null;
        return 0;
    });

    /// <inheritdoc/>
    public JournalPosition Read(JournalPosition from, IJournalReader reader)
    {
        if (Directory.Exists(Location))
        {
            throw new UnusableFileException(ErrorIds.JournalNotReadable, Location, DisplayText.Sentence(CoreMessages.JournalIsFolder, Location));
        }

        if (!File.Exists(Location))
        {
            reader.StartOver();
            return JournalPosition.Start;
        }

        return JournalLine.Format.Read(Location, file =>
        {
            BytesRead += from.LastBytes.Length;
            if (!from.IsIn(file))
            {
                reader.StartOver();
                from = JournalPosition.Start;
            }

            var reading = new JournalReading(Location, reader);
            try
            {
                file.Position = from.Offset;
                var position = reading.Read(file, from);
                return reading.ContinuedIn is { } elsewhere
                    ? throw JournalLine.Format.Damaged(Location, position.Lines, DisplayText.Sentence(CoreMessages.JournalGoesOn, elsewhere))
                    : position;
            }
            finally
            {
                BytesRead += reading.BytesRead;
            }
        });
    }

    /// <inheritdoc/>
    public bool TryAppend(JournalRecord record, JournalPosition seen, CancellationToken cancellation) => Guarded(() =>
    {
        using (_lock.Enter(cancellation))
        {
            return Append(record, seen);
        }
    });

    /// <inheritdoc/>
    public void Append(JournalRecord record) => _ = Guarded(() =>
    {
        using (_lock.Enter(CancellationToken.None))
        {
            return Append(record, null);
        }
    });

    /// <inheritdoc/>
    public IJournalWork BeginWork() => Guarded(() =>
    {
        using (_lock.Enter(CancellationToken.None))
        {
            var run = Guid.NewGuid();
            return new Work(run, _lock.Mark(run));
        }
    });

    /// <inheritdoc/>
    public bool IsAtWork(Guid run) => run != Guid.Empty && _lock.IsMarked(run);

    private bool Append(JournalRecord record, JournalPosition? seen)
    {
        // The lock keeps other writers out; readers may look at the file meanwhile. One that has vanished is not begun anew: what it knew is not in the new one.
        using var file = new FileStream(Location, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        var end = new JournalEnd(file, Location, _disk);
        var place = end.Find();
        BytesRead += end.BytesRead + (seen?.LastBytes.Length ?? 0);
        if (seen is not null && (place != seen.Offset || !seen.IsIn(file)))
        {
            return false;
        }

        var line = JournalLine.Write(record);
        file.Position = place;
        if (end.IsUnended)
        {
            file.WriteByte((byte)'\n');
        }

        file.Write(line, 0, line.Length);
        _disk.Flush(file);
        return true;
    }

    private T Guarded<T>(Func<T> write) => JournalLine.Format.Write(Location, write);

    private sealed class Work(Guid run, IDisposable mark) : IJournalWork
    {
        public Guid Run => run;

        public void Dispose() => mark.Dispose();
    }

    private sealed class NoReader : IJournalReader
    {
        public void StartOver()
        {
        }

        public void Add(JournalRecord record)
        {
        }
    }
}
