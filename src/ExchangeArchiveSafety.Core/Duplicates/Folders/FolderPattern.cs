namespace ExchangeArchiveSafety;

/// <summary>
/// A folder as a person names it: a path with <c>*</c> and <c>?</c>, or a well-known folder in any language. It stands for the
/// folder and everything below it. Brackets are plain characters: Gmail's folders are called <c>[Gmail]/...</c>.
/// </summary>
internal sealed class FolderPattern
{
    private readonly string _path;
    private readonly string _canonical;

    public FolderPattern(string pattern)
    {
        var key = FolderKey.OfPattern(pattern);
        _path = key.Path;
        _canonical = key.Canonical;
    }

    public bool Matches(FolderKey folder) =>
        folder.IsKnown && (MatchesTree(_path, folder.Path) || MatchesTree(_canonical, folder.Canonical));

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
