namespace ExchangeArchiveSafety.Connectors.Graph.Folders;

/// <summary>
/// Tells folders that cannot be search folders. What people make has no well-known name (documented), and a search folder has no
/// subfolders. Of other folders it says nothing: those of an archive hardly ever have such a name.
/// </summary>
internal static class OrdinaryFolder
{
    // Documented names, without those that are the root of other folders or of search folders.
    private static readonly HashSet<string> DefaultNames = new(StringComparer.OrdinalIgnoreCase)
    {
        "archive", "archivedeleteditems", "clutter", "conflicts", "conversationhistory", "deleteditems", "drafts", "inbox", "junkemail",
        "localfailures", "outbox", "recoverableitemsdeletions", "scheduled", "sentitems", "serverfailures", "syncissues",
    };

    public static bool Is(RawFolder folder) => !folder.IsSearch && (folder.Children > 0 || DefaultNames.Contains(folder.WellKnownName));
}
