namespace ExchangeArchiveSafety.Graph;

/// <summary>Fetches the bodies of copies and judges groups again with them. Some groups at a time, so that requests go side by side.</summary>
/// <param name="connection">The connection.</param>
/// <param name="mailbox">The mailbox that the groups are of.</param>
/// <param name="options">What the groups were found with.</param>
/// <param name="watch">Waits for the connection.</param>
internal sealed class VerifiedGroups(IGraphConnection connection, GraphMailbox mailbox, DuplicateSearchOptions options, GraphWatch watch)
{
    private const int AtOnce = 16;

    private readonly BodyVerification _verification = new(options);
    private readonly Dictionary<MailItemLocation, ILookup<string, GraphFolder>> _folders = [];

    /// <summary>The groups, judged again where bodies could tell more.</summary>
    public IEnumerable<ArchiveDuplicateGroup> Read(IEnumerable<ArchiveDuplicateGroup> groups, CancellationToken cancellation)
    {
        var batch = new List<ArchiveDuplicateGroup>();
        foreach (var group in groups)
        {
            batch.Add(group);
            if (batch.Count == AtOnce)
            {
                foreach (var verified in Verify(batch, cancellation))
                {
                    yield return verified;
                }

                batch.Clear();
            }
        }

        foreach (var verified in Verify(batch, cancellation))
        {
            yield return verified;
        }
    }

    private List<ArchiveDuplicateGroup> Verify(List<ArchiveDuplicateGroup> groups, CancellationToken cancellation)
    {
        foreach (var item in groups.SelectMany(BodyVerification.Wanted))
        {
            // Folders are listed here and not on another thread, once for each location.
            _ = Folder(item, cancellation);
        }

        var reading = groups.ConvertAll(group => ReadBodiesAsync(BodyVerification.Wanted(group), cancellation));
        var bodies = watch.Get(Task.WhenAll(reading));
        return [.. groups.SelectMany((group, place) => _verification.Judge(group, bodies[place]))];
    }

    private async Task<Dictionary<MailItem, MailBody>> ReadBodiesAsync(IReadOnlyList<MailItem> items, CancellationToken cancellation)
    {
        var read = await Task.WhenAll(items.Select(item => ReadBodyAsync(item, cancellation))).ConfigureAwait(false);
        var bodies = new Dictionary<MailItem, MailBody>();
        for (var place = 0; place < items.Count; place++)
        {
            if (read[place] is { } body)
            {
                bodies.Add(items[place], body);
            }
        }

        return bodies;
    }

    private async Task<MailBody?> ReadBodyAsync(MailItem item, CancellationToken cancellation)
    {
        // Without its folder, or gone meanwhile, an item simply has no body to compare.
        if (Folder(item, cancellation) is not { } folder)
        {
            return null;
        }

        var read = await connection.ReadAsync(mailbox, folder, item.ItemId, withBody: true, cancellation).ConfigureAwait(false);
        return read?.Body;
    }

    private GraphFolder? Folder(MailItem item, CancellationToken cancellation)
    {
        if (!_folders.TryGetValue(item.Location, out var folders))
        {
            var listed = watch.Get(connection.FoldersAsync(mailbox, item.Location, cancellation));
            _folders.Add(item.Location, folders = listed.ToLookup(folder => folder.Path, StringComparer.Ordinal));
        }

        return folders[item.FolderPath].FirstOrDefault();
    }
}
