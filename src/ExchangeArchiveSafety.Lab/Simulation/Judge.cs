using ExchangeArchiveSafety.Lab.ExchangeOnline;
using ExchangeArchiveSafety.Lab.Tenant;
using ExchangeArchiveSafety.Lab.Tenant.Mailboxes;

namespace ExchangeArchiveSafety.Lab.Simulation;

/// <summary>
/// Says what a guard does wrong, from what the tenant itself knows. What no guard can help is allowed by name: what happens before the first whole pass that could
/// see it, a hold that does not act yet, a mailbox whose hold a person has taken over, and a setting that a person wrote as the guard had left or seen it already.
/// What it suspended while a tool was named that Exchange does not know, it may not give back by itself, however long that is over.
/// </summary>
internal sealed class Judge
{
    private readonly SimulatedTenant _guarded;
    private readonly SimulatedTenant _twin;
    private readonly TimeSpan _settleTime;
    private readonly Func<bool> _isTroubled;
    private readonly Action<string> _tell;
    private readonly Dictionary<LabMailbox, DateTime> _seenSince = [];
    private readonly Dictionary<LabMailbox, DateTime> _lastMigrating = [];
    private readonly Dictionary<LabMailbox, (bool IsNamed, bool IsMigrating, bool MayCopyAgain, bool RunsOrWill, bool IsAtRisk)> _atBegin = [];
    private readonly HashSet<LabMailbox> _disturbed = [];
    private readonly HashSet<LabMailbox> _suspended = [];
    private readonly HashSet<LabMailbox> _takenOver = [];

    // Those that a tool is said to feed which Exchange does not know, now and ever; suspended ones, as the guard left them; and of these, those that only a person may give back.
    private readonly HashSet<LabMailbox> _named = [];
    private readonly HashSet<LabMailbox> _untouched = [];
    private readonly HashSet<LabMailbox> _external = [];
    private readonly HashSet<LabMailbox> _everNamed = [];
    private readonly HashSet<(string Mailbox, string Setting)> _hidden = [];
    private readonly Dictionary<LabMailbox, GuardedSettings> _lastSeen = [];
    private GuardedSettings _before = null!;
    private bool _isByHand;

    public Judge(SimulatedTenant guarded, SimulatedTenant twin, TimeSpan settleTime, Func<bool> isTroubled, Action<string> tell)
    {
        (_guarded, _twin, _settleTime, _isTroubled, _tell) = (guarded, twin, settleTime, isTroubled, tell);
        guarded.Tenant.Archived += JudgeArchiving;
    }

    public List<string> Violations { get; } = [];

    /// <summary>Allowances that were needed: which, and how often.</summary>
    public SortedDictionary<string, int> Allowed { get; } = new(StringComparer.Ordinal);

    public int Suspensions { get; private set; }

    public int Resumptions { get; private set; }

    private LabTenant Tenant => _guarded.Tenant;

    /// <summary>To be called between the mishaps of a call and the call itself.</summary>
    public void BeforeCall(CallRecord call)
    {
        if (call.Writes && call.Mailbox is { } address)
        {
            _before = GuardedSettings.Of(Tenant.Mailbox(address));
        }
    }

    /// <summary>To be called when the tenant has done it, before anything befalls the caller.</summary>
    public void AfterCall(CallRecord call)
    {
        if (!call.Writes || call.Command.StartsWith("Export", StringComparison.Ordinal))
        {
            return;
        }

        if (call.Command != "Set-Mailbox")
        {
            Violate($"the guard called {call.Command}");
        }
        else if (call.Mailbox is { } address)
        {
            JudgeWrite(Tenant.Mailbox(address), call);
        }
    }

    /// <summary>Nothing befell the pass: did it see to everything? It may complain of mailboxes that it has to leave to a person.</summary>
    public bool IsWhole(PassReport report)
    {
        var complaints = report.Failures.Where(address => !MayComplain(address)).ToList();
        if (report.Left > 0 || complaints.Count > 0 || report.ExitCode is not (0 or 1))
        {
            Violate($"a pass without any trouble ended with {report.ExitCode}, left {report.Left}, and complained of {string.Join(", ", complaints)}");
            return false;
        }

        return true;
    }

    /// <summary>The passes of an hour begin.</summary>
    public void BeginPasses()
    {
        _atBegin.Clear();
        _disturbed.Clear();
        NoteNamed();
        foreach (var mailbox in Tenant.Mailboxes)
        {
            NoteMigration(mailbox);
            _atBegin[mailbox] = (_named.Contains(mailbox), IsMigrating(mailbox), MayCopyAgain(mailbox), RunsOrWill(mailbox), IsAtRisk(mailbox));
        }
    }

    /// <summary>They are over. What was at risk when they began, a guard that had no trouble has seen.</summary>
    public void EndPasses(bool whole)
    {
        if (!whole)
        {
            return;
        }

        NoteNamed();
        foreach (var (mailbox, begin) in _atBegin)
        {
            _lastSeen[mailbox] = GuardedSettings.Of(mailbox);
            if (begin.IsNamed && _named.Contains(mailbox) && _untouched.Contains(mailbox))
            {
                _ = _external.Add(mailbox);
            }

            if (!begin.IsAtRisk)
            {
                _seenSince.Remove(mailbox);
            }
            else if (!_disturbed.Contains(mailbox))
            {
                _ = _seenSince.TryAdd(mailbox, Tenant.Now);
            }
        }
    }

    /// <summary>Something happens in the guarded tenant that may change a setting.</summary>
    public void Happen(SimulatedEvent one, Action happens)
    {
        var changed = Tenant.Mailboxes.Where(mailbox => one.Mailbox == "*" || mailbox.Alias == one.Mailbox || mailbox.PrimarySmtpAddress == one.Mailbox).ToList();
        var before = changed.ConvertAll(GuardedSettings.Of);
        happens();
        foreach (var (index, mailbox) in changed.Index())
        {
            _ = _seenSince.Remove(mailbox);
            _ = _disturbed.Add(mailbox);
            var after = GuardedSettings.Of(mailbox);
            if (before[index] != after)
            {
                _ = _untouched.Remove(mailbox);
                _ = _external.Remove(mailbox);
            }

            if (before[index].Hold != after.Hold && after.RetentionHoldEnabled && _suspended.Contains(mailbox) && _takenOver.Add(mailbox))
            {
                _tell($"{mailbox.Alias} was suspended; its hold is a person's now");
            }
        }
    }

    /// <summary>The same has happened to the twin: what changed there and not here, a person wrote and nobody could see.</summary>
    public void Compare(string mailbox, (GuardedSettings Guarded, GuardedSettings Twin) before, (GuardedSettings Guarded, GuardedSettings Twin) after)
    {
        foreach (var setting in GuardedSettings.Names)
        {
            // What was undone and set again before anybody looked is as if nothing had happened.
            var seen = _lastSeen.GetValueOrDefault(Tenant.Mailbox(mailbox), before.Guarded);
            if (seen[setting] != after.Guarded[setting])
            {
                _ = _hidden.Remove((mailbox, setting));
            }
            else if (after.Twin[setting] == after.Guarded[setting] && before.Twin[setting] != after.Twin[setting] && _hidden.Add((mailbox, setting)))
            {
                _tell($"nobody can see that somebody set the {setting} of {mailbox}: it was so already");
            }
        }
    }

    /// <summary>Every migration has ended and settled: every setting is as in the tenant that nobody guarded.</summary>
    /// <param name="giveBack">Gives back by hand what the guard leaves to a person.</param>
    public void JudgeEnd(Action<IReadOnlyList<Guid>> giveBack)
    {
        JudgeSettings(Tenant.Mailboxes.Where(mailbox => !_everNamed.Contains(mailbox)));
        var named = Tenant.Mailboxes.Where(_everNamed.Contains).ToList();
        if (named.Count > 0)
        {
            _isByHand = true;
            giveBack(named.ConvertAll(mailbox => mailbox.ExchangeGuid));
            JudgeSettings(named);
        }

        if (Tenant.Total().Missing is > 0 and var missing)
        {
            Violate($"{missing} messages are missing");
        }
    }

    /// <summary>Something is wrong.</summary>
    public void Violate(string what)
    {
        var line = $"{Tenant.Now:MM-dd HH:mm} {what}";
        Violations.Add(line);
        _tell("!!! " + what);
    }

    private void JudgeSettings(IEnumerable<LabMailbox> mailboxes)
    {
        foreach (var mailbox in mailboxes)
        {
            var (is_, would) = (GuardedSettings.Of(mailbox), GuardedSettings.Of(_twin.Tenant.Mailbox(mailbox.PrimarySmtpAddress)));
            foreach (var setting in GuardedSettings.Names.Where(setting => is_[setting] != would[setting]))
            {
                if (setting == GuardedSettings.HoldName && !is_.RetentionHoldEnabled && !would.RetentionHoldEnabled)
                {
                    // Whoever switches off a hold whose dates the guard had cleared does not say whether they are to come back.
                    Allow("dates of a hold that a person switched off");
                }
                else if (_hidden.Contains((mailbox.PrimarySmtpAddress, setting)))
                {
                    Allow("written as the guard had it");
                }
                else
                {
                    Violate($"the {setting} of {mailbox.Alias} is {is_[setting]} and would be {would[setting]}");
                }
            }
        }
    }

    /// <summary>Whoever migrates and has no mailbox any more, whose hold is a person's, and what nobody can judge.</summary>
    private bool MayComplain(string address) =>
        address.Length > 0 && (Tenant.FindMailboxes(address) is not [var mailbox] || _takenOver.Contains(mailbox) || Risk.IsHardToJudge(Tenant, mailbox));

    private void JudgeArchiving(LabMailbox mailbox, int items)
    {
        if (!Risk.IsSyncing(Tenant, mailbox))
        {
            return;
        }

        if (!_seenSince.TryGetValue(mailbox, out var since))
        {
            Allow("archived before a whole pass could see it");
        }
        else if (_takenOver.Contains(mailbox))
        {
            Allow("archived where a person had taken the hold over");
        }
        else if (Tenant.Now < since + Tenant.Options.RetentionHoldActsAfter)
        {
            Allow("archived before the hold acted");
        }
        else
        {
            Violate($"{items} items of {mailbox.Alias} were archived under a running sync that a whole pass saw at {since:MM-dd HH:mm}");
        }
    }

    private void JudgeWrite(LabMailbox mailbox, CallRecord call)
    {
        var (before, after) = (_before, GuardedSettings.Of(mailbox));
        _lastSeen[mailbox] = after;
        var begin = _atBegin.GetValueOrDefault(mailbox);
        NoteNamed();
        NoteMigration(mailbox);
        if (after.HoldsMoreThan(before, Tenant.Now))
        {
            Suspensions++;
            _ = _suspended.Add(mailbox);
            _ = _untouched.Add(mailbox);
            if (begin.IsNamed && _named.Contains(mailbox))
            {
                _ = _external.Add(mailbox);
            }

            if (Risk.HasNamesake(Tenant, mailbox))
            {
                Allow("suspended for a batch that has the name of another one");
            }
            else if (!begin.IsMigrating && !IsMigrating(mailbox))
            {
                Violate($"{mailbox.Alias} was suspended and does not migrate: {call}");
            }
            else if (!_isTroubled() && !begin.RunsOrWill && !RunsOrWill(mailbox))
            {
                Violate($"{mailbox.Alias} was suspended and its migration neither runs nor will: {call}");
            }
            else if (!_isTroubled() && !(Risk.HasArchive(mailbox) && Risk.IsArchived(Tenant, mailbox)))
            {
                Violate($"{mailbox.Alias} was suspended and nothing would archive: {call}");
            }
        }
        else if (before.HoldsMoreThan(after, Tenant.Now) && !_isByHand)
        {
            Resumptions++;
            _ = _suspended.Remove(mailbox);
            _ = _untouched.Remove(mailbox);
            if (_external.Contains(mailbox))
            {
                Violate($"{mailbox.Alias} was resumed, and only a person can say that the tool is done which fed it: {call}");
            }
            else if (begin.MayCopyAgain && MayCopyAgain(mailbox))
            {
                Violate($"{mailbox.Alias} was resumed and still migrates: {call}");
            }
            else if (_lastMigrating.TryGetValue(mailbox, out var last) && Tenant.Now < last + _settleTime)
            {
                Violate($"{mailbox.Alias} was resumed before the end had settled, which was not before {last:MM-dd HH:mm}: {call}");
            }
        }
    }

    private void NoteNamed()
    {
        _named.Clear();
        _named.UnionWith(_guarded.ExternallyMigrating.Values.SelectMany(Tenant.FindMailboxes));
        _everNamed.UnionWith(_named);
    }

    // What the admin names, a guard has to believe.
    private bool IsMigrating(LabMailbox mailbox) => _named.Contains(mailbox) || Risk.IsMigrating(Tenant, mailbox);

    private bool MayCopyAgain(LabMailbox mailbox) => _named.Contains(mailbox) || Risk.MayCopyAgain(Tenant, mailbox);

    private bool RunsOrWill(LabMailbox mailbox) => _named.Contains(mailbox) || Risk.RunsOrWill(Tenant, mailbox);

    private bool IsAtRisk(LabMailbox mailbox) =>
        Risk.IsSyncing(Tenant, mailbox) && mailbox.HasWorkingArchive && Risk.IsArchived(Tenant, mailbox) && !Tenant.Organization.ElcProcessingDisabled;

    private void NoteMigration(LabMailbox mailbox)
    {
        if (MayCopyAgain(mailbox))
        {
            _lastMigrating[mailbox] = Tenant.Now;
        }
    }

    private void Allow(string what) => Allowed[what] = Allowed.GetValueOrDefault(what) + 1;
}
