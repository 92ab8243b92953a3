using System.Runtime.CompilerServices;

namespace ExchangeArchiveSafety.Duplicates.Normalization;

/// <summary>
/// The Message-ID header as evidence: without white space around it and without its angle brackets, which some exports drop.
/// What is left is compared exactly; RFC 5322 makes it case-sensitive.
/// </summary>
internal static class MessageId
{
    /// <summary>The id; empty when there is none, or only one that a migration tool made up.</summary>
    [MethodImpl(Hot.Path)]
    public static string Normalize(string header)
    {
        var id = WhiteSpace.TrimAscii(header);
        if (id.Length >= 2 && id[0] == '<' && id[id.Length - 1] == '>')
        {
            id = WhiteSpace.TrimAscii(id.Substring(1, id.Length - 2));
        }

        return IsArtificial(id) ? "" : id;
    }

    /// <summary>The same for UTF-8.</summary>
    [MethodImpl(Hot.Path)]
    public static ReadOnlySpan<byte> Normalize(ReadOnlySpan<byte> header)
    {
        var id = WhiteSpace.TrimAscii(header);
        if (id.Length >= 2 && id[0] == '<' && id[id.Length - 1] == '>')
        {
            id = WhiteSpace.TrimAscii(id.Slice(1, id.Length - 2));
        }

        // Hardly any id ends with that letter, which spares the look at the rest of it.
        return id.Length > 0 && id[id.Length - 1] == 'c' && IsArtificial(id) ? default : id;
    }

    // imapsync --addheader gives messages without an id one of the form nnn@imapsync, from their number in the source folder:
    // two different messages of two folders can have the same.
    [MethodImpl(Hot.Path)]
    private static bool IsArtificial(string id)
    {
        if (!id.EndsWith("@imapsync", StringComparison.Ordinal))
        {
            return false;
        }

        for (var index = 0; index < id.Length - "@imapsync".Length; index++)
        {
            if (id[index] is < '0' or > '9')
            {
                return false;
            }
        }

        return true;
    }

    [MethodImpl(Hot.Path)]
    private static bool IsArtificial(ReadOnlySpan<byte> id)
    {
        if (!id.EndsWith("@imapsync"u8))
        {
            return false;
        }

        foreach (var character in id.Slice(0, id.Length - "@imapsync".Length))
        {
            if (character is < (byte)'0' or > (byte)'9')
            {
                return false;
            }
        }

        return true;
    }
}
