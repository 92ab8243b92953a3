using System.Security.Cryptography;
using System.Text.Json;

namespace ExchangeArchiveSafety;

/// <summary>Reads a groups file: whole, or not at all.</summary>
public static class GroupsFile
{
    /// <summary>The newest version this module knows.</summary>
    public const int Version = 1;

    // The names that the file and its errors had when it was called a plan.
    internal static readonly FileFormat Format = new(
        "ExchangeArchiveSafety.RemovalPlan/",
        Version,
        new(ErrorIds.RemovalPlanForeign, ErrorIds.RemovalPlanNewer, ErrorIds.RemovalPlanDamaged, ErrorIds.RemovalPlanNotReadable, ErrorIds.RemovalPlanNotWritable));

    /// <summary>The groups of a file. Nothing is given out before the end of the file was seen.</summary>
    /// <param name="path">The full path.</param>
    /// <exception cref="UnusableFileException">
    /// <c>RemovalPlanNotReadable</c>, <c>RemovalPlanForeign</c>, <c>RemovalPlanNewer</c>, or <c>RemovalPlanDamaged</c>, which a file that was cut off is too.
    /// </exception>
    public static IReadOnlyList<ArchiveDuplicateGroup> Read(string path) => Format.Read(path, file => Read(file, path));

    /// <summary>The groups of a stream.</summary>
    /// <param name="stream">The stream.</param>
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
            if (number == 1 && !Format.CanBeCutOff(line))
            {
                throw Format.Foreign(path);
            }

            try
            {
                isWhole = !isWhole ? Add(Ended(line), number, path, groups, digest) : throw new JsonException("There is more after the end.");
            }
            catch (Exception exception) when (FileFormat.IsOfContent(exception))
            {
                throw Format.Damaged(path, number, exception.Message, exception);
            }

            digest.AppendData(line);
        }

        return isWhole ? groups
            : number == 0 ? throw Format.Foreign(path)
            : throw Format.Damaged(path, number, CoreMessages.CutOff);
    }

    private static ReadOnlySpan<byte> Ended(byte[] line) =>
        line[line.Length - 1] == '\n' ? line.AsSpan(0, line.Length - 1) : throw new JsonException(CoreMessages.CutOff);

    /// <summary>Checks the first line, takes a group along, or checks the end.</summary>
    /// <returns>Whether it was the end.</returns>
    private static bool Add(ReadOnlySpan<byte> line, long number, string path, List<ArchiveDuplicateGroup> groups, IncrementalHash digest)
    {
        if (number == 1)
        {
            Format.Check(line, path);
            return GroupsFileLines.Read<GroupsFileLines.Header>(line) is null ? throw new JsonException("The header is missing.") : false;
        }

        if (!line.StartsWith("{\"end\":"u8))
        {
            groups.Add((GroupsFileLines.Read<GroupsFileLines.Group>(line) ?? throw new JsonException("A group is missing.")).ToGroup());
            return false;
        }

        var footer = GroupsFileLines.Read<GroupsFileLines.Footer>(line);
        return footer is { End: true } && footer.Groups == groups.Count && footer.Surplus == groups.Sum(group => (long)group.Surplus.Count)
            && string.Equals(footer.Sha256, LowerHex.Of(digest.GetHashAndReset()), StringComparison.Ordinal)
                ? true
                : throw new JsonException("The groups are not those that were written.");
    }
}
