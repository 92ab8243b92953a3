namespace ExchangeArchiveSafety;

/// <summary>What a folder path is compared by.</summary>
internal sealed class FolderKey
{
    private FolderKey(string path, string canonical, WellKnownFolder top)
    {
        Path = path;
        Canonical = canonical;
        Top = top;

        // "Archives" is a folder that people make; nothing tells it from the one that Outlook makes in French.
        Paired = top == WellKnownFolder.Archive ? path : canonical;
        IsCanonical = string.Equals(path, Paired, StringComparison.Ordinal);
    }

    /// <summary>The key of a folder that is not known.</summary>
    public static FolderKey Unknown { get; } = new("", "", WellKnownFolder.None);

    /// <summary>The path in upper case with <c>/</c> between names, a <c>/</c> in front, and what an auto-expanding archive added taken off.</summary>
    public string Path { get; }

    /// <summary>The same with the top folder's name in English where it is a well-known one.</summary>
    public string Canonical { get; }

    /// <summary>What pairs it with a folder of the other half: <see cref="Canonical"/>, where the name at the top can be trusted.</summary>
    public string Paired { get; }

    /// <summary>The well-known folder that this one is or lies in.</summary>
    public WellKnownFolder Top { get; }

    /// <summary>Whether it pairs by its own path.</summary>
    public bool IsCanonical { get; }

    /// <summary>Whether the path was given at all.</summary>
    public bool IsKnown => Path.Length > 0;

    /// <summary>How far what lies here is on its way out of the mailbox: 0 not at all, 1 where its owner still sees it, 2 where it is deleted.</summary>
    public int Leaving => Top switch
    {
        WellKnownFolder.RecoverableItems => 2,
        WellKnownFolder.DeletedItems or WellKnownFolder.JunkEmail => 1,
        _ => 0,
    };

    /// <summary>Reads a path relative to the mailbox root.</summary>
    public static FolderKey Of(string folderPath, MailItemLocation location) =>
        Of(folderPath, location, WellKnownFolderNames.Find, IsLost);

    /// <summary>Reads a path as a person writes it to choose folders.</summary>
    public static FolderKey OfPattern(string pattern) =>
        Of(pattern.Trim(), MailItemLocation.Primary, WellKnownFolderNames.FindInPattern, static _ => false);

    private static FolderKey Of(string folderPath, MailItemLocation location, Func<string, WellKnownFolder> wellKnown, Predicate<string> isLost)
    {
        if (folderPath.Length == 0)
        {
            return Unknown;
        }

        var names = Split(folderPath);
        if (names.Count > 0 && WellKnownFolderNames.IsRoot(names[0]))
        {
            names.RemoveAt(0);
        }

        if (names.Exists(isLost))
        {
            return Unknown;
        }

        if (location == MailItemLocation.Archive)
        {
            ExpandedArchiveFolder.Undo(names);
        }

        var top = names.Count > 0 ? wellKnown(names[0]) : WellKnownFolder.None;
        var path = Join(names);
        if (top != WellKnownFolder.None)
        {
            names[0] = WellKnownFolderNames.English(top);
        }
        else if (names.Count > 0 && WellKnownFolderNames.IsInRecoverableItems(names[0]))
        {
            top = WellKnownFolder.RecoverableItems;
        }

        return new(path, Join(names), top);
    }

    /// <summary>The names along a path. A path that uses <c>/</c> keeps its backslashes, which are legal in folder names.</summary>
    private static List<string> Split(string folderPath)
    {
        var separator = folderPath.IndexOf('/') >= 0 || folderPath.IndexOf('\\') < 0 ? '/' : '\\';
        var names = new List<string>();
        foreach (var part in folderPath.Split(separator))
        {
            var name = part.Trim();
            if (name.Length > 0)
            {
                names.Add(name);
            }
        }

        return names;
    }

    /// <summary>
    /// Whether a name lost its letters when it was written: Export-Csv of Windows PowerShell writes ASCII unless told otherwise, and two
    /// folders called <c>Работа</c> and <c>Личное</c> become one called <c>??????</c>.
    /// </summary>
    private static bool IsLost(string name) =>
        name == "?" || name.IndexOf("??", StringComparison.Ordinal) >= 0 || name.IndexOf('\uFFFD') >= 0;

    private static string Join(List<string> names) => "/" + string.Join("/", names).ToUpperInvariant();
}
