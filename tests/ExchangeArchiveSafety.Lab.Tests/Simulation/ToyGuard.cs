using ExchangeArchiveSafety.Lab.ExchangeOnline;
using ExchangeArchiveSafety.Lab.Simulation;

namespace ExchangeArchiveSafety.Lab.Tests.Simulation;

/// <summary>A guard of a few lines that looks into the tenant itself, by which the judge is judged. It survives every death, since it remembers before it acts.</summary>
internal sealed class ToyGuard(GuardedWorld world, ToyGuard.Habit habit) : IGuardRunner
{
    private readonly Dictionary<LabMailbox, GuardedSettings> _suspended = [];
    private readonly Dictionary<LabMailbox, DateTime> _endSeen = [];
    private readonly HashSet<LabMailbox> _external = [];

    public enum Habit
    {
        Good,
        Idle,
        TouchesEverybody,
        TouchesOnlyMigrating,
        GivesBackAtOnce,
        ForgetsTheTool,
        NeverGivesBack,
        ForgetsWhatWas,
        StopsBatches,
        LosesItsJournal,
        Complains,
    }

    public PassReport Pass(PassOrder order)
    {
        try
        {
            world.Mishaps.BeforeJournalWrite("pass");
            world.Mishaps.AfterJournalWrite("pass");
        }
        catch (IOException)
        {
            return new PassReport(2, 0, [], []);
        }

        if (Run("Get-MigrationUser").Errors.Count > 0)
        {
            return new PassReport(2, 0, [], []);
        }

        if (habit == Habit.StopsBatches)
        {
            _ = Run("Stop-MigrationBatch", ("Identity", "wave"));
        }

        foreach (var mailbox in world.Tenant.Mailboxes.ToList())
        {
            var feeders = world.Tenant.Batches.SelectMany(batch => batch.Users).Where(user => user.Mailbox == mailbox).ToList();
            var runs = feeders.Exists(user => user.Batch.MigrationType != "ExchangeRemoteMove" && user.Phase is SyncPhase.NotStarted or SyncPhase.Initial or SyncPhase.Incremental);
            var isNamed = order.ExternallyMigrating.Any(name => world.Tenant.FindMailboxes(name).Contains(mailbox));
            var isAtRisk = (runs || isNamed) && mailbox.HasWorkingArchive && Risk.IsArchived(world.Tenant, mailbox);
            if (habit == Habit.TouchesEverybody || (habit == Habit.TouchesOnlyMigrating ? feeders.Count > 0 : isAtRisk && habit != Habit.Idle))
            {
                Suspend(mailbox);
            }

            if (isNamed && _suspended.ContainsKey(mailbox) && habit != Habit.ForgetsTheTool)
            {
                _ = _external.Add(mailbox);
            }

            if (isNamed || _external.Contains(mailbox) || feeders.Exists(user => user.Phase != SyncPhase.Ended))
            {
                _ = _endSeen.Remove(mailbox);
            }
            else if (_suspended.ContainsKey(mailbox) && habit != Habit.NeverGivesBack)
            {
                _ = _endSeen.TryAdd(mailbox, order.NowUtc);
                if (order.NowUtc - _endSeen[mailbox] >= order.SettleTime || habit == Habit.GivesBackAtOnce)
                {
                    GiveBack(mailbox);
                }
            }
        }

        return new PassReport(habit == Habit.Complains ? 1 : 0, 0, habit == Habit.Complains ? [world.Tenant.Mailboxes[0].PrimarySmtpAddress] : [], []);
    }

    public void GiveBack(PassOrder order, IReadOnlyList<Guid> exchangeGuids)
    {
        foreach (var mailbox in _external.Where(mailbox => exchangeGuids.Contains(mailbox.ExchangeGuid) && _suspended.ContainsKey(mailbox)).ToList())
        {
            GiveBack(mailbox);
        }
    }

    public JournalReport ReadJournal() => new(1, habit == Habit.LosesItsJournal ? "it is gone" : null);

    public void Dispose()
    {
    }

    private void Suspend(LabMailbox mailbox)
    {
        var now = GuardedSettings.Of(mailbox);
        if (now is { RetentionHoldEnabled: true, Start: null, End: null, AutoArchivingEnabled: false })
        {
            return;
        }

        // What is as this guard sets it, it has set; anything else somebody wants.
        var before = _suspended.GetValueOrDefault(mailbox, now);
        var isOurs = now is { RetentionHoldEnabled: true, Start: null, End: null } && _suspended.ContainsKey(mailbox);
        _suspended[mailbox] = now with
        {
            RetentionHoldEnabled = isOurs ? before.RetentionHoldEnabled : now.RetentionHoldEnabled,
            Start = isOurs ? before.Start : now.Start,
            End = isOurs ? before.End : now.End,
            AutoArchivingEnabled = now.AutoArchivingEnabled || before.AutoArchivingEnabled,
        };
        _ = Run(
            "Set-Mailbox",
            ("Identity", mailbox.PrimarySmtpAddress),
            ("RetentionHoldEnabled", true),
            ("StartDateForRetentionHold", null),
            ("EndDateForRetentionHold", null),
            ("AutoArchivingEnabled", false));
    }

    /// <summary>What is not any more as this guard set it is somebody else's, and stays.</summary>
    private void GiveBack(LabMailbox mailbox)
    {
        var before = habit == Habit.ForgetsWhatWas ? GuardedSettings.Of(new LabMailbox("")) : _suspended[mailbox];
        var now = GuardedSettings.Of(mailbox);
        var settings = new List<(string, object?)> { ("Identity", mailbox.PrimarySmtpAddress), ("AutoArchivingEnabled", now.AutoArchivingEnabled || before.AutoArchivingEnabled) };
        if (now is { RetentionHoldEnabled: true, Start: null, End: null })
        {
            settings.AddRange(before.RetentionHoldEnabled
                ? [("StartDateForRetentionHold", before.Start), ("EndDateForRetentionHold", before.End)]
                : [("RetentionHoldEnabled", false)]);
        }

        // Done is what is seen, whatever was answered.
        _ = Run("Set-Mailbox", [.. settings]);
        if (GuardedSettings.Of(mailbox) != now)
        {
            _ = _suspended.Remove(mailbox);
        }
    }

    private CommandAnswer Run(string command, params (string Name, object? Value)[] parameters) =>
        world.Exchange.RunAsync(new CommandCall(command, parameters.ToDictionary(pair => pair.Name, pair => pair.Value))).GetAwaiter().GetResult();
}
