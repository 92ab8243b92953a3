namespace ExchangeArchiveSafety.Readiness;

/// <summary>Chooses the folder of the archive that a probe imports into: one for mail, as small as there is.</summary>
internal static class ProbeTarget
{
    private static readonly HashSet<string> NotForMail = new(
        ["calendar", "contacts", "tasks", "notes", "journal", "outbox", "conversationhistory", "syncissues", "conflicts", "localfailures", "serverfailures"],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>The folder; null where there is none.</summary>
    public static GraphFolder? Of(IReadOnlyList<GraphFolder> folders)
    {
        var told = folders.Where(folder => folder.Location == MailItemLocation.Primary)
            .GroupBy(folder => folder.Path, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(group => group.Key, group => ToldFolder.Of(group.First().WellKnownFolder).Name, StringComparer.OrdinalIgnoreCase);

        // An archive tells hardly what its folders are; those of the same path in the primary do.
        return folders
            .Where(folder => folder.Location == MailItemLocation.Archive && folder.HomeMailboxId is null && ToldFolder.Of(folder.WellKnownFolder) is not { Kind: ToldFolderKind.WellKnown, Name: not "deleteditems" })
            .Select(folder => (Folder: folder, Kind: told.TryGetValue(folder.Path, out var kind) ? kind : ""))
            .Where(one => !NotForMail.Contains(one.Kind))
            .OrderBy(one => one.Kind is "inbox" or "sentitems" or "archive" ? 0 : one.Kind.Length == 0 ? 1 : 2)
            .ThenBy(one => ToldFolder.Of(one.Folder.WellKnownFolder).Kind == ToldFolderKind.WellKnown)
            .ThenBy(one => one.Folder.TotalItemCount)
            .ThenBy(one => one.Folder.Path, StringComparer.Ordinal)
            .Select(one => one.Folder)
            .FirstOrDefault();
    }
}
