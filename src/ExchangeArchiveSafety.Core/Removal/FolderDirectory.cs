namespace ExchangeArchiveSafety.Removal;

/// <summary>The folders of both locations of a mailbox, found by path.</summary>
internal sealed class FolderDirectory
{
    private readonly MailboxFolders _mailbox;
    private readonly ILookup<(MailItemLocation, string), GraphFolder> _byPath;
    private readonly ILookup<(MailItemLocation, string), GraphFolder> _byKey;
    private readonly ILookup<(MailItemLocation, string), GraphFolder> _byCanonical;

    private readonly ILookup<MailItemLocation, GraphFolder> _recoverable;

    private FolderDirectory(IReadOnlyList<GraphFolder> folders)
    {
        _mailbox = MailboxFolders.Of(folders);
        var keys = folders.Select(folder => (Folder: folder, Key: _mailbox.KeyOf(folder.Path, folder.Location, folder.WellKnownFolder))).ToList();
        _byPath = folders.ToLookup(folder => (folder.Location, folder.Path));
        _byKey = keys.ToLookup(one => (one.Folder.Location, one.Key.Path), one => one.Folder);
        _byCanonical = keys.ToLookup(one => (one.Folder.Location, one.Key.Canonical), one => one.Folder);

        _recoverable = keys.Where(one => one.Key.Top == WellKnownFolder.RecoverableItems).ToLookup(one => one.Folder.Location, one => one.Folder);

        // What is deleted already is no part of the mailbox that its user sees.
        TotalItems = keys.Where(one => one.Key.Top != WellKnownFolder.RecoverableItems).Sum(one => (long)one.Folder.TotalItemCount);
    }

    /// <summary>Items of both locations when the folders were listed.</summary>
    public long TotalItems { get; }

    /// <summary>The folders of Recoverable Items that were listed; most servers list none.</summary>
    public IReadOnlyList<GraphFolder> RecoverableItems(MailItemLocation location, string? auxiliaryId) => [.. _recoverable[location].Where(folder => folder.HomeMailboxId == auxiliaryId)];

    /// <summary>The id of the auxiliary archive that keeps an item, as far as the folders were told of it; null for none.</summary>
    public string? AuxiliaryOf(MailItem item) => Find(item.Location, item.FolderPath, item.WellKnownFolder, out _)?.HomeMailboxId;

    public static async Task<FolderDirectory> ReadAsync(IGraphConnection graph, GraphMailbox mailbox, CancellationToken cancellation)
    {
        var folders = new List<GraphFolder>(await graph.FoldersAsync(mailbox, MailItemLocation.Primary, cancellation).ConfigureAwait(false));
        if (mailbox.ArchiveMailboxId is not null)
        {
            folders.AddRange(await graph.FoldersAsync(mailbox, MailItemLocation.Archive, cancellation).ConfigureAwait(false));
        }

        return new(folders);
    }

    /// <summary>The one folder of a path; otherwise null and why. An inventory of another tool may write the path in another way.</summary>
    /// <param name="location">The location.</param>
    /// <param name="path">The path.</param>
    /// <param name="wellKnownFolder">What was told of the folder: see <see cref="MailItem.WellKnownFolder"/>.</param>
    /// <param name="cause">Why there is none.</param>
    public GraphFolder? Find(MailItemLocation location, string path, string? wellKnownFolder, out RemovalCause cause)
    {
        var found = _byPath[(location, path)].ToList();
        if (found.Count == 0 && _mailbox.KeyOf(path, location, wellKnownFolder) is { IsKnown: true } key)
        {
            found = [.. _byKey[(location, key.Path)]];

            // The locations of a mailbox may name their well-known folders in two languages.
            found = found.Count > 0 ? found : [.. _byCanonical[(location, key.Canonical)]];
        }

        cause = found.Count switch
        {
            0 => RemovalCause.Of(RemovalReason.FolderNotFound, path, location),
            1 => RemovalCause.None,
            _ => RemovalCause.Of(RemovalReason.FolderAmbiguous, path, location),
        };
        return found.Count == 1 ? found[0] : null;
    }
}
