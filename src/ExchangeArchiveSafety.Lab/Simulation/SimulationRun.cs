using ExchangeArchiveSafety.Lab.ExchangeOnline;
using ExchangeArchiveSafety.Lab.Tenant;

namespace ExchangeArchiveSafety.Lab.Simulation;

/// <summary>
/// Some weeks of a tenant with a guard that makes a pass every hour, and of its twin without one. Tenant, calendar, people, mishaps and second runners follow from
/// one number, so that what fails once fails again.
/// </summary>
public sealed class SimulationRun
{
    private static readonly TimeSpan SettleTime = TimeSpan.FromHours(72);

    // Until the last end has settled, counted from the last sync or from the MX record.
    private const int DaysToSettle = 5;

    private readonly ulong _seed;
    private readonly SimulatedTenant _guarded;
    private readonly SimulatedTenant _twin;
    private readonly IReadOnlyList<SimulatedEvent> _calendar;
    private readonly Judge _judge;
    private readonly Mishaps _mishaps;
    private readonly ExchangeService _exchange;
    private readonly int _partitions;
    private readonly List<string> _story = [];
    private HashSet<string> _said = [];
    private IGuardRunner _runner = null!;
    private int _next;
    private int _partition;
    private int _passes;
    private int _wholePasses;
    private long _journalBytes;

    private SimulationRun(ulong seed, int days)
    {
        _seed = seed;
        _guarded = SeededTenant.Create(seed);
        _twin = SeededTenant.Create(seed);
        _calendar = SeededCalendar.Create(seed, _guarded.Tenant, days);
        _exchange = new ExchangeService(_guarded.Tenant);
        _partitions = new Chance(seed, "partitions").Below(10) switch { 0 => 3, 1 => 2, _ => 1 };
        Mishaps? mishaps = null;
        _judge = new Judge(_guarded, _twin, SettleTime, () => mishaps!.IsTroubled, Tell);

        // A write is judged as soon as it is done, whatever befalls its caller then; and the settings before it are read when others have had their turn.
        _ = _exchange.Hooks.After("*", _judge.AfterCall);
        _mishaps = mishaps = new Mishaps(seed, _exchange, RunSecond, by => LetPass(_guarded.Tenant.Now + by), Tell);
        _ = _exchange.Hooks.Before("*", _judge.BeforeCall);
    }

    /// <summary>Lives through a seed.</summary>
    /// <param name="seed">What everything follows from.</param>
    /// <param name="days">How many days; a few more follow, in which all that migrates ends and settles.</param>
    /// <param name="makeRunner">Makes what makes the passes.</param>
    public static SimulationResult Live(ulong seed, int days, Func<GuardedWorld, IGuardRunner> makeRunner)
    {
        var simulation = new SimulationRun(seed, days);
        using var runner = makeRunner(new GuardedWorld(seed, simulation._guarded.Tenant, simulation._exchange, simulation._mishaps));
        simulation._runner = runner;
        simulation.Live(days);
        return simulation.Result();
    }

    private void Live(int days)
    {
        var begin = _guarded.Tenant.Now;
        Tell($"{_guarded.Tenant.Mailboxes.Count} mailboxes, {_guarded.Tenant.Batches.Count} batches, {_partitions} partitions; a hold acts after {_guarded.Tenant.Options.RetentionHoldActsAfter.TotalMinutes} minutes");
        for (var hour = 0; hour < days * 24; hour++)
        {
            RunPasses(quiet: false);
            LetPass(begin.AddHours(hour + 1));
        }

        Tell("every migration ends");
        foreach (var tenant in (SimulatedTenant[])[_guarded, _twin])
        {
            foreach (var batch in tenant.Tenant.Batches.ToList())
            {
                tenant.Run("Remove-MigrationBatch", ("Identity", batch.BatchGuid.ToString()));
            }

            foreach (var mailbox in tenant.Tenant.Mailboxes)
            {
                tenant.EndOutsideSync(mailbox.Alias);
            }

            tenant.ExternallyMigrating.Clear();
        }

        for (var hour = 0; hour < DaysToSettle * 24; hour++)
        {
            LetPass(begin.AddHours(days * 24 + hour + 1));
            RunPasses(quiet: true);
        }

        _judge.JudgeEnd(mailboxes =>
        {
            Tell($"somebody insists on giving back {mailboxes.Count} mailboxes that a tool fed which Exchange does not know");
            _mishaps.Begin(quiet: true);
            _runner.GiveBack(Order(), mailboxes);
            _mishaps.End();
        });
    }

    private void RunPasses(bool quiet)
    {
        _judge.BeginPasses();
        var whole = true;
        for (_partition = 1; _partition <= _partitions; _partition++)
        {
            whole &= RunPass(quiet);
        }

        _judge.EndPasses(whole);
        var journal = _passes % 24 == 0 || quiet ? _runner.ReadJournal() : null;
        _journalBytes = Math.Max(_journalBytes, journal?.Bytes ?? 0);
        if (journal?.Unreadable is { } why)
        {
            Violate("the journal cannot be read: " + why);
        }

        _exchange.Calls.Clear();
    }

    /// <returns>Did it come to its end without trouble?</returns>
    private bool RunPass(bool quiet)
    {
        _passes++;
        _mishaps.Begin(quiet);
        try
        {
            var report = _runner.Pass(Order());
            Tell(report);
            var whole = !_mishaps.IsTroubled && _judge.IsWhole(report);
            _wholePasses += whole ? 1 : 0;
            return whole;
        }
        catch (SimulatedDeathException)
        {
            return false;
        }
        finally
        {
            _mishaps.End();
        }
    }

    private void RunSecond() => Tell(_runner.Pass(Order()), "the second runner: ");

    private PassOrder Order() => new(_guarded.Tenant.Now, _partition, _partitions, SettleTime, [.. _guarded.ExternallyMigrating.Values], _mishaps.Calls);

    /// <summary>Both tenants live until then; what the calendar has for them happens in both.</summary>
    private void LetPass(DateTime until)
    {
        for (; _next < _calendar.Count && _calendar[_next].AtUtc <= until; _next++)
        {
            Happen(_calendar[_next]);
        }

        Advance(until);
    }

    private void Happen(SimulatedEvent one)
    {
        Advance(one.AtUtc);
        Tell(one.Story);
        var concerned = _guarded.Tenant.Mailboxes.Where(mailbox => one.Mailbox == mailbox.Alias || one.Mailbox == mailbox.PrimarySmtpAddress).Select(mailbox => mailbox.PrimarySmtpAddress).ToList();
        var before = concerned.ConvertAll(Settings);
        _judge.Happen(one, () => one.Happens(_guarded));
        one.Happens(_twin);
        foreach (var (index, mailbox) in concerned.Index())
        {
            _judge.Compare(mailbox, before[index], Settings(mailbox));
        }
    }

    private (GuardedSettings Guarded, GuardedSettings Twin) Settings(string mailbox) =>
        (GuardedSettings.Of(_guarded.Tenant.Mailbox(mailbox)), GuardedSettings.Of(_twin.Tenant.Mailbox(mailbox)));

    private void Advance(DateTime until)
    {
        foreach (var tenant in (LabTenant[])[_guarded.Tenant, _twin.Tenant])
        {
            tenant.Advance(until > tenant.Now ? until - tenant.Now : TimeSpan.Zero);
        }
    }

    /// <summary>What a pass says as the one before it did is told once.</summary>
    private void Tell(PassReport report, string who = "")
    {
        foreach (var line in report.Lines.Where(line => !_said.Contains(line)))
        {
            Tell(who + line);
        }

        _said = [.. report.Lines];
    }

    private void Tell(string line) => _story.Add($"{_guarded.Tenant.Now:MM-dd HH:mm} {line}");

    private void Violate(string what) => _judge.Violate(what);

    private SimulationResult Result()
    {
        var (guarded, twin) = (_guarded.Tenant.Total(), _twin.Tenant.Total());
        return new SimulationResult
        {
            Seed = _seed,
            Violations = _judge.Violations,
            Story = _story,
            Seen = _mishaps.Seen,
            Happened = _mishaps.Happened,
            Allowed = _judge.Allowed,
            Passes = _passes,
            WholePasses = _wholePasses,
            Suspensions = _judge.Suspensions,
            Resumptions = _judge.Resumptions,
            JournalBytes = _journalBytes,
            CopiesUnguarded = twin.Reappeared + twin.DuplicatedInArchive,
            CopiesGuarded = guarded.Reappeared + guarded.DuplicatedInArchive,
        };
    }
}
