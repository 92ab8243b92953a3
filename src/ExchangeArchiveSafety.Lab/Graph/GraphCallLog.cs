namespace ExchangeArchiveSafety.Lab.Graph;

/// <summary>Every request that reached the lab's Graph, in order. The parts of a batch stand behind their batch.</summary>
public sealed class GraphCallLog
{
    private readonly Lock _gate = new();
    private readonly List<GraphCall> _calls = [];
    private readonly Dictionary<string, int> _largest = new(StringComparer.OrdinalIgnoreCase);

    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _calls.Count;
            }
        }
    }

    public IReadOnlyList<GraphCall> All
    {
        get
        {
            lock (_gate)
            {
                return [.. _calls];
            }
        }
    }

    /// <summary>Every attempt to delete an item, whatever came of it.</summary>
    public IReadOnlyList<GraphCall> Deletes => Of(GraphRoute.DeleteItem);

    public IReadOnlyList<GraphCall> Of(GraphRoute route) => [.. All.Where(call => call.Route == route)];

    /// <summary>How many requests for this mailbox id were in flight at once, at most.</summary>
    public int LargestInFlight(string mailboxId)
    {
        lock (_gate)
        {
            return _largest.GetValueOrDefault(mailboxId);
        }
    }

    public IReadOnlyDictionary<string, int> LargestInFlight()
    {
        lock (_gate)
        {
            return new Dictionary<string, int>(_largest);
        }
    }

    public void Clear()
    {
        lock (_gate)
        {
            _calls.Clear();
            _largest.Clear();
        }
    }

    internal GraphCall Add(GraphRequest request, int inFlight)
    {
        var call = new GraphCall
        {
            Route = request.Route,
            Method = request.Method,
            Path = request.Path,
            Query = request.Query,
            MailboxId = request.MailboxId,
            FolderId = request.FolderId,
            ItemId = request.ItemId,
            HasAuthorization = request.Authorization is not null,
            InBatch = request.InBatch,
            InFlight = inFlight,
        };
        lock (_gate)
        {
            call.Sequence = _calls.Count + 1;
            _calls.Add(call);
            if (request.MailboxId is { } mailbox && inFlight > _largest.GetValueOrDefault(mailbox))
            {
                _largest[mailbox] = inFlight;
            }
        }

        return call;
    }
}
