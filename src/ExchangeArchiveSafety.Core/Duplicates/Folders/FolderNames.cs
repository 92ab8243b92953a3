namespace ExchangeArchiveSafety.Duplicates.Folders;

/// <summary>Splits a folder path into names.</summary>
internal static class FolderNames
{
    /// <summary>The names along a path, without what other tools and auto-expanding archives add; null where the path is not known.</summary>
    /// <param name="folderPath">The path.</param>
    /// <param name="location">The location that it lies in.</param>
    /// <param name="isExact">Whether the names are certainly those of the folders: then nothing is taken for what only some tools write.</param>
    public static List<string>? Of(string folderPath, MailItemLocation location, bool isExact)
    {
        if (string.IsNullOrWhiteSpace(folderPath))
        {
            return null;
        }

        var names = Split(folderPath);
        if (!isExact)
        {
            if (names.Count > 0 && WellKnownFolderNames.IsRoot(names[0].Trim()))
            {
                names.RemoveAt(0);
            }

            if (names.Exists(IsLost))
            {
                return null;
            }
        }

        if (location == MailItemLocation.Archive)
        {
            ExpandedArchiveFolder.Undo(names);
        }

        return names;
    }

    /// <summary>What names are compared by, joined to a path.</summary>
    public static string Join(List<string> names, int count) => "/" + string.Join("/", names.Take(count)).ToUpperInvariant();

    public static string Join(List<string> names) => "/" + string.Join("/", names).ToUpperInvariant();

    /// <summary>
    /// The names as they are: two that differ in blanks at their ends are two folders. A path that uses <c>/</c> keeps its backslashes, which
    /// are legal in folder names.
    /// </summary>
    private static List<string> Split(string folderPath)
    {
        var separator = folderPath.IndexOf('/') >= 0 || folderPath.IndexOf('\\') < 0 ? '/' : '\\';
        var names = new List<string>(folderPath.Split(separator));
        if (names.Count > 1 && string.IsNullOrWhiteSpace(names[0]))
        {
            names.RemoveAt(0);
        }

        names.RemoveAll(name => name.Length == 0);
        return names;
    }

    /// <summary>
    /// Whether a name lost its letters when it was written: Export-Csv of Windows PowerShell writes ASCII unless told otherwise, and two
    /// folders called <c>Работа</c> and <c>Личное</c> become one called <c>??????</c>.
    /// </summary>
    private static bool IsLost(string name) =>
        name.Trim() == "?" || name.IndexOf("??", StringComparison.Ordinal) >= 0 || name.IndexOf('\uFFFD') >= 0;
}
