namespace ExchangeArchiveSafety.Journal;

/// <summary>Reads the records of a journal file from a position on.</summary>
internal sealed class JournalReading(string path, IJournalReader reader)
{
    // A record names twenty copies at most; nothing that this module writes comes near it.
    public const int LongestLine = 64 * 1024 * 1024;

    private const int Remembered = 512;

    private JournalPosition _at = JournalPosition.Start;

    /// <summary>Bytes that were read from the file.</summary>
    public long BytesRead { get; private set; }

    /// <summary>Gives out what is there, and tells where it ends.</summary>
    public JournalPosition Read(FileStream file, JournalPosition from)
    {
        _at = from;
        file.Position = from.Offset;
        try
        {
            foreach (var line in new WholeLines(file, LongestLine))
            {
                BytesRead += line.Length;
                if (!Take(line))
                {
                    break;
                }
            }
        }
        catch (InvalidDataException exception)
        {
            throw NoRecord(exception);
        }

        return _at;
    }

    /// <returns>Whether more can follow.</returns>
    private bool Take(byte[] line)
    {
        var isEnded = line[line.Length - 1] == (byte)'\n';
        var text = JournalLine.Text(line, isFirst: _at.Offset == 0);
        if (!isEnded && !JournalLine.IsRecord(text, path, _at.Lines + 1))
        {
            // Being written, or cut off. It is no record, and is looked at again.
            return _at.Records > 0 || JournalLine.Format.CanBeCutOff(text) ? false : throw NoRecord(null);
        }

        if (text.Length > 0)
        {
            reader.Add(ReadRecord(text));
        }

        // One that is whole but for its newline counts; the newline that comes later ends no other line.
        _at = new()
        {
            Offset = _at.Offset + line.Length,
            Lines = _at.Lines + (isEnded ? 1 : 0),
            Records = _at.Records + (text.Length > 0 ? 1 : 0),
            LastBytes = LastOf(_at.LastBytes, line),
        };
        return true;
    }

    private JournalRecord ReadRecord(ReadOnlySpan<byte> text)
    {
        try
        {
            return JournalLine.Read(text, path, _at.Lines + 1);
        }
        catch (UnusableFileException exception) when (exception.ErrorId == ErrorIds.JournalForeign)
        {
            throw NoRecord(exception);
        }
    }

    // Where the lines before it are ours, this is a journal, with something in it that is not.
    private UnusableFileException NoRecord(Exception? exception) => _at.Records > 0
        ? JournalLine.Format.Damaged(path, _at.Lines + 1, exception?.Message ?? "", exception)
        : JournalLine.Format.Foreign(path, _at.Lines + 1);

    private static byte[] LastOf(byte[] before, byte[] line)
    {
        var more = Math.Min(before.Length, Math.Max(0, Remembered - line.Length));
        var own = Math.Min(line.Length, Remembered);
        return [.. before.AsSpan(before.Length - more), .. line.AsSpan(line.Length - own)];
    }
}
