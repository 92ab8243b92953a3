namespace ExchangeArchiveSafety.Readiness;

/// <summary>The items of one probe in a mailbox: where they can lie, found by their mark, and removed for good. Nothing else is ever deleted.</summary>
internal sealed class ProbeItems(IGraphConnection graph, IGraphProbe probe, GraphMailbox mailbox, ProbeMark mark, IReadOnlyList<GraphFolder> folders)
{
    /// <summary>The mark; the service may give the message another id than was asked for.</summary>
    public ProbeMark Mark { get; set; } = mark;

    /// <summary>Whether one of them was imported, or may have been, and was not seen where it should be: then it is looked for in every folder.</summary>
    public bool IsStray { get; set; }

    /// <summary>The items in one location.</summary>
    /// <param name="location">The location.</param>
    /// <param name="target">The folder of the archive that the probe imports into; null where it is gone.</param>
    /// <param name="stop">Stops it.</param>
    public async Task<IReadOnlyList<(GraphFolder Folder, GraphItem Item)>> FindAsync(MailItemLocation location, GraphFolder? target, CancellationToken stop)
    {
        var found = new List<(GraphFolder, GraphItem)>();
        foreach (var folder in await PlacesAsync(location, target, stop).ConfigureAwait(false))
        {
            found.AddRange((await InAsync(folder, stop).ConfigureAwait(false)).Select(item => (folder, item)));
        }

        return found;
    }

    /// <summary>The items in one folder.</summary>
    public async Task<IReadOnlyList<GraphItem>> InAsync(GraphFolder folder, CancellationToken stop) =>
        [.. (await graph.ListAsync(mailbox, folder, DateTime.MinValue, stop).ConfigureAwait(false)).Where(item => Mark.IsOn(item.Item))];

    /// <summary>The folder among these that holds one; null for none.</summary>
    public async Task<GraphFolder?> WhereAsync(IEnumerable<GraphFolder> among, CancellationToken stop)
    {
        foreach (var folder in among)
        {
            if ((await InAsync(folder, stop).ConfigureAwait(false)).Count > 0)
            {
                return folder;
            }
        }

        return null;
    }

    /// <summary>Removes every item, wherever it can lie.</summary>
    /// <returns>What could not be removed, and why; empty where nothing is left.</returns>
    public async Task<string> EraseAsync(GraphFolder? target, CancellationToken stop)
    {
        var why = "";
        foreach (var location in Locations())
        {
            foreach (var (folder, item) in await FindAsync(location, target, stop).ConfigureAwait(false))
            {
                stop.ThrowIfCancellationRequested();
                try
                {
                    _ = await probe.EraseAsync(mailbox, folder, item.Item.ItemId, Mark, stop).ConfigureAwait(false);
                }
                catch (GraphException exception)
                {
                    why = exception.Message;
                }
            }
        }

        // What the server said is not what counts.
        var left = 0;
        foreach (var location in Locations())
        {
            left += (await FindAsync(location, target, stop).ConfigureAwait(false)).Count;
        }

        return left == 0 ? "" : DisplayText.Sentence(CoreMessages.ProbeLeft, left, mailbox.User, Mark.Subject, why);
    }

    private IEnumerable<MailItemLocation> Locations() => mailbox.ArchiveMailboxId is null ? [MailItemLocation.Primary] : [MailItemLocation.Primary, MailItemLocation.Archive];

    private async Task<IReadOnlyList<GraphFolder>> PlacesAsync(MailItemLocation location, GraphFolder? target, CancellationToken stop)
    {
        // The drafts may be made with the first one, so they are looked for anew.
        var all = location == MailItemLocation.Primary && !folders.Any(IsDrafts)
            ? await graph.FoldersAsync(mailbox, location, stop).ConfigureAwait(false)
            : [.. folders.Where(folder => folder.Location == location)];
        var places = all.Where(folder => IsStray || IsDeleted(folder) || (folder.Location == MailItemLocation.Archive ? folder.Id == target?.Id : IsDrafts(folder))).ToList();
        if (location == MailItemLocation.Primary && !places.Exists(IsDrafts))
        {
            places = [.. all];
        }

        var deleted = await probe.RecoverableItemsAsync(mailbox, location, stop).ConfigureAwait(false);
        return [.. places, .. deleted.Where(one => !places.Exists(folder => folder.Id == one.Id))];
    }

    private static bool IsDrafts(GraphFolder folder) => string.Equals(folder.WellKnownFolder, "drafts", StringComparison.OrdinalIgnoreCase);

    private static bool IsDeleted(GraphFolder folder) => folder.WellKnownFolder?.EndsWith("deleteditems", StringComparison.OrdinalIgnoreCase) == true
        || folder.Path.Equals("/Deleted Items", StringComparison.OrdinalIgnoreCase);
}
