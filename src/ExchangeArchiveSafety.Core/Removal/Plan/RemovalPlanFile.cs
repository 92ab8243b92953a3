using System.Security.Cryptography;
using System.Text.Json;

namespace ExchangeArchiveSafety;

/// <summary>Reads a plan file: whole, or not at all.</summary>
public static class RemovalPlanFile
{
    /// <summary>The newest version this module knows.</summary>
    public const int Version = RemovalPlanLines.Version;

    /// <summary>The groups of a plan file. Nothing is given out before the end of the file was seen.</summary>
    /// <param name="path">The full path.</param>
    /// <exception cref="UnusableFileException">
    /// <c>RemovalPlanNotReadable</c>, <c>RemovalPlanForeign</c>, <c>RemovalPlanNewer</c>, or <c>RemovalPlanDamaged</c>, which a file that was cut off is too.
    /// </exception>
    public static IReadOnlyList<ArchiveDuplicateGroup> Read(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
            return Read(file, path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw new UnusableFileException(ErrorIds.RemovalPlanNotReadable, path, DisplayText.Sentence(CoreMessages.RemovalPlanNotReadable, path, exception.Message), exception);
        }
    }

    /// <summary>The groups of a plan.</summary>
    /// <param name="stream">The plan.</param>
    /// <param name="path">How it is called in errors.</param>
    public static IReadOnlyList<ArchiveDuplicateGroup> Read(Stream stream, string path)
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var groups = new List<ArchiveDuplicateGroup>();
        var isWhole = false;
        var number = 0L;
        foreach (var line in new WholeLines(stream))
        {
            number++;
            if (number == 1)
            {
                CheckHeader(line, path);
            }
            else
            {
                try
                {
                    isWhole = !isWhole ? Add(line, groups, digest) : throw new JsonException("There is more after the end.");
                }
                catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException or ArgumentException)
                {
                    throw Damaged(path, number, exception.Message, exception);
                }
            }

            digest.AppendData(line);
        }

        return isWhole ? groups
            : number == 0 ? throw Foreign(path)
            : throw Damaged(path, number, CoreMessages.CutOff);
    }

    /// <summary>Takes a group along, or checks the end.</summary>
    /// <returns>Whether it was the end.</returns>
    private static bool Add(byte[] line, List<ArchiveDuplicateGroup> groups, IncrementalHash digest)
    {
        if (line[line.Length - 1] != '\n')
        {
            throw new JsonException(CoreMessages.CutOff);
        }

        var json = line.AsSpan(0, line.Length - 1);
        if (!json.StartsWith("{\"end\":"u8))
        {
            groups.Add((RemovalPlanLines.Read<RemovalPlanLines.Group>(json) ?? throw new JsonException("A group is missing.")).ToGroup());
            return false;
        }

        var footer = RemovalPlanLines.Read<RemovalPlanLines.Footer>(json);
        return footer is { End: true } && footer.Groups == groups.Count && footer.Surplus == groups.Sum(group => (long)group.Surplus.Count)
            && string.Equals(footer.Sha256, LowerHex.Of(digest.GetHashAndReset()), StringComparison.Ordinal)
                ? true
                : throw new JsonException("The groups are not those that were written.");
    }

    private static void CheckHeader(byte[] line, string path)
    {
        var start = RemovalPlanLines.Start.AsSpan();
        if (!line.AsSpan().StartsWith(start))
        {
            throw line.Length < start.Length && start.StartsWith(line) ? Damaged(path, 1, CoreMessages.CutOff) : Foreign(path);
        }

        if (line[line.Length - 1] != '\n')
        {
            throw Damaged(path, 1, CoreMessages.CutOff);
        }

        var version = System.Buffers.Text.Utf8Parser.TryParse(line.AsSpan(start.Length), out int number, out _) ? number : 0;
        if (version > Version)
        {
            throw new UnusableFileException(ErrorIds.RemovalPlanNewer, path, DisplayText.Sentence(CoreMessages.RemovalPlanNewer, path, 1, version, Version));
        }

        try
        {
            if (version < 1 || RemovalPlanLines.Read<RemovalPlanLines.Header>(line.AsSpan(0, line.Length - 1)) is null)
            {
                throw new JsonException("The version is missing.");
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw Damaged(path, 1, exception.Message, exception);
        }
    }

    private static UnusableFileException Foreign(string path) =>
        new(ErrorIds.RemovalPlanForeign, path, DisplayText.Sentence(CoreMessages.RemovalPlanForeign, path, 1));

    private static UnusableFileException Damaged(string path, long line, string why, Exception? inner = null) =>
        new(ErrorIds.RemovalPlanDamaged, path, DisplayText.Sentence(CoreMessages.RemovalPlanDamaged, path, line, why), inner);
}
