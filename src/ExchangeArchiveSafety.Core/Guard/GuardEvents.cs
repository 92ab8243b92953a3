using System.Text.Json;
using System.Text.Json.Serialization;

namespace ExchangeArchiveSafety;

/// <summary>A file that gets one JSON line for every change of every pass, for log collectors. Several passes may write to it at once.</summary>
public sealed class GuardEvents
{
    /// <summary>Stands first in every line.</summary>
    public const string Format = "ExchangeArchiveSafety.GuardEvent/1";

    // A collector finds every field in every line.
    internal static readonly JsonSerializerOptions Whole = new(FileJson.Mail) { DefaultIgnoreCondition = JsonIgnoreCondition.Never };

    private readonly string _path;
    private readonly JournalLock _lock;

    /// <summary>A file at a path; nothing is opened yet.</summary>
    /// <param name="path">Its full path.</param>
    public GuardEvents(string path)
    {
        _path = path;
#pragma warning disable RS0030 // Another process holds the lock for one line: some milliseconds.
        _lock = new(path, Thread.Sleep);
#pragma warning restore RS0030
    }

    /// <summary>Makes sure that it can be written; begins it where it is not there.</summary>
    /// <exception cref="UnusableFileException"><c>EventsNotWritable</c>.</exception>
    public void EnsureWritable() => Write([]);

    /// <summary>Appends the line of a change, whole or not at all as far as others see.</summary>
    /// <param name="change">The change.</param>
    /// <param name="journal">Where it is recorded.</param>
    /// <param name="tenant">The tenant, where it is known.</param>
    /// <exception cref="UnusableFileException"><c>EventsNotWritable</c>.</exception>
    public void Append(GuardChange change, string journal, string? tenant) => Write(
    [
        .. JsonSerializer.SerializeToUtf8Bytes(
            new
            {
                Format,
                change.AtUtc,
                Tenant = tenant,
                change.Identity,
                change.ExchangeGuid,
                change.Action,
                change.Status,
                change.Method,
                change.State,
                change.Reason,
                change.Before,
                change.After,
                Journal = journal,
            },
            Whole),
        (byte)'\n',
    ]);

    private void Write(byte[] line)
    {
        try
        {
            using (_lock.Enter(CancellationToken.None))
            {
                // Collectors read it meanwhile, once its owner lets them, and may move it away.
                using var file = OwnerOnly.Open(_path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
                if (line.Length > 0 && file.Length > 0)
                {
                    // A line that a killed pass began ends here, so that it spoils no other.
                    file.Position = file.Length - 1;
                    if (file.ReadByte() != '\n')
                    {
                        file.WriteByte((byte)'\n');
                    }
                }

                file.Write(line, 0, line.Length);
            }
        }
        catch (Exception exception) when (FileFormat.IsOfFiles(exception) || exception is UnusableFileException)
        {
            throw new UnusableFileException(ErrorIds.EventsNotWritable, _path, DisplayText.Sentence(CoreMessages.GuardEventsNotWritable, _path, exception.Message), exception);
        }
    }
}
