using System.Text;
using System.Text.Json;

namespace ExchangeArchiveSafety;

/// <summary>One journal record as one line of JSON, and back. A line that was written by something else is read as well, whatever its spacing and the order of its properties.</summary>
public static class JournalLine
{
    /// <summary>The newest version this module knows.</summary>
    public const int Version = 1;

    private const string FormatName = "ExchangeArchiveSafety.Journal/";

    private static readonly byte[] Start = Encoding.UTF8.GetBytes("{\"format\":\"" + FormatName);

    internal const string Format = FormatName + "1";

    /// <summary>The line of a record, newline included.</summary>
    /// <param name="record">The record.</param>
    public static byte[] Write(JournalRecord record) => [.. JsonSerializer.SerializeToUtf8Bytes(record, FileJson.Mail), (byte)'\n'];

    /// <summary>The record of a line.</summary>
    /// <param name="line">The line without its newline.</param>
    /// <param name="path">How the journal is called in errors.</param>
    /// <param name="number">The line's number, from 1.</param>
    /// <exception cref="UnusableFileException">The line is foreign, newer or damaged.</exception>
    public static JournalRecord Read(ReadOnlySpan<byte> line, string path, long number)
    {
        var version = line.StartsWith(Start) ? Leading(line.Slice(Start.Length)) : FindVersion(line) ?? throw Foreign(path, number);
        if (version > Version)
        {
            throw new UnusableFileException(ErrorIds.JournalNewer, path, DisplayText.Sentence(CoreMessages.JournalNewer, path, number, version, Version));
        }

        try
        {
            var record = version > 0 ? JsonSerializer.Deserialize<JournalRecord>(line, FileJson.Mail) : throw new JsonException("The version of the format cannot be read.");
            return record is { Identity: not null } && (record.IsAboutCopies ? HasCopies(record) : record.SuspensionId != Guid.Empty && record.ExchangeGuid != Guid.Empty)
                ? record
                : throw new JsonException("What was changed, or its mailbox, is missing.");
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new UnusableFileException(ErrorIds.JournalDamaged, path, DisplayText.Sentence(CoreMessages.JournalDamaged, path, number, exception.Message), exception);
        }
    }

    /// <summary>Whether bytes without a newline at the end of the file can be the begin of a record whose writing was cut off.</summary>
    /// <param name="tail">The bytes after the last newline.</param>
    internal static bool CanBeTorn(ReadOnlySpan<byte> tail) =>
        WithoutPadding(tail).StartsWith(Start) || Start.AsSpan().StartsWith(WithoutPadding(tail)) || FindVersion(WithoutPadding(tail)) is not null;

    internal static UnusableFileException Foreign(string path, long number) =>
        new(ErrorIds.JournalForeign, path, DisplayText.Sentence(CoreMessages.JournalForeign, path, number));

    // A power cut can leave a file longer than what was written to it; the rest reads as zero.
    private static ReadOnlySpan<byte> WithoutPadding(ReadOnlySpan<byte> tail)
    {
        while (tail.Length > 0 && tail[tail.Length - 1] == 0)
        {
            tail = tail.Slice(0, tail.Length - 1);
        }

        return tail;
    }

    private static bool HasCopies(JournalRecord record) =>
        record.RemovalId != Guid.Empty && !string.IsNullOrEmpty(record.MailboxId)
        && record.Items is { Count: > 0 } items && items.All(item => !string.IsNullOrEmpty(item?.ItemId));

    private static int Leading(ReadOnlySpan<byte> text) =>
        System.Buffers.Text.Utf8Parser.TryParse(text, out int version, out _) ? version : 0;

    /// <summary>The version in a line whose format stands somewhere in it, as far as it can be read; null where it is not ours.</summary>
    private static int? FindVersion(ReadOnlySpan<byte> line)
    {
        var reader = new Utf8JsonReader(line, isFinalBlock: false, default);
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return null;
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var isFormat = reader.ValueTextEquals("format");
                if (!reader.Read())
                {
                    return null;
                }

                if (isFormat)
                {
                    return reader.TokenType == JsonTokenType.String && reader.GetString() is { } format && format.StartsWith(FormatName, StringComparison.Ordinal)
                        ? Leading(Encoding.UTF8.GetBytes(format.Substring(FormatName.Length)))
                        : null;
                }

                if (!reader.TrySkip())
                {
                    return null;
                }
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // No JSON, or none up to here.
        }

        return null;
    }
}
