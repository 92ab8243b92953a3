using System.Collections.Concurrent;
using System.Globalization;

namespace ExchangeArchiveSafety.Connectors.Graph.Actions;

/// <summary>
/// Looks for several items of one folder: by listing the part of it that was created when they were, where that takes fewer requests than asking for one after
/// the other. What is listed is there. What is not listed is gone only if the server counted the list and the count is what was listed; otherwise it is asked for.
/// </summary>
internal sealed class ItemSight(GraphSender sender, GraphRoutes routes, MailboxHomes homes, ItemReader reader)
{
    // A page costs the server more than an item does, so listing has to save this many requests a page.
    private const int WorthAPage = 3;

    // Times are returned in whole seconds and filtered more finely.
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(1);

    // Where lists with the filter were refused, and those without it were not. Archives speak another version.
    private readonly ConcurrentDictionary<MailItemLocation, bool> _unfiltered = new();

    public async Task<IReadOnlyList<SeenItem>> SeeAsync(GraphMailbox mailbox, GraphFolder folder, IReadOnlyList<MailItem> items, CancellationToken cancellation)
    {
        Dictionary<string, GraphItem> listed;
        bool isWhole;
        try
        {
            (listed, isWhole) = items.Count < WorthAPage ? ([], false) : await ListAsync(mailbox, folder, items, cancellation).ConfigureAwait(false);
        }
        catch (GraphException exception) when (IsAboutAll(exception))
        {
            return [.. items.Select(item => new SeenItem(item.ItemId, null) { Error = exception })];
        }

        return await Task.WhenAll(items.Select(item => listed.TryGetValue(item.ItemId, out var found) ? Task.FromResult(new SeenItem(item.ItemId, found))
            : isWhole ? Task.FromResult(new SeenItem(item.ItemId, null))
            : AskAsync(item.ItemId))).ConfigureAwait(false);

        async Task<SeenItem> AskAsync(string itemId)
        {
            try
            {
                return new(itemId, await reader.ReadAsync(mailbox, folder, itemId, withBody: false, cancellation).ConfigureAwait(false));
            }
            catch (GraphException exception)
            {
                return new(itemId, null) { Error = exception };
            }
        }
    }

    /// <returns>What was listed, and whether that is known to be all.</returns>
    private async Task<(Dictionary<string, GraphItem> Listed, bool IsWhole)> ListAsync(GraphMailbox mailbox, GraphFolder folder, IReadOnlyList<MailItem> items, CancellationToken cancellation)
    {
        var (most, filter) = (items.Count / WorthAPage, _unfiltered.ContainsKey(folder.Location) ? null : Created(items));
        var (listed, isWhole, wasRead) = await ListAsync(mailbox, folder, filter, most, cancellation).ConfigureAwait(false);
        if (!wasRead && filter is not null)
        {
            (listed, isWhole, wasRead) = await ListAsync(mailbox, folder, filter: null, most, cancellation).ConfigureAwait(false);
            _ = wasRead && _unfiltered.TryAdd(folder.Location, true);
        }

        return (listed, isWhole);
    }

    /// <returns>What was listed, whether that is known to be all, and whether the server took the question.</returns>
    private async Task<(Dictionary<string, GraphItem> Listed, bool IsWhole, bool WasRead)> ListAsync(GraphMailbox mailbox, GraphFolder folder, string? filter, int most, CancellationToken cancellation)
    {
        var (listed, wasRead) = (new Dictionary<string, GraphItem>(StringComparer.Ordinal), true);
        var request = routes.Items(homes.IdOf(mailbox, folder), folder.Location, folder.Id).With(GraphRoutes.Count, "true");
        if (filter is not null)
        {
            request = request.With(GraphRoutes.Filter, filter);
        }
        else if (folder.TotalItemCount > most * (long)routes.PageSize)
        {
            return (listed, false, false);
        }

        var objects = new ItemObjects(mailbox, folder, withBody: false);
        try
        {
            // A server may not know the filter or the count, or may have lost the folder; then each item is asked for.
            for (var (next, page) = (request.WithAnswer(400), 1); next is not null; page++)
            {
                var (found, following, count) = await sender.ReadAsync(next, reply => (wasRead = reply.Status != 400) is false ? ([], null, null) : ItemReader.Page(reply, objects), cancellation).ConfigureAwait(false);
                found.ForEach(item => listed[item.Item.ItemId] = item);
                if (following is null)
                {
                    return (listed, wasRead && count == listed.Count, wasRead);
                }

                if (page >= most || (count + routes.PageSize - 1) / routes.PageSize > most)
                {
                    break;
                }

                next = following;
            }
        }
        catch (GraphException exception) when (!IsAboutAll(exception))
        {
            // Whatever it is, asking for each item will show it, and for which.
        }

        return (listed, false, wasRead);
    }

    private static bool IsAboutAll(GraphException exception) => exception.StatusCode is 401 or 403;

    private static string? Created(IReadOnlyList<MailItem> items)
    {
        if (items.Any(item => item.CreatedUtc is null))
        {
            return null;
        }

        var (first, last) = (items.Min(item => item.CreatedUtc!.Value), items.Max(item => item.CreatedUtc!.Value));
        return first - DateTime.MinValue < Margin || DateTime.MaxValue - last < Margin ? null : "createdDateTime ge " + Time(first - Margin) + " and createdDateTime lt " + Time(last + Margin);
    }

    private static string Time(DateTime time) => time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
