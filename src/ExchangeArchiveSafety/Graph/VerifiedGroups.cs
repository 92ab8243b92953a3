namespace ExchangeArchiveSafety.Graph;

/// <summary>Fetches the bodies of copies and judges groups again with them. Some groups at a time, so that requests go side by side.</summary>
/// <param name="connection">The connection.</param>
/// <param name="mailbox">The mailbox that the groups are of.</param>
/// <param name="options">What the groups were found with.</param>
/// <param name="waiting">Waits for the connection.</param>
internal sealed class VerifiedGroups(IGraphConnection connection, GraphMailbox mailbox, DuplicateSearchOptions options, PipelineWait waiting)
{
    private const int AtOnce = 16;

    private readonly BodyVerification _verification = new(options);
    private readonly Dictionary<MailItemLocation, ILookup<string, GraphFolder>> _folders = [];

    /// <summary>The groups, judged again where bodies could tell more.</summary>
    public IEnumerable<ArchiveDuplicateGroup> Read(IEnumerable<ArchiveDuplicateGroup> groups)
    {
        var batch = new List<ArchiveDuplicateGroup>();
        foreach (var group in groups)
        {
            batch.Add(group);
            if (batch.Count == AtOnce)
            {
                foreach (var verified in Verify(batch))
                {
                    yield return verified;
                }

                batch.Clear();
            }
        }

        foreach (var verified in Verify(batch))
        {
            yield return verified;
        }
    }

    private List<ArchiveDuplicateGroup> Verify(List<ArchiveDuplicateGroup> groups)
    {
        foreach (var item in groups.SelectMany(BodyVerification.Wanted))
        {
            // Folders are listed before anything else asks for them, once for each location.
            _ = Folders(item.Location);
        }

        var bodies = waiting.For(stop => Task.WhenAll(groups.ConvertAll(group => ReadBodiesAsync(BodyVerification.Wanted(group), stop))));
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
        if (_folders[item.Location][item.FolderPath].FirstOrDefault() is not { } folder)
        {
            return null;
        }

        var read = await connection.ReadAsync(mailbox, folder, item.ItemId, withBody: true, cancellation).ConfigureAwait(false);
        return read?.Body;
    }

    private ILookup<string, GraphFolder> Folders(MailItemLocation location)
    {
        if (!_folders.TryGetValue(location, out var folders))
        {
            var listed = waiting.For(stop => connection.FoldersAsync(mailbox, location, stop));
            _folders.Add(location, folders = listed.ToLookup(folder => folder.Path, StringComparer.Ordinal));
        }

        return folders;
    }
}
