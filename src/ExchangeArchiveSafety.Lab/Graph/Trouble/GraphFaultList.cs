using ExchangeArchiveSafety.Lab.Tenant;

namespace ExchangeArchiveSafety.Lab.Graph.Trouble;

/// <summary>The faults that are on.</summary>
public sealed class GraphFaultList
{
    private readonly Lock _gate = new();
    private readonly List<Entry> _entries = [];
    private Chance _chance = new(29);
    private volatile bool _any;

    public IReadOnlyList<GraphFault> All
    {
        get
        {
            lock (_gate)
            {
                return [.. _entries.Select(entry => entry.Fault)];
            }
        }
    }

    public void Add(GraphFault fault)
    {
        lock (_gate)
        {
            _entries.Add(new Entry(fault));
            _any = true;
        }
    }

    public void Add(GraphFaultKind kind, GraphRoute? route = null, int times = int.MaxValue, int skip = 0, double rate = 1) =>
        Add(new GraphFault(kind) { Route = route, Times = times, Skip = skip, Rate = rate });

    /// <summary>Another course of chance.</summary>
    public void Seed(ulong seed)
    {
        lock (_gate)
        {
            _chance = new Chance(seed);
        }
    }

    public void Clear()
    {
        lock (_gate)
        {
            _entries.Clear();
            _any = false;
        }
    }

    /// <summary>The faults that hit this request; counts it.</summary>
    internal IReadOnlyList<GraphFault> Hit(GraphRequest request)
    {
        if (!_any)
        {
            return [];
        }

        lock (_gate)
        {
            var hit = new List<GraphFault>();
            foreach (var entry in _entries)
            {
                if (Means(entry.Fault, request) && entry.CountIn(_chance))
                {
                    hit.Add(entry.Fault);
                }
            }

            return hit;
        }
    }

    private static bool Means(GraphFault fault, GraphRequest request) =>
        (fault.Route is { } route ? route == request.Route : request.Route is not (GraphRoute.Token or GraphRoute.ManagedIdentity))
        && (fault.MailboxId is null || fault.MailboxId.Equals(request.MailboxId, StringComparison.OrdinalIgnoreCase))
        && (fault.FolderId is null || fault.FolderId == request.FolderId)
        && (fault.ItemId is null || fault.ItemId == request.ItemId || fault.Kind is GraphFaultKind.ItemChanges or GraphFaultKind.ItemVanishes);

    private sealed class Entry(GraphFault fault)
    {
        private int _matches;
        private int _hits;

        public GraphFault Fault { get; } = fault;

        public bool CountIn(Chance chance)
        {
            if (_matches++ < Fault.Skip || _hits >= Fault.Times || (Fault.Rate < 1 && chance.Fraction() >= Fault.Rate))
            {
                return false;
            }

            _hits++;
            return true;
        }
    }
}
