using System.Security.Cryptography;
using ExchangeArchiveSafety.Lab.Tenant;
using ExchangeArchiveSafety.Lab.Tenant.Mailboxes;

namespace ExchangeArchiveSafety.Lab.Graph.Trouble;

/// <summary>The faults that are on.</summary>
public sealed class GraphFaultList
{
    private static readonly GraphRoute[] ByItem = [GraphRoute.Item, GraphRoute.ExportItems, GraphRoute.DeleteItem];

    private readonly Lock _gate = new();
    private readonly List<Entry> _entries = [];
    private volatile bool _any;
    private ulong _seed = 29;

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
            _seed = seed;
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

    /// <summary>Whether such a fault happens to this item, and at which request for it.</summary>
    internal GraphRoute? Fate(GraphFault fault, MailItem item)
    {
        var chance = new Chance(_seed, $"{fault.Kind} {item.Message.Seed} {item.SearchKey}");
        return chance.Fraction() < fault.ShareOfItems ? ByItem[chance.Below(ByItem.Length)] : null;
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
                if (Means(entry.Fault, request) && entry.CountIn(request, _seed))
                {
                    hit.Add(entry.Fault);
                }
            }

            return hit;
        }
    }

    private static bool Means(GraphFault fault, GraphRequest request) =>
        (fault.ShareOfItems > 0 ? ByItem.Contains(request.Route) : fault.Route is { } route ? route == request.Route : request.Route is not (GraphRoute.Token or GraphRoute.ManagedIdentity))
        && (fault.MailboxId is null || fault.MailboxId.Equals(request.MailboxId, StringComparison.OrdinalIgnoreCase))
        && (fault.FolderId is null || fault.FolderId == request.FolderId)
        && (fault.ItemId is null || fault.ItemId == request.ItemId || fault.Kind is GraphFaultKind.ItemChanges or GraphFaultKind.ItemVanishes);

    private sealed class Entry(GraphFault fault)
    {
        private readonly Dictionary<string, int> _asked = [];
        private int _matches;
        private int _hits;

        public GraphFault Fault { get; } = fault;

        public bool CountIn(GraphRequest request, ulong seed)
        {
            if (_matches++ < Fault.Skip || _hits >= Fault.Times || (Fault.Rate < 1 && Fraction(request, seed) >= Fault.Rate))
            {
                return false;
            }

            _hits++;
            return true;
        }

        private double Fraction(GraphRequest request, ulong seed)
        {
            // The address of an import session is another one each time.
            var asked = request.Route == GraphRoute.Import ? request.MailboxId! : $"{request.Method} {request.Path}{request.Query} {Convert.ToHexString(SHA256.HashData(request.Body))}";
            _asked[asked] = _asked.GetValueOrDefault(asked) + 1;
            return new Chance(seed, $"{Fault.Kind} {Fault.Route} {asked} {_asked[asked]}").Fraction();
        }
    }
}
