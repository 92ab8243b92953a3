namespace ExchangeArchiveSafety;

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
        for (var index = names.Count - 1; index >= 0; index--)
        {
            if (OriginalName(names[index]) is not { } original)
            {
                continue;
            }

            if (index > 0 && string.Equals(names[index - 1], original, StringComparison.OrdinalIgnoreCase))
            {
                names.RemoveAt(index);
            }
            else
            {
                names[index] = original;
            }
        }
    }

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
