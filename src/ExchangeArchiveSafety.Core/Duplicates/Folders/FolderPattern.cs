namespace ExchangeArchiveSafety.Duplicates.Folders;

/// <summary>
/// A folder as a person names it: a path with <c>*</c> and <c>?</c>, or a well-known folder in any language. It stands for the
/// folder and everything below it. Brackets are plain characters: Gmail's folders are called <c>[Gmail]/...</c>.
/// </summary>
internal sealed class FolderPattern
{
    private readonly string _path;
    private readonly string _canonical;

    // The top folder where only its name says what is meant: in a mailbox where somebody made a folder of that name, that one is meant.
    private readonly string? _named;

    public FolderPattern(string pattern)
    {
        var names = FolderNames.Of(pattern, MailItemLocation.Primary, isExact: true) ?? [];
        if (names.Count > 0 && WellKnownFolderNames.IsRoot(names[0]))
        {
            names.RemoveAt(0);
        }

        _path = pattern.Length == 0 ? "" : FolderNames.Join(names);
        _canonical = _path;
        if (names.Count == 0)
        {
            return;
        }

        // As in Microsoft Graph, SentItems, and #SentItems#.
        var top = names[0];
        var bare = top.Length > 2 && top[0] == '#' && top[top.Length - 1] == '#' ? top.Substring(1, top.Length - 2) : top;
        var meaning = WellKnownFolderNames.FindGraphName(bare);
        if (meaning == WellKnownFolder.None && (meaning = WellKnownFolderNames.Find(bare)) != WellKnownFolder.None)
        {
            _named = FolderNames.Join(names, 1);
        }

        if (meaning != WellKnownFolder.None)
        {
            names[0] = WellKnownFolderNames.English(meaning);
            _canonical = FolderNames.Join(names);
        }
    }

    public bool Matches(FolderKey folder) =>
        (folder.IsKnown && MatchesTree(_path, folder.Path))
        || (folder.IsWellKnown && MatchesTree(_canonical, folder.Canonical) && (_named is null || !folder.HasOrdinary(_named)));

    /// <summary>Whether the pattern matches the path or one of the folders above it.</summary>
    private static bool MatchesTree(string pattern, string path)
    {
        if (pattern == "/")
        {
            return true;
        }

        for (var end = path.Length; end > 0; end = path.LastIndexOf('/', end - 1))
        {
            if (Wildcard.Matches(pattern, path, end))
            {
                return true;
            }
        }

        return false;
    }
}
