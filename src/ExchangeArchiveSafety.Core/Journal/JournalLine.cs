using System.Text.Json;

namespace ExchangeArchiveSafety;

/// <summary>One journal record as one line of JSON, and back. A line that was written by something else is read as well, whatever its spacing and the order of its properties.</summary>
public static class JournalLine
{
    /// <summary>The newest version this module knows.</summary>
    public const int Version = 1;

    internal static readonly FileFormat Format = new(
        "ExchangeArchiveSafety.Journal/",
        Version,
        new(ErrorIds.JournalForeign, ErrorIds.JournalNewer, ErrorIds.JournalDamaged, ErrorIds.JournalNotReadable, ErrorIds.JournalNotWritable));

    private static readonly byte[] ByteOrderMark = [0xEF, 0xBB, 0xBF];

    /// <summary>The line of a record, newline included.</summary>
    /// <param name="record">The record.</param>
    public static byte[] Write(JournalRecord record) => [.. JsonSerializer.SerializeToUtf8Bytes(record, record.GetType(), FileJson.Mail), (byte)'\n'];

    /// <summary>The record of a line.</summary>
    /// <param name="line">The line without its newline.</param>
    /// <param name="path">How the journal is called in errors.</param>
    /// <param name="number">The line's number, from 1.</param>
    /// <exception cref="UnusableFileException">The line is foreign, newer or damaged.</exception>
    public static JournalRecord Read(ReadOnlySpan<byte> line, string path, long number)
    {
        Format.Check(line, path, number);
        try
        {
            JournalRecord? record = OperationOf(line) switch
            {
                JournalOperation.Remove or JournalOperation.Restore => JsonSerializer.Deserialize<CopyRecord>(line, FileJson.Mail),
                JournalOperation.Probe => JsonSerializer.Deserialize<ProbeRecord>(line, FileJson.Mail),
                JournalOperation.Remember => JsonSerializer.Deserialize<MemoryRecord>(line, FileJson.Mail),
                _ => JsonSerializer.Deserialize<SuspensionRecord>(line, FileJson.Mail),
            };
            return record is { Identity: not null, IsWhole: true } ? record : throw new JsonException("What was changed, or its mailbox, is missing.");
        }
        catch (Exception exception) when (FileFormat.IsOfContent(exception))
        {
            throw Format.Damaged(path, number, exception.Message, exception);
        }
    }

    /// <summary>Whether a line is a whole record.</summary>
    internal static bool IsRecord(ReadOnlySpan<byte> line, string path, long number)
    {
        try
        {
            _ = Read(line, path, number);
            return true;
        }
        catch (UnusableFileException exception) when (exception.ErrorId is ErrorIds.JournalDamaged or ErrorIds.JournalForeign)
        {
            return false;
        }
    }

    /// <summary>A line without what ends it.</summary>
    /// <param name="line">The line as it stands in the file.</param>
    /// <param name="isFirst">Whether it is the first one.</param>
    internal static ReadOnlySpan<byte> Text(byte[] line, bool isFirst)
    {
        // Some editors put a mark in front.
        var text = isFirst && line.AsSpan().StartsWith(ByteOrderMark) ? line.AsSpan(ByteOrderMark.Length) : line;
        while (text.Length > 0 && text[text.Length - 1] is (byte)'\n' or (byte)'\r')
        {
            text = text.Slice(0, text.Length - 1);
        }

        return text;
    }

    private static JournalOperation? OperationOf(ReadOnlySpan<byte> line)
    {
        var reader = new Utf8JsonReader(line);
        return TopLevel.Find(ref reader, "operation") ? JsonSerializer.Deserialize<JournalOperation>(ref reader, FileJson.Mail) : null;
    }
}
