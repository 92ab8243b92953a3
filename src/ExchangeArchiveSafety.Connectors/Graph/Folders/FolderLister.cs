using System.Collections.Concurrent;

namespace ExchangeArchiveSafety.Connectors.Graph.Folders;

/// <summary>
/// Finds every folder of one location. The list under the root is documented as all folders and as those directly below it, so both are
/// fine: subfolders are asked for where some are missing, and each folder counts once.
/// </summary>
internal sealed class FolderLister(GraphSender sender, GraphRoutes routes, MailboxHomes homes)
{
    private const int Attempts = 4;

    // Routes that do not take the option for hidden folders, which is documented for one version only.
    private readonly ConcurrentDictionary<string, bool> _withoutHidden = new(StringComparer.Ordinal);

    public async Task<FolderTree> ReadAsync(GraphMailbox mailbox, MailItemLocation location, CancellationToken cancellation)
    {
        var mailboxId = mailbox.IdOf(location) ?? throw GraphFailure.NoArchive(mailbox);
        var (problems, warnings) = (new List<string>(), new List<string>());
        var folders = await RootAsync(mailboxId, location, problems, warnings, cancellation).ConfigureAwait(false);
        var asked = new HashSet<string>(StringComparer.Ordinal);
        while (Parents(folders, asked) is { Count: > 0 } parents)
        {
            var lists = await Task.WhenAll(parents.Select(parent => ChildrenAsync(mailboxId, location, parent, cancellation))).ConfigureAwait(false);
            foreach (var (parent, children) in parents.Zip(lists, (parent, children) => (parent, children)))
            {
                asked.UnionWith([parent.Id]);
                Add(folders, children);
            }
        }

        var paths = FolderPaths.Of(folders);
        var known = ChildCounts(folders);
        var telling = new FolderTelling(folders, paths, location);
        var incomplete = folders.Values
            .Where(folder => !folder.IsSearch && !FolderPaths.IsRoot(folder) && folder.Children > Count(known, folder.Id))
            .OrderBy(folder => folder.Id, StringComparer.Ordinal)
            .Select(folder => new IncompleteFolder
            {
                Location = location,
                Path = paths[folder.Id],
                Sentence = DisplayText.Sentence(ConnectorMessages.IncompleteChildren, LocationName.Of(location), paths[folder.Id], folder.Children, Count(known, folder.Id)),
            });
        var listed = folders.Values.Where(folder => !folder.IsSearch).OrderBy(folder => folder.Id, StringComparer.Ordinal).Select(folder =>
        {
            var home = homes.Learn(mailboxId, folder.Id, MailboxRedirect.MailboxOf(folder.MailboxUrl, sender.Root));
            var made = new GraphFolder { Id = folder.Id, Location = location, Path = paths[folder.Id], WellKnownFolder = telling.Of(folder), HomeMailboxId = home, TotalItemCount = folder.Items ?? 0 };
            return new ListedFolder(made, home ?? mailboxId, folder.Items, OrdinaryFolder.Is(folder));
        });
        return new() { Folders = [.. listed], Problems = problems, Incomplete = [.. incomplete], Warnings = warnings };
    }

    /// <summary>
    /// The folders of Recoverable Items by the way that needs no well-known name: they lie beside the top folder, in what that says it lies in. Their names are
    /// the same in every language (documented).
    /// </summary>
    /// <returns>Nothing where the server does not show them.</returns>
    public async Task<IReadOnlyList<RawFolder>> BesideTopAsync(string mailboxId, MailItemLocation location, CancellationToken cancellation)
    {
        try
        {
            var listed = await ListAsync(routes.Folders(mailboxId, location), cancellation).ConfigureAwait(false);
            if (listed.Find(folder => folder.ParentId.Length > 0 && !Ids(listed).Contains(folder.ParentId)) is not { } one
                || await TopAsync(mailboxId, location, one.ParentId, cancellation).ConfigureAwait(false) is not { ParentId.Length: > 0 } top)
            {
                return [];
            }

            var found = new List<RawFolder>();
            foreach (var beside in await ListAsync(routes.ChildFolders(mailboxId, location, top.ParentId), cancellation).ConfigureAwait(false))
            {
                if (beside.Id != top.Id && (FolderPaths.IsRecoverable(beside) || FolderPaths.RecoverableItems.EndsWith("/" + beside.Name, StringComparison.OrdinalIgnoreCase)))
                {
                    found.Add(beside);
                    found.AddRange(await ListAsync(routes.ChildFolders(mailboxId, location, beside.Id), cancellation).ConfigureAwait(false));
                }
            }

            return found;
        }
        catch (GraphException exception) when (exception.StatusCode is 400 or 403 or 404 or 405)
        {
            return [];
        }
    }

    /// <summary>Items that a folder holds now.</summary>
    /// <returns>Whether the folder is still there, and the count where the server tells it.</returns>
    public Task<(bool Exists, int? Count)> CountAsync(ListedFolder folder, CancellationToken cancellation) =>
        sender.ReadAsync(
            routes.OneFolder(folder.MailboxId, folder.Folder.Location, folder.Folder.Id),
            reply => reply.Status == 404 ? (false, null) : (true, FolderJson.ReadFolder(reply.Body).Items),
            cancellation);

    /// <summary>
    /// The list under the root is proved by the root's own count of folders, or, where the server does not show the root, by being the
    /// same twice: a cut answer can still be proper JSON. A root that counts folders which no list shows, however often it is asked for, is
    /// reported to happen.
    /// </summary>
    private async Task<Dictionary<string, RawFolder>> RootAsync(string mailboxId, MailItemLocation location, List<string> problems, List<string> warnings, CancellationToken cancellation)
    {
        var request = routes.Folders(mailboxId, location);
        var folders = new Dictionary<string, RawFolder>(StringComparer.Ordinal);
        var first = await ListAsync(request, cancellation).ConfigureAwait(false);
        var listed = Ids(first).Count;
        Add(folders, first);
        var parents = folders.Values.Select(folder => folder.ParentId).Where(id => id.Length > 0 && !folders.ContainsKey(id)).Distinct(StringComparer.Ordinal).Take(Attempts);
        var tops = await Task.WhenAll(parents.Select(id => TopAsync(mailboxId, location, id, cancellation))).ConfigureAwait(false);
        var known = tops.OfType<RawFolder>().ToList();
        bool isProved;
        var attempt = 0;
        var same = 0;
        do
        {
            var before = folders.Count;
            isProved = known.Count > 0 && known.All(top => folders.Values.Count(folder => folder.ParentId == top.Id) >= top.Children);
            if (!isProved)
            {
                var again = await ListAsync(request, cancellation).ConfigureAwait(false);
                Add(folders, again);
                if (known.Count > 0)
                {
                    await AddHiddenAsync(folders, request, cancellation).ConfigureAwait(false);
                }

                var isSame = folders.Count == before && Ids(again).IsSubsetOf(folders.Keys) && Ids(again).Count >= listed;
                same = isSame ? same + 1 : 0;
                listed = Math.Max(listed, Ids(again).Count);
                isProved = known.Count == 0 && folders.Count == before && Ids(again).SetEquals(folders.Keys);
            }
        }
        while (!isProved && ++attempt < Attempts);
        if (!isProved && known.Count > 0 && same == Attempts)
        {
            warnings.Add(DisplayText.Sentence(ConnectorMessages.UnlistedTop, LocationName.Of(location), known.Sum(top => top.Children), known.Sum(top => folders.Values.Count(folder => folder.ParentId == top.Id))));
        }
        else if (!isProved)
        {
            problems.Add(DisplayText.Sentence(ConnectorMessages.IncompleteRoot, LocationName.Of(location)));
        }

        return folders;
    }

    private Task<RawFolder?> TopAsync(string mailboxId, MailItemLocation location, string id, CancellationToken cancellation) =>
        sender.ReadAsync(
            routes.OneFolder(mailboxId, location, id).WithAnswer(400).WithAnswer(403).WithAnswer(405),
            reply => reply.IsSuccess ? FolderJson.ReadFolder(reply.Body) : null,
            cancellation);

    private async Task<List<RawFolder>> ChildrenAsync(string mailboxId, MailItemLocation location, RawFolder parent, CancellationToken cancellation)
    {
        var request = routes.ChildFolders(mailboxId, location, parent.Id);
        var children = new Dictionary<string, RawFolder>(StringComparer.Ordinal);
        for (var attempt = 0; attempt < Attempts && children.Count < parent.Children; attempt++)
        {
            Add(children, await ListAsync(request, cancellation).ConfigureAwait(false));
            if (children.Count < parent.Children)
            {
                await AddHiddenAsync(children, request, cancellation).ConfigureAwait(false);
            }
        }

        return [.. children.Values.Select(child =>
        {
            child.ParentId = parent.Id;
            return child;
        })];
    }

    /// <summary>Adds what a count promises and a version that does not list hidden folders keeps back.</summary>
    private async Task AddHiddenAsync(Dictionary<string, RawFolder> folders, GraphRequest request, CancellationToken cancellation)
    {
        if (routes.WithHidden(request) is not { } other)
        {
            return;
        }

        try
        {
            Add(folders, await ListAsync(other, cancellation).ConfigureAwait(false));
        }
        catch (GraphException exception) when (exception.StatusCode is 400 or 403 or 404)
        {
            // No help from there; the count stays unproved.
        }
    }

    private async Task<List<RawFolder>> ListAsync(GraphRequest request, CancellationToken cancellation)
    {
        var route = request.Root + request.Template;
        if (!_withoutHidden.ContainsKey(route) && await TryListAsync(request.WithAnswer(400), cancellation).ConfigureAwait(false) is { } all)
        {
            return all;
        }

        // A server that does not know the option refuses the whole request.
        _withoutHidden[route] = true;
        return (await TryListAsync(request.Without(GraphRoutes.Hidden), cancellation).ConfigureAwait(false))!;
    }

    private async Task<List<RawFolder>?> TryListAsync(GraphRequest request, CancellationToken cancellation)
    {
        var folders = new List<RawFolder>();
        var links = new HashSet<string>(StringComparer.Ordinal);
        for (var next = request; next is not null;)
        {
            var (page, following, isRefused) = await sender.ReadAsync(next, Page, cancellation).ConfigureAwait(false);
            if (isRefused)
            {
                return null;
            }

            folders.AddRange(page);
            if (following is not null && !links.Add(following.Address.AbsoluteUri))
            {
                throw new GraphException(ErrorIds.GraphRequestFailed, DisplayText.Sentence(ConnectorMessages.LinkLoop, GraphFailure.Action(request.Operation)));
            }

            next = following;
        }

        return folders;
    }

    private static (List<RawFolder> Folders, GraphRequest? Next, bool IsRefused) Page(GraphReply reply)
    {
        if (reply.Status == 400)
        {
            return ([], null, true);
        }

        var folders = new List<RawFolder>();
        var link = FolderJson.ReadPage(reply.Body, folders);
        return (folders, link is null ? null : GraphLink.Next(reply.Request, link), false);
    }

    private static List<RawFolder> Parents(Dictionary<string, RawFolder> folders, HashSet<string> asked)
    {
        var known = ChildCounts(folders);
        return [.. folders.Values.Where(folder => !folder.IsSearch && folder.Children > Count(known, folder.Id) && !asked.Contains(folder.Id)).OrderBy(folder => folder.Id, StringComparer.Ordinal)];
    }

    private static Dictionary<string, int> ChildCounts(Dictionary<string, RawFolder> folders) =>
        folders.Values.GroupBy(folder => folder.ParentId, StringComparer.Ordinal).ToDictionary(children => children.Key, children => children.Count(), StringComparer.Ordinal);

    private static int Count(Dictionary<string, int> counts, string id) => counts.TryGetValue(id, out var count) ? count : 0;

    private static void Add(Dictionary<string, RawFolder> folders, IEnumerable<RawFolder> more)
    {
        foreach (var folder in more)
        {
            folders[folder.Id] = folder;
        }
    }

    private static HashSet<string> Ids(IEnumerable<RawFolder> folders) => new(folders.Select(folder => folder.Id), StringComparer.Ordinal);
}
