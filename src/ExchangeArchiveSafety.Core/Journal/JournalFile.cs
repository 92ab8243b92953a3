namespace ExchangeArchiveSafety;

/// <summary>
/// The journal as an append-only file of JSON lines. Every line is flushed to the disk before appending returns. A last line whose writing was
/// cut off announced a call that was never made; it is set aside in <c>&lt;journal&gt;.torn</c> when the file is next written, so nothing is lost.
/// </summary>
public sealed class JournalFile : IJournalStore
{
    private const int Remembered = 512;

    // A record names twenty copies at most; nothing that this module writes comes near it.
    private const int LongestLine = 64 * 1024 * 1024;

    private static readonly byte[] ByteOrderMark = [0xEF, 0xBB, 0xBF];

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
    internal JournalFile(string path, Action<TimeSpan> wait, DurableDisk disk)
    {
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

    /// <inheritdoc/>
    public void EnsureWritable()
    {
        Guarded(() =>
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

                using (new FileStream(Location, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite))
                {
                }
            }
        });
        _checked = Read(_checked, new NoReader());
    }

    /// <inheritdoc/>
    public JournalPosition Read(JournalPosition from, IJournalReader reader)
    {
        try
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

            using var file = new FileStream(Location, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            if (!IsSameFile(file, from))
            {
                reader.StartOver();
                from = JournalPosition.Start;
            }

            return Read(file, from, reader);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw new UnusableFileException(ErrorIds.JournalNotReadable, Location, DisplayText.Sentence(CoreMessages.JournalNotReadable, Location, exception.Message), exception);
        }
    }

    /// <inheritdoc/>
    public bool TryAppend(JournalRecord record, JournalPosition seen, CancellationToken cancellation)
    {
        var isAppended = false;
        Guarded(() =>
        {
            using (_lock.Enter(cancellation))
            {
                isAppended = Append(record, seen);
            }
        });
        return isAppended;
    }

    /// <inheritdoc/>
    public void Append(JournalRecord record) => Guarded(() =>
    {
        using (_lock.Enter(CancellationToken.None))
        {
            _ = Append(record, null);
        }
    });

    /// <inheritdoc/>
    public IJournalWork BeginWork()
    {
        Work? work = null;
        Guarded(() =>
        {
            using (_lock.Enter(CancellationToken.None))
            {
                var run = Guid.NewGuid();
                work = new(run, _lock.Mark(run));
            }
        });
        return work!;
    }

    /// <inheritdoc/>
    public bool IsAtWork(Guid run) => run != Guid.Empty && _lock.IsMarked(run);

    private JournalPosition Read(FileStream file, JournalPosition from, IJournalReader reader)
    {
        file.Position = from.Offset;
        var (offset, lines, records, last) = (from.Offset, from.Lines, from.Records, from.LastBytes);
        try
        {
            foreach (var line in new WholeLines(file, LongestLine))
            {
                BytesRead += line.Length;
                var isEnded = line[line.Length - 1] == (byte)'\n';
                var text = Text(line, isFirst: offset == 0);
                if (!isEnded && !IsWhole(text, lines + 1))
                {
                    // Being written, or cut off. It is no record, and is looked at again.
                    return records > 0 || JournalLine.CanBeTorn(text) ? At() : throw JournalLine.Foreign(Location, lines + 1);
                }

                if (text.Length > 0)
                {
                    reader.Add(ReadLine(text, lines + 1, records));
                    records++;
                }

                // One that is whole but for its newline counts; the newline that comes later ends no other line.
                offset += line.Length;
                lines += isEnded ? 1 : 0;
                last = line.Length >= Remembered ? line.AsSpan(line.Length - Remembered).ToArray() : Joined(last, line);
            }
        }
        catch (InvalidDataException exception)
        {
            throw records > 0 ? Damaged(lines + 1, exception) : JournalLine.Foreign(Location, lines + 1);
        }

        return At();

        JournalPosition At() => new() { Offset = offset, Lines = lines, Records = records, LastBytes = last };
    }

    private static byte[] Joined(byte[] before, byte[] line)
    {
        var kept = Math.Min(before.Length, Remembered - line.Length);
        return [.. before.AsSpan(before.Length - kept).ToArray(), .. line];
    }

    private static ReadOnlySpan<byte> Text(byte[] line, bool isFirst)
    {
        var text = line.AsSpan();
        if (isFirst && text.StartsWith(ByteOrderMark))
        {
            // Some editors put it there.
            text = text.Slice(ByteOrderMark.Length);
        }

        while (text.Length > 0 && text[text.Length - 1] is (byte)'\n' or (byte)'\r')
        {
            text = text.Slice(0, text.Length - 1);
        }

        return text;
    }

    private JournalRecord ReadLine(ReadOnlySpan<byte> text, long number, long records)
    {
        try
        {
            return JournalLine.Read(text, Location, number);
        }
        catch (UnusableFileException exception) when (exception.ErrorId == ErrorIds.JournalForeign && records > 0)
        {
            // The lines before it are ours, so this is a journal, with something in it that is not.
            throw Damaged(number, exception);
        }
    }

    private bool Append(JournalRecord record, JournalPosition? seen)
    {
        // The lock keeps other writers out; readers may look at the file meanwhile. One that has vanished is not begun anew: what it knew is not in the new one.
        using var file = new FileStream(Location, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        var end = EndOfRecords(file, out var isUnended);
        if (seen is not null && (end != seen.Offset || !IsSameFile(file, seen)))
        {
            return false;
        }

        var line = JournalLine.Write(record);
        file.Position = end;
        if (isUnended)
        {
            file.WriteByte((byte)'\n');
        }

        file.Write(line, 0, line.Length);
        file.Flush(flushToDisk: true);
        return true;
    }

    private bool IsSameFile(FileStream file, JournalPosition position)
    {
        if (file.Length < position.Offset)
        {
            return false;
        }

        var seen = new byte[position.LastBytes.Length];
        file.Position = position.Offset - seen.Length;
        BytesRead += seen.Length;
        return Fill(file, seen, seen.Length) == seen.Length && seen.AsSpan().SequenceEqual(position.LastBytes);
    }

    /// <summary>Where the records end. A torn last line is set aside.</summary>
    private long EndOfRecords(FileStream file, out bool isUnended)
    {
        isUnended = false;
        var start = LastLineStart(file);
        if (file.Length - start > LongestLine)
        {
            throw JournalLine.Foreign(Location, 1);
        }

        var tail = new byte[(int)(file.Length - start)];
        file.Position = start;
        tail = tail.AsSpan(0, Fill(file, tail, tail.Length)).ToArray();
        if (tail.Length == 0)
        {
            return file.Length;
        }

        var text = Text(tail, isFirst: start == 0);
        if (IsWhole(text, number: 0))
        {
            isUnended = true;
            return file.Length;
        }

        if (start == 0 && !JournalLine.CanBeTorn(text))
        {
            throw JournalLine.Foreign(Location, 1);
        }

        using (var torn = OwnerOnly.Open(Location + ".torn", FileMode.Append, FileAccess.Write, FileShare.Read))
        {
            torn.Write(tail, 0, tail.Length);
            torn.WriteByte((byte)'\n');
            torn.Flush(flushToDisk: true);
        }

        _disk.FlushDirectoryOf(Location);
        file.SetLength(start);
        return start;
    }

    private bool IsWhole(ReadOnlySpan<byte> text, long number)
    {
        try
        {
            _ = JournalLine.Read(text, Location, number);
            return true;
        }
        catch (UnusableFileException exception) when (exception.ErrorId is ErrorIds.JournalDamaged or ErrorIds.JournalForeign)
        {
            return false;
        }
    }

    private long LastLineStart(FileStream file)
    {
        const int Block = 4096;
        var buffer = new byte[Block];
        for (var end = file.Length; end > 0;)
        {
            var start = Math.Max(0, end - Block);
            file.Position = start;
            var length = Fill(file, buffer, (int)(end - start));
            BytesRead += length;
            var newline = length > 0 ? Array.LastIndexOf(buffer, (byte)'\n', length - 1, length) : -1;
            if (newline >= 0)
            {
                return start + newline + 1;
            }

            end = start;
        }

        return 0;
    }

    private static int Fill(FileStream file, byte[] buffer, int count)
    {
        var length = 0;
        for (int read; length < count && (read = file.Read(buffer, length, count - length)) > 0;)
        {
            length += read;
        }

        return length;
    }

    private void Guarded(Action write)
    {
        try
        {
            write();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw new UnusableFileException(ErrorIds.JournalNotWritable, Location, DisplayText.Sentence(CoreMessages.JournalNotWritable, Location, exception.Message), exception);
        }
    }

    private UnusableFileException Damaged(long number, Exception inner) =>
        new(ErrorIds.JournalDamaged, Location, DisplayText.Sentence(CoreMessages.JournalDamaged, Location, number, inner.Message), inner);

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
