using System.Text.Json;

namespace ExchangeArchiveSafety;

/// <summary>One journal record as one line of JSON, and back. A line that was written by something else is read as well, whatever its spacing and the order of its properties.</summary>
public static class JournalLine
{
    /// <summary>The newest version this module knows.</summary>
    public const int Version = 2;

    // What older versions read they may go on with; only what they would misread carries the newer mark.
    internal const string FirstMark = "ExchangeArchiveSafety.Journal/1";

    internal static readonly FileFormat Format = new(
        "ExchangeArchiveSafety.Journal/",
        Version,
        new(ErrorIds.JournalForeign, ErrorIds.JournalNewer, ErrorIds.JournalDamaged, ErrorIds.JournalNotReadable, ErrorIds.JournalNotWritable));

    private static readonly JsonSerializerOptions Json = new(FileJson.Mail) { IgnoreReadOnlyProperties = true };
    private static readonly byte[] ByteOrderMark = [0xEF, 0xBB, 0xBF];

    /// <summary>Whether a journal begins like this.</summary>
    internal static bool IsBegin(ReadOnlySpan<byte> text) => Format.VersionIn(text.StartsWith(ByteOrderMark) ? text.Slice(ByteOrderMark.Length) : text) is not null;

    /// <summary>The line of a record, newline included.</summary>
    /// <param name="record">The record.</param>
    public static byte[] Write(JournalRecord record) => [.. JsonSerializer.SerializeToUtf8Bytes(record, record.GetType(), Json), (byte)'\n'];

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
                JournalOperation.Remove or JournalOperation.Restore => JsonSerializer.Deserialize<CopyRecord>(line, Json),
                JournalOperation.Probe => JsonSerializer.Deserialize<ProbeRecord>(line, Json),
                JournalOperation.Remember => JsonSerializer.Deserialize<MemoryRecord>(line, Json),
                JournalOperation.Snapshot => JsonSerializer.Deserialize<SnapshotRecord>(line, Json),
                _ => JsonSerializer.Deserialize<SuspensionRecord>(line, Json),
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

    /// <summary>Where the last whole line of a journal says that it goes on; null where it does not say so.</summary>
    /// <param name="end">The last bytes of the journal.</param>
    /// <param name="path">How the journal is called in errors.</param>
    internal static string? ContinuedIn(byte[] end, string path)
    {
        var line = Text(end, isFirst: false);
        line = line.Slice(line.LastIndexOf((byte)'\n') + 1);
        return IsRecord(line, path, number: 0) ? (Read(line, path, number: 0) as SnapshotRecord)?.ContinuedIn : null;
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
        return TopLevel.Find(ref reader, "operation") ? JsonSerializer.Deserialize<JournalOperation>(ref reader, Json) : null;
    }
}
