namespace ExchangeArchiveSafety;

/// <summary>
/// The journal as an append-only file of JSON lines. Every line is flushed to the disk before <see cref="Append"/> returns. A last line whose writing was
/// cut off announced a call that was never made; it is set aside in <c>&lt;journal&gt;.torn</c> when the file is next written, so nothing is lost.
/// </summary>
public sealed class JournalFile : IJournalStore
{
    private const int Remembered = 512;

    private readonly List<JournalRecord> _records = [];
    private long _readTo;
    private byte[] _lastRead = [];
    private long _lines;

    /// <summary>A journal at a path; nothing is opened yet.</summary>
    /// <param name="path">Full path of the file.</param>
    public JournalFile(string path) => Location = path;

    /// <inheritdoc/>
    public string Location { get; }

    /// <inheritdoc/>
    public void EnsureWritable()
    {
        try
        {
            _ = OwnerOnly.CreateDirectory(Path.GetDirectoryName(Location)!);
            using (OwnerOnly.Open(Location, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite))
            {
            }

            // Another run may hold the lock just now; only a lock that cannot be made is an obstacle.
            if (!File.Exists(LockPath))
            {
                TryEnter()?.Dispose();
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw NotWritable(exception);
        }

        _ = Read();
    }

    /// <inheritdoc/>
    public IDisposable? TryEnter()
    {
        try
        {
            return OwnerOnly.Open(LockPath, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException exception) when (exception is not (FileNotFoundException or DirectoryNotFoundException or PathTooLongException))
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<JournalRecord> Read()
    {
        if (!File.Exists(Location))
        {
            return [];
        }

        using var file = new FileStream(Location, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        if (!IsSameFile(file))
        {
            Forget();
        }

        var bytes = ReadFrom(file, _readTo);
        var start = 0;
        try
        {
            for (int end; (end = Array.IndexOf(bytes, (byte)'\n', start)) >= 0; start = end + 1)
            {
                AddLine(bytes.AsSpan(start, end - start));
            }
        }
        catch (UnusableFileException)
        {
            Forget();
            throw;
        }

        _readTo += start;
        if (start > 0)
        {
            _lastRead = bytes.AsSpan(Math.Max(0, start - Remembered), Math.Min(start, Remembered)).ToArray();
        }

        var tail = bytes.AsSpan(start);
        if (tail.Length == 0 || !IsWhole(tail))
        {
            return tail.Length == 0 || _records.Count > 0 || JournalLine.CanBeTorn(tail) ? [.. _records] : throw JournalLine.Foreign(Location, _lines + 1);
        }

        // Whole but for its newline: it counts, and is read again when the newline is there.
        return [.. _records, JournalLine.Read(tail, Location, _lines + 1)];
    }

    /// <inheritdoc/>
    public void Append(JournalRecord record)
    {
        try
        {
            // The hold on the journal keeps other writers out; readers and runs that are just beginning may look at the file meanwhile.
            using var file = OwnerOnly.Open(Location, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite);
            var line = JournalLine.Write(record);
            var end = MendTail(file);
            file.Position = end;
            file.Write(line, 0, line.Length);
            file.Flush(flushToDisk: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw NotWritable(exception);
        }
    }

    private string LockPath => Location + ".lock";

    // Records carry a random id, so the end of what was read tells whether this is still the file that was read.
    private bool IsSameFile(FileStream file)
    {
        if (file.Length < _readTo)
        {
            return false;
        }

        var seen = new byte[_lastRead.Length];
        file.Position = _readTo - seen.Length;
        return Fill(file, seen, seen.Length) == seen.Length && seen.AsSpan().SequenceEqual(_lastRead);
    }

    private void Forget()
    {
        _records.Clear();
        _readTo = _lines = 0;
        _lastRead = [];
    }

    private void AddLine(ReadOnlySpan<byte> line)
    {
        _lines++;
        if (line.Length > 0 && line[line.Length - 1] == (byte)'\r')
        {
            line = line.Slice(0, line.Length - 1);
        }

        if (line.Length > 0)
        {
            try
            {
                _records.Add(JournalLine.Read(line, Location, _lines));
            }
            catch (UnusableFileException exception) when (exception.ErrorId == "JournalForeign" && _records.Count > 0)
            {
                // The lines before it are ours, so this is a journal, with something in it that is not.
                throw new UnusableFileException("JournalDamaged", Location, DisplayText.Sentence(CoreMessages.JournalDamaged, Location, _lines, exception.Message), exception);
            }
        }
    }

    /// <summary>Ends a whole last line with its newline, or sets a torn one aside.</summary>
    /// <returns>Where the next line goes.</returns>
    private long MendTail(FileStream file)
    {
        var tail = ReadFrom(file, LastLineStart(file));
        if (tail.Length == 0)
        {
            return file.Length;
        }

        if (IsWhole(tail))
        {
            file.Position = file.Length;
            file.WriteByte((byte)'\n');
            return file.Length;
        }

        if (file.Length == tail.Length && !JournalLine.CanBeTorn(tail))
        {
            throw JournalLine.Foreign(Location, _lines + 1);
        }

        using (var torn = OwnerOnly.Open(Location + ".torn", FileMode.Append, FileAccess.Write, FileShare.Read))
        {
            torn.Write(tail, 0, tail.Length);
            torn.WriteByte((byte)'\n');
            torn.Flush(flushToDisk: true);
        }

        var whole = file.Length - tail.Length;
        file.SetLength(whole);
        return whole;
    }

    private bool IsWhole(ReadOnlySpan<byte> tail)
    {
        try
        {
            _ = JournalLine.Read(tail, Location, _lines + 1);
            return true;
        }
        catch (UnusableFileException exception) when (exception.ErrorId is "JournalDamaged" or "JournalForeign")
        {
            return false;
        }
    }

    private static long LastLineStart(FileStream file)
    {
        const int Block = 4096;
        var buffer = new byte[Block];
        for (var end = file.Length; end > 0;)
        {
            var start = Math.Max(0, end - Block);
            file.Position = start;
            var length = Fill(file, buffer, (int)(end - start));
            var newline = Array.LastIndexOf(buffer, (byte)'\n', length - 1, length);
            if (newline >= 0)
            {
                return start + newline + 1;
            }

            end = start;
        }

        return 0;
    }

    private static byte[] ReadFrom(FileStream file, long position)
    {
        var bytes = new byte[checked((int)(file.Length - position))];
        file.Position = position;
        var length = Fill(file, bytes, bytes.Length);
        return length == bytes.Length ? bytes : bytes.AsSpan(0, length).ToArray();
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

    private UnusableFileException NotWritable(Exception exception) =>
        new("JournalNotWritable", Location, DisplayText.Sentence(CoreMessages.JournalNotWritable, Location, exception.Message), exception);
}
