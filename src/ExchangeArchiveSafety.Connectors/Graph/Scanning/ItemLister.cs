namespace ExchangeArchiveSafety.Connectors.Graph.Scanning;

/// <summary>
/// Lists the items of one folder and proves that they are all of them: the different ids are as many as the server counts. Items that
/// vanish meanwhile shift the pages behind them and hide others, so a count that shrank is never enough; the folder is listed again.
/// </summary>
internal sealed class ItemLister(GraphSender sender, GraphRoutes routes, FolderLister folders, GraphMailbox mailbox, string workFolder, Action<int> listed)
{
    private const int Attempts = 3;
    private const int ShortAnswers = 2;

    /// <summary>Lists a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>How it ended, the rows, which the caller disposes of, and the server's last count.</returns>
    public async Task<(FolderListing Listing, FolderRows Rows, int? Count)> ListAsync(ListedFolder folder, CancellationToken cancellation)
    {
        var rows = new FolderRows(workFolder);
        var before = folder.Count;
        try
        {
            for (var attempt = 1; ; attempt++)
            {
                var exists = await ListOnceAsync(folder, before ?? 0, rows, cancellation).ConfigureAwait(false);
                if (exists && rows.Repeated == 0 && rows.Count == before)
                {
                    return (FolderListing.Whole, rows, before);
                }

                (exists, var after) = exists ? await folders.CountAsync(folder, cancellation).ConfigureAwait(false) : (false, null);
                if (!exists)
                {
                    return (FolderListing.Gone, rows, null);
                }

                // Mail that came in meanwhile moves nothing out of sight; it only shows twice what stands at the edge of a page.
                if (rows.Repeated == 0 && rows.Count == after && after > before)
                {
                    return (FolderListing.Whole, rows, after);
                }

                if (attempt == Attempts)
                {
                    return (FolderListing.Unequal, rows, after);
                }

                listed(-rows.Count);
                rows.Dispose();
                rows = new(workFolder);
                before = after;
            }
        }
        catch
        {
            rows.Dispose();
            throw;
        }
    }

    /// <summary>Lists a folder once.</summary>
    /// <returns>Whether it is there.</returns>
    private async Task<bool> ListOnceAsync(ListedFolder folder, int count, FolderRows rows, CancellationToken cancellation)
    {
        var text = new RowText(mailbox, folder.Folder);
        var request = routes.Items(folder.MailboxId, folder.Folder.Location, folder.Folder.Id);
        var first = await PageAsync(request, text, 0, count, cancellation).ConfigureAwait(false);
        if (first.IsGone)
        {
            return false;
        }

        var size = first.Count;
        request = first.Request;
        Take(first, rows);
        var last = first;
        if (first.Link is { } link && size > 0 && GraphLink.Skip(link) == size)
        {
            _ = GraphLink.Next(request, link);
            var pages = (int)Math.Min(int.MaxValue / (long)size, (count + (long)size - 1) / size);
            last = await SideBySideAsync(request, text, size, pages, count, rows, cancellation).ConfigureAwait(false) ?? last;
        }

        return !last.IsGone && await FollowAsync(last, text, count, rows, cancellation).ConfigureAwait(false);
    }

    /// <summary>Reads the pages behind the first one, four at a time.</summary>
    /// <returns>The last page; null when there is none.</returns>
    private async Task<PageRows?> SideBySideAsync(GraphRequest request, RowText text, int size, int pages, int count, FolderRows rows, CancellationToken cancellation)
    {
        PageRows? last = null;
        var next = 0;
        await Workers.RunAsync(
            Math.Min(MailboxGates.RequestsAtOnce, pages - 1),
            async stop =>
            {
                for (int page; (page = Interlocked.Increment(ref next)) < pages;)
                {
                    var read = await PageAsync(request.With(GraphRoutes.Skip, page * size), text, page * size, count, stop).ConfigureAwait(false);
                    if (read.IsGone)
                    {
                        (last, next) = (read, pages);
                        return;
                    }

                    Take(read, rows);
                    if (page == pages - 1 && last is null)
                    {
                        last = read;
                    }
                }
            },
            cancellation).ConfigureAwait(false);
        return last;
    }

    private async Task<bool> FollowAsync(PageRows page, RowText text, int count, FolderRows rows, CancellationToken cancellation)
    {
        var links = new HashSet<string>(StringComparer.Ordinal);
        while (page.Link is { } link)
        {
            var request = GraphLink.Next(page.Request, link);
            if (!links.Add(request.Address.AbsoluteUri))
            {
                // The counts will show whether anything is missing.
                return true;
            }

            page = await PageAsync(request, text, rows.Count + rows.Repeated, count, cancellation).ConfigureAwait(false);
            if (page.IsGone)
            {
                return false;
            }

            Take(page, rows);
        }

        return true;
    }

    /// <summary>Reads one page. One that is shorter than the count promises is asked for again a few times: a cut answer can still be proper JSON.</summary>
    private Task<PageRows> PageAsync(GraphRequest request, RowText text, int before, int count, CancellationToken cancellation)
    {
        var shortAnswers = 0;
        return sender.ReadAsync(
            request,
            reply =>
            {
                if (reply.Status == 404)
                {
                    return PageRows.Gone(reply.Request);
                }

                var page = PageRows.Read(reply, text);
                return IsShort(page, before, count) && shortAnswers++ < ShortAnswers ? throw new BrokenAnswerException(ConnectorMessages.ReasonShort) : page;
            },
            cancellation);
    }

    private static bool IsShort(PageRows page, int before, int count)
    {
        // A server may have pages smaller than asked for; then its link says so.
        var behind = before + page.Count;
        return page.Link is { } link ? page.Count == 0 || (GraphLink.Skip(link) is { } skip && skip != behind) : behind < count;
    }

    private void Take(PageRows page, FolderRows rows) => listed(rows.Add(page));
}
