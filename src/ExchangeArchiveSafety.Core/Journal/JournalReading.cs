namespace ExchangeArchiveSafety.Journal;

/// <summary>Reads the records of a journal file from a position on.</summary>
internal sealed class JournalReading(string path, IJournalReader reader)
{
    // A record names twenty copies at most; nothing that this module writes comes near it.
    public const int LongestLine = 64 * 1024 * 1024;

    private JournalPosition _at = JournalPosition.Start;

    /// <summary>Bytes that were read from the file.</summary>
    public long BytesRead { get; private set; }

    /// <summary>Where the journal goes on; null where it does not.</summary>
    public string? ContinuedIn { get; private set; }

    /// <summary>Gives out what is there, and tells where it ends.</summary>
    /// <param name="file">The journal, at the position.</param>
    /// <param name="from">The position.</param>
    public JournalPosition Read(Stream file, JournalPosition from)
    {
        _at = from;
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

        return _at.Records >= _at.Owed ? _at : throw JournalLine.Format.Damaged(path, _at.Lines + 1, DisplayText.Sentence(CoreMessages.SnapshotCutOff, _at.Records, _at.Owed));
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
            Give(ReadRecord(text));
        }

        // One that is whole but for its newline counts; the newline that comes later ends no other line.
        _at = _at.Past(line, isEnded, text.Length > 0);
        return true;
    }

    private void Give(JournalRecord record)
    {
        if (record is SnapshotRecord { IsHeader: true } header)
        {
            _at = _at.Records == 0 ? _at with { Owed = header.Follow + 1 } : throw JournalLine.Format.Damaged(path, _at.Lines + 1, CoreMessages.SnapshotMisplaced);
        }

        ContinuedIn = (record as SnapshotRecord)?.ContinuedIn;
        reader.Add(record);
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
}
