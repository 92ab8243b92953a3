using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace ExchangeArchiveSafety.Files;

/// <summary>
/// A kind of file that says in front what it is, and in which version: the one place where such a file is opened and known, and where foreign, newer, damaged,
/// cut off and not readable are told apart.
/// </summary>
/// <param name="name">Its name. After one that ends with a slash the version follows; otherwise the version is a property of its own, and both stand first.</param>
/// <param name="newest">The newest version this module knows.</param>
/// <param name="errors">The ids of what can be wrong with it.</param>
internal sealed class FileFormat(string name, int newest, FileErrors errors)
{
    private readonly byte[] _start = Encoding.UTF8.GetBytes("{\"format\":\"" + name);
    private readonly bool _hasVersionBeside = name[name.Length - 1] != '/';

    /// <summary>Name and version as they are written.</summary>
    public string Mark { get; } = name + newest.ToString(CultureInfo.InvariantCulture);

    /// <summary>Whether an exception says that a file cannot be reached.</summary>
    public static bool IsOfFiles(Exception exception) =>
        exception is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException or System.Security.SecurityException;

    /// <summary>Whether an exception says that a file holds something else than it should.</summary>
    public static bool IsOfContent(Exception exception) => exception is JsonException or InvalidOperationException or FormatException or ArgumentException;

    /// <summary>Opens a file, keeps nobody from writing or replacing it, and reads it.</summary>
    public T Read<T>(string path, Func<FileStream, T> read) => Reading(path, () =>
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        return read(file);
    });

    /// <summary>Reads what is at a path.</summary>
    public T Reading<T>(string path, Func<T> read) => Reached(path, read, errors.NotReadable);

    /// <summary>Writes what is at a path.</summary>
    public T Write<T>(string path, Func<T> write) => Reached(path, write, errors.NotWritable);

    /// <summary>Makes sure that JSON is of this format and of a version that this module knows.</summary>
    public void Check(ReadOnlySpan<byte> json, string path, long line = 1)
    {
        var version = VersionIn(json) ?? throw Foreign(path, line);
        Check(version, path, line);
        if (version < 1)
        {
            throw Damaged(path, line, "The version of the format cannot be read.");
        }
    }

    /// <summary>Makes sure that a version is one that this module knows.</summary>
    public void Check(int version, string path, long line = 1)
    {
        if (version > newest)
        {
            throw Unusable(errors.Newer, path, null, line, version, newest);
        }
    }

    /// <summary>The version that stands with the name of this format; 0 where it cannot be read, null where the name does not stand there.</summary>
    public int? VersionIn(ReadOnlySpan<byte> json) => VersionIn(json, isWhole: false, out _);

    /// <summary>The same of JSON of which there may be no more.</summary>
    /// <param name="json">The JSON, or its begin.</param>
    /// <param name="isWhole">Whether there is no more.</param>
    /// <param name="broken">Where it ceases to be JSON; null where it does not.</param>
    public int? VersionIn(ReadOnlySpan<byte> json, bool isWhole, out JsonException? broken)
    {
        broken = null;
        if (!_hasVersionBeside && json.StartsWith(_start))
        {
            return Number(json.Slice(_start.Length));
        }

        var reader = new Utf8JsonReader(json, isWhole, default);
        try
        {
            if (!TopLevel.Find(ref reader, "format", isNext: _hasVersionBeside)
                || reader.TokenType != JsonTokenType.String || reader.GetString() is not { } format || !format.StartsWith(name, StringComparison.Ordinal))
            {
                return null;
            }

            return !_hasVersionBeside ? Number(Encoding.UTF8.GetBytes(format.Substring(name.Length)))
                : format == name && TopLevel.Find(ref reader, "version", isNext: true) && reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var version) ? version
                : null;
        }
        catch (JsonException exception)
        {
            broken = exception;
            return null;
        }
        catch (InvalidOperationException)
        {
            // A format that is no text.
            return null;
        }
    }

    /// <summary>Whether bytes can be the begin of a file, or of a line, whose writing was cut off.</summary>
    public bool CanBeCutOff(ReadOnlySpan<byte> bytes)
    {
        // A power cut can leave a file longer than what was written to it; the rest reads as zero.
        while (bytes.Length > 0 && bytes[bytes.Length - 1] == 0)
        {
            bytes = bytes.Slice(0, bytes.Length - 1);
        }

        return bytes.StartsWith(_start) || _start.AsSpan().StartsWith(bytes) || VersionIn(bytes) is not null;
    }

    public UnusableFileException Foreign(string path, long line = 1, Exception? inner = null) => Unusable(errors.Foreign, path, inner, line);

    public UnusableFileException Damaged(string path, long line, string why, Exception? inner = null) => Unusable(errors.Damaged, path, inner, line, why);

    private static T Reached<T>(string path, Func<T> use, string error)
    {
        try
        {
            return use();
        }
        catch (Exception exception) when (IsOfFiles(exception))
        {
            throw Unusable(error, path, exception, exception.Message);
        }
    }

    private static UnusableFileException Unusable(string id, string path, Exception? inner, params object[] values) =>
        new(id, path, DisplayText.Sentence(CoreMessages.ResourceManager.GetString(id, CultureInfo.InvariantCulture)!, [path, .. values]), inner);

    private static int Number(ReadOnlySpan<byte> text) => Utf8Parser.TryParse(text, out int number, out _) ? number : 0;
}

/// <summary>The error ids of a kind of file, each with the sentence that is called like it.</summary>
internal sealed record FileErrors(string Foreign, string Newer, string Damaged, string NotReadable, string NotWritable);
