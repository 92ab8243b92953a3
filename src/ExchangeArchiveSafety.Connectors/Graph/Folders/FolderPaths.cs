namespace ExchangeArchiveSafety.Connectors.Graph.Folders;

/// <summary>Gives each folder its path from the mailbox root.</summary>
internal static class FolderPaths
{
    public const string RecoverableItems = "/Recoverable Items";

    // Exchange shows a slash in a folder's name as this, which no keyboard has.
    private const char Slash = '\uF8FF';

    /// <summary>The paths by folder id. No two are the same, whatever the server says about parents.</summary>
    public static Dictionary<string, string> Of(IReadOnlyDictionary<string, RawFolder> folders)
    {
        var paths = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var folder in folders.Values)
        {
            _ = Path(folder, folders, paths, []);
        }

        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var id in paths.Keys.OrderBy(id => id, StringComparer.Ordinal).ToList())
        {
            var (path, number) = (paths[id], 2);
            while (!taken.Add(paths[id]))
            {
                paths[id] = path + " (" + number++.ToString(System.Globalization.CultureInfo.InvariantCulture) + ")";
            }
        }

        return paths;
    }

    private static string Path(RawFolder folder, IReadOnlyDictionary<string, RawFolder> folders, Dictionary<string, string> paths, HashSet<string> below)
    {
        if (paths.TryGetValue(folder.Id, out var known))
        {
            return known;
        }

        // A folder that is its own ancestor has no path; it is shown at the top.
        var parent = below.Add(folder.Id) && folders.TryGetValue(folder.ParentId, out var above) && !below.Contains(above.Id) && !IsRoot(above) ? Path(above, folders, paths, below) : "";
        var name = folder.Name.Length == 0 ? folder.Id : folder.Name;
        var path = IsRecoverable(folder) && !parent.StartsWith(RecoverableItems, StringComparison.Ordinal)
            ? RecoverableItems + (IsRecoverableRoot(folder) ? "" : "/" + name.Replace('/', Slash))
            : parent + "/" + name.Replace('/', Slash);
        paths[folder.Id] = path;
        return path;
    }

    // Some servers list the root too, by a name in the mailbox's language; it is no part of a path.
    public static bool IsRoot(RawFolder folder) =>
        folder.WellKnownName.Equals("msgfolderroot", StringComparison.OrdinalIgnoreCase) || folder.WellKnownName.Equals("archivemsgfolderroot", StringComparison.OrdinalIgnoreCase);

    public static bool IsRecoverable(RawFolder folder) =>
        folder.WellKnownName.StartsWith("recoverableitems", StringComparison.OrdinalIgnoreCase)
        || folder.WellKnownName.StartsWith("archiverecoverableitems", StringComparison.OrdinalIgnoreCase);

    private static bool IsRecoverableRoot(RawFolder folder) => folder.WellKnownName.EndsWith("root", StringComparison.OrdinalIgnoreCase);
}
