namespace ExchangeArchiveSafety.Duplicates.Folders;

/// <summary>
/// Auto-expanding archives spread a folder's items over subfolders named <c>&lt;folder&gt;_yyyy (Created on ...)</c>, in the folder
/// itself or beside it (documented). For pairing they are the folder.
/// </summary>
internal static class ExpandedArchiveFolder
{
    private const string Mark = " (Created on ";

    /// <summary>Takes the added names off a path.</summary>
    public static void Undo(List<string> names)
    {
        // From the top, as one can lie in another when the folder was expanded again.
        for (var index = 0; index < names.Count;)
        {
            if (OriginalName(names[index]) is not { } original)
            {
                index++;
            }
            else if (index > 0 && IsSame(names[index - 1], original, index == 1))
            {
                names.RemoveAt(index);
            }
            else
            {
                names[index++] = original;
            }
        }
    }

    /// <summary>Whether the folder above is the one that was expanded, which may have another language's name since.</summary>
    private static bool IsSame(string above, string original, bool atTop) =>
        string.Equals(above, original, StringComparison.OrdinalIgnoreCase)
        || (atTop && WellKnownFolderNames.Find(original) is var meaning and not WellKnownFolder.None && WellKnownFolderNames.Find(above) == meaning);

    /// <summary>The folder's own name, or null when the name is no expanded one.</summary>
    private static string? OriginalName(string name)
    {
        var mark = name.IndexOf(Mark, StringComparison.OrdinalIgnoreCase);
        if (mark < "x_2000".Length || name[name.Length - 1] != ')' || name[mark - 5] != '_')
        {
            return null;
        }

        for (var digit = mark - 4; digit < mark; digit++)
        {
            if (name[digit] is < '0' or > '9')
            {
                return null;
            }
        }

        return name.Substring(0, mark - 5);
    }
}
