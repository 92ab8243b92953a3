using ExchangeArchiveSafety.Lab.ExchangeOnline;
using ExchangeArchiveSafety.Lab.ExchangeOnline.Trouble;
using ExchangeArchiveSafety.Lab.Tenant;

namespace ExchangeArchiveSafety.Lab.Simulation;

/// <summary>
/// Lets go wrong what goes wrong with the passes of one seed. Each mishap waits for its place, a command or a kind of journal write that was seen before, and of
/// those it takes the one that has come off best so far: so every place has its turn, however seldom it is come to.
/// </summary>
public sealed class Mishaps
{
    private const string JournalPrefix = "journal ";
    private const int MostAtOnce = 8;

    /// <summary>What it is called when a pass has less time than it needs.</summary>
    public const string TimeIsUp = "TimeIsUp in a pass";

    private static readonly MishapKind[] OfCalls =
    [
        MishapKind.DiesBefore, MishapKind.DiesAfter, MishapKind.Fails, MishapKind.FailsAfterwards, MishapKind.Throttled, MishapKind.DoesNothing,
        MishapKind.CutShort, MishapKind.NotPermitted, MishapKind.SecondRunner, MishapKind.TimePasses,
    ];

    private static readonly MishapKind[] OfJournal = [MishapKind.DiesBefore, MishapKind.DiesAfter, MishapKind.Tears, MishapKind.Fails, MishapKind.SecondRunner];

    private readonly ExchangeService _exchange;
    private readonly Chance _chance;
    private readonly Chance _budgets;
    private readonly Action _secondRunner;
    private readonly Action<TimeSpan> _letPass;
    private readonly Action<string> _tell;
    private readonly SortedDictionary<string, int> _seen = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, int> _happened = new(StringComparer.Ordinal);
    private readonly List<(MishapKind Kind, string Site, int Skip)> _waiting = [];
    private int _deniedPasses;
    private bool _inside;

    internal Mishaps(ulong seed, ExchangeService exchange, Action secondRunner, Action<TimeSpan> letPass, Action<string> tell)
    {
        _exchange = exchange;
        _chance = new Chance(seed, "mishaps");
        _budgets = new Chance(seed, "budgets");
        _secondRunner = secondRunner;
        _letPass = letPass;
        _tell = tell;
        _ = exchange.Hooks.Before("*", call => Before(call.Command));
        _ = exchange.Hooks.After("*", call => After(call.Command));
    }

    /// <summary>How often each place was come to.</summary>
    public IReadOnlyDictionary<string, int> Seen => _seen;

    /// <summary>How often each mishap happened at each place.</summary>
    public IReadOnlyDictionary<string, int> Happened => _happened;

    /// <summary>Has the process that makes the pass died? Nothing that it still asks for is done.</summary>
    internal bool IsDead { get; private set; }

    /// <summary>Did anything go wrong in the pass under way, or the last one?</summary>
    internal bool IsTroubled { get; private set; }

    /// <summary>For how many calls the pass under way has time; null for as many as it takes.</summary>
    internal int? Calls { get; private set; }

    /// <summary>What a mishap at a place is called in <see cref="Happened"/>.</summary>
    public static string Name(MishapKind kind, string site) => kind + " at " + site;

    /// <summary>The kinds that a place can meet.</summary>
    public static IReadOnlyList<MishapKind> KindsAt(string site) =>
        site.StartsWith(JournalPrefix, StringComparison.Ordinal) ? OfJournal : [.. OfCalls.Where(kind => CommandCatalog.Writes(site) ? kind != MishapKind.CutShort : kind is not (MishapKind.FailsAfterwards or MishapKind.DoesNothing))];

    /// <summary>The journal is about to be written.</summary>
    /// <param name="what">The kind of record.</param>
    /// <exception cref="SimulatedDeathException">The process dies here.</exception>
    /// <exception cref="IOException">The disk refuses.</exception>
    public void BeforeJournalWrite(string what) => Before(JournalPrefix + what);

    /// <summary>The journal was written.</summary>
    /// <param name="what">The kind of record.</param>
    /// <exception cref="SimulatedDeathException">The process dies here.</exception>
    public void AfterJournalWrite(string what) => After(JournalPrefix + what);

    /// <summary>Is this write cut off? Then the runner writes half of it and calls <see cref="Die"/>.</summary>
    /// <param name="what">The kind of record.</param>
    public bool Tears(string what) => Takes(JournalPrefix + what, MishapKind.Tears);

    /// <summary>The process dies.</summary>
    /// <exception cref="SimulatedDeathException">Always.</exception>
    public void Die(string site)
    {
        IsDead = true;
        throw new SimulatedDeathException(site);
    }

    /// <summary>A pass begins: what waits for its place goes on waiting, and now and then something new is thought of.</summary>
    internal void Begin(bool quiet)
    {
        IsDead = false;
        if (quiet)
        {
            _waiting.Clear();
            _deniedPasses = 0;
        }
        else if (_waiting.Count < MostAtOnce && _chance.Below(6) == 0)
        {
            ThinkOfOne();
        }

        if (_deniedPasses == 0)
        {
            _exchange.Permissions.Clear();
            if (_waiting.Find(one => one.Kind == MishapKind.NotPermitted) is { Site: { } site })
            {
                _deniedPasses = 1 + _chance.Below(6);
                _exchange.Permissions.Deny(site);
                _ = Takes(site, MishapKind.NotPermitted);
            }
        }

        Calls = quiet || _budgets.Below(40) > 0 ? null : 4 + _budgets.Below(40);
        if (Calls is { } calls)
        {
            _happened[TimeIsUp] = _happened.GetValueOrDefault(TimeIsUp) + 1;
            _tell($"a pass has time for {calls} calls");
        }

        IsTroubled = _deniedPasses > 0 || Calls is not null;
    }

    /// <summary>The pass is over, one way or the other.</summary>
    internal void End()
    {
        IsDead = false;
        _exchange.Faults.Clear();
        _deniedPasses = Math.Max(0, _deniedPasses - 1);
    }

    private static FaultKind? FaultOf(MishapKind kind) => kind switch
    {
        MishapKind.Fails => FaultKind.Error,
        MishapKind.FailsAfterwards => FaultKind.AppliesThenErrors,
        MishapKind.Throttled => FaultKind.Throttled,
        MishapKind.DoesNothing => FaultKind.DoesNothing,
        MishapKind.CutShort => FaultKind.ReturnsPart,
        _ => null,
    };

    private void ThinkOfOne()
    {
        var candidates = _seen.Keys.SelectMany(site => KindsAt(site).Select(kind => (Kind: kind, Site: site))).Where(one => !_waiting.Exists(other => other.Site == one.Site)).ToList();
        if (candidates.Count == 0)
        {
            return;
        }

        // Half of them where least has happened, half anywhere.
        var least = candidates.Min(one => _happened.GetValueOrDefault(Name(one.Kind, one.Site)));
        var among = _chance.Below(2) == 0 ? candidates.FindAll(one => _happened.GetValueOrDefault(Name(one.Kind, one.Site)) == least) : candidates;
        var (kind, site) = among[_chance.Below(among.Count)];
        _waiting.Add((kind, site, _chance.Below(3) == 0 && kind != MishapKind.NotPermitted ? _chance.Below(4) : 0));
    }

    private void Before(string site)
    {
        if (IsDead)
        {
            throw new SimulatedDeathException(site);
        }

        _seen[site] = _seen.GetValueOrDefault(site) + 1;
        if (Takes(site, MishapKind.SecondRunner))
        {
            Inside(_secondRunner);
        }
        else if (Takes(site, MishapKind.TimePasses))
        {
            Inside(() => _letPass(TimeSpan.FromMinutes(1 + _chance.Below(50))));
        }
        else if (Takes(site, MishapKind.DiesBefore))
        {
            Die(site);
        }
        else if (site.StartsWith(JournalPrefix, StringComparison.Ordinal))
        {
            if (Takes(site, MishapKind.Fails))
            {
                throw new IOException("No space left on device");
            }
        }
        else if (Array.Find(OfCalls, kind => FaultOf(kind) is not null && Takes(site, kind)) is var kind && FaultOf(kind) is { } fault)
        {
            // The list of faults is looked at next, by this very call.
            _exchange.Faults.Add(kind == MishapKind.Throttled ? new Fault("*", fault) { Times = 1 + _chance.Below(40) } : new Fault(site, fault) { Times = 1 });
        }
    }

    private void After(string site)
    {
        if (Takes(site, MishapKind.DiesAfter))
        {
            Die(site);
        }
    }

    private void Inside(Action action)
    {
        _inside = true;
        try
        {
            action();
        }
        finally
        {
            _inside = false;
        }
    }

    private bool Takes(string site, MishapKind kind)
    {
        var index = _inside ? -1 : _waiting.FindIndex(one => one.Kind == kind && one.Site == site);
        if (index < 0)
        {
            return false;
        }

        if (_waiting[index].Skip > 0)
        {
            _waiting[index] = (kind, site, _waiting[index].Skip - 1);
            return false;
        }

        _waiting.RemoveAt(index);
        IsTroubled = true;
        var name = Name(kind, site);
        _happened[name] = _happened.GetValueOrDefault(name) + 1;
        _tell(name);
        return true;
    }
}
