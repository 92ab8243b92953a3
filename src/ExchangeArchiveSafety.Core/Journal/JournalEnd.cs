namespace ExchangeArchiveSafety.Journal;

/// <summary>Where the records of a journal file end. A last line whose writing was cut off is set aside.</summary>
internal sealed class JournalEnd(FileStream file, string path, DurableDisk disk)
{
    /// <summary>Bytes that were read from the file.</summary>
    public long BytesRead { get; private set; }

    /// <summary>Whether the last record lacks its newline.</summary>
    public bool IsUnended { get; private set; }

    /// <summary>Finds it.</summary>
    public long Find()
    {
        var start = LastLineStart();
        if (file.Length - start > JournalReading.LongestLine)
        {
            throw JournalLine.Format.Foreign(path);
        }

        var tail = new byte[(int)(file.Length - start)];
        file.Position = start;
        tail = tail.AsSpan(0, file.Fill(tail, tail.Length)).ToArray();
        var text = JournalLine.Text(tail, isFirst: start == 0);
        IsUnended = tail.Length > 0 && JournalLine.IsRecord(text, path, number: 0);
        if (tail.Length == 0 || IsUnended)
        {
            return file.Length;
        }

        if (start == 0 && !JournalLine.Format.CanBeCutOff(text))
        {
            throw JournalLine.Format.Foreign(path);
        }

        SetAside(tail);
        file.SetLength(start);
        return start;
    }

    private void SetAside(byte[] tail)
    {
        using var torn = OwnerOnly.Open(path + ".torn", FileMode.Append, FileAccess.Write, FileShare.Read);
        torn.Write(tail, 0, tail.Length);
        torn.WriteByte((byte)'\n');
        disk.Flush(torn);
        disk.FlushDirectoryOf(path);
    }

    private long LastLineStart()
    {
        const int Block = 4096;
        var buffer = new byte[Block];
        for (var end = file.Length; end > 0;)
        {
            var start = Math.Max(0, end - Block);
            file.Position = start;
            var length = file.Fill(buffer, (int)(end - start));
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
}
