using Xunit;

namespace ExchangeArchiveSafety.Core.Tests;

/// <summary>
/// One mailbox, one journal and the people around it. It knows at every moment what everybody but this module has set last (<see cref="Owner"/>), and holds
/// each journal record against it and against the tenant in the moment in which the record becomes durable.
/// </summary>
internal sealed class World
{
    private readonly List<string> _violations = [];

    public World(MailboxState start, IEnumerable<ArchivingSetting>? notReturned = null, Func<KillPoints, TestJournal>? journal = null, bool dropsFractions = false)
    {
        Tenant = new(Points) { State = start, DropsFractions = dropsFractions };
        Owner = start;
        Tenant.NotReturned.UnionWith(notReturned ?? []);
        Tenant.Writing = CheckAnnounced;
        Journal = journal?.Invoke(Points) ?? new MemoryJournal(Points);
        Journal.Appended = Check;
    }

    public KillPoints Points { get; } = new();

    public FakeTenant Tenant { get; }

    public TestJournal Journal { get; }

    public DateTime Now { get; set; } = At(0);

    /// <summary>What everybody but this module set last.</summary>
    public MailboxState Owner { get; private set; }

    public static ArchivingSetting[] AllSettings { get; } = Enum.GetValues<ArchivingSetting>();

    public IReadOnlyList<JournaledSuspension> Open => new SuspensionRun(Journal, Tenant, () => Now, "contoso").Open();

    public static DateTime At(double days) => new DateTime(2026, 11, 22, 12, 0, 0, DateTimeKind.Utc).AddDays(days);

    public SuspensionOutcome Suspend(SuspensionMethod method = SuspensionMethod.RetentionHold, DateTime? until = null, bool external = false)
    {
        var outcome = Do(run => run.SuspendBySetting(FakeTenant.Key, method, null, until, external));
        if (outcome.Result.Status is SuspensionStatus.Suspended or SuspensionStatus.AlreadySuspended && WhyNotSuspended(method) is { } why)
        {
            _violations.Add(outcome.Result.Status + " was said, but " + why);
        }

        return outcome;
    }

    public SuspensionOutcome StopMigration(bool wholeBatch = false) => Do(run => run.SuspendByStopping(Tenant.Show(), wholeBatch));

    /// <summary>Resumes whatever is open, one after the other.</summary>
    public IReadOnlyList<SuspensionOutcome> ResumeAll(bool forced = false) =>
        Do(run => run.Open().Select(one => run.Resume(one.Id, forced)).ToList());

    public SuspensionOutcome Resume(bool forced = false) => Assert.Single(ResumeAll(forced));

    public T Do<T>(Func<SuspensionRun, T> action)
    {
        (Journal as TearingJournal)?.StartNewProcess();
        return action(new SuspensionRun(Journal, Tenant, () => Now, "contoso"));
    }

    /// <summary>Runs something that is killed at a point.</summary>
    /// <returns>Whether there was such a point.</returns>
    public bool KilledAt(int point, Action action)
    {
        Points.Arm(point);
        try
        {
            action();
            Assert.Null(Points.Hit);
            return false;
        }
        catch (KilledException)
        {
            return true;
        }
        finally
        {
            Points.Disarm();
        }
    }

    /// <summary>Somebody else sets something with Set-Mailbox.</summary>
    /// <returns>Whether Exchange took it.</returns>
    public bool SomebodySets(ArchivingSetting setting, object? value)
    {
        try
        {
            Tenant.State = Tenant.Applied(Tenant.State, ArchivingSettings.None.With(setting, value));
        }
        catch (ExchangeCallException)
        {
            return false;
        }

        Owner = Owner.With(setting, value);
        return true;
    }

    /// <summary>Every setting is what somebody else set last, and no record said anything untrue on the way.</summary>
    public void AssertBack()
    {
        AssertHonest();
        Assert.Equal(Owner, Tenant.State);
        Assert.Empty(Open);
    }

    public void AssertHonest()
    {
        Assert.Empty(Tenant.Violations);
        Assert.Empty(_violations);
        Assert.Equal(new MailboxState { Hold = true, Elc = true, Auto = false }, Tenant.OtherState);
    }

    private string? WhyNotSuspended(SuspensionMethod method) => method switch
    {
        SuspensionMethod.RetentionHold when !Tenant.State.HoldsAt(Now) => "the hold holds nothing: " + Tenant.State,
        SuspensionMethod.RetentionHold when Tenant.State.Auto && !Tenant.NotReturned.Contains(ArchivingSetting.AutoArchivingEnabled)
            && !Tenant.Ungranted.Contains(ArchivingSetting.AutoArchivingEnabled) => "auto-archiving is on",
        SuspensionMethod.ElcProcessing when !Tenant.State.Elc => "processing goes on",
        _ => null,
    };

    // The journal is durable before the call it announces, and knows how to undo it.
    private void CheckAnnounced(ArchivingSettings write)
    {
        var records = Journal.ReadSuspensions();
        var last = records.Count > 0 ? records[^1] : null;
        if (last is not { Kind: JournalRecordKind.Intent } || last.ExchangeGuid != FakeTenant.Key)
        {
            _violations.Add("a write that nothing announced: " + write);
            return;
        }

        var open = SuspensionLedger.Fold(records).Single(one => one.Id == last.SuspensionId);
        foreach (var setting in write.Known.Where(setting => !open.Before.Has(setting)))
        {
            _violations.Add("a write that the journal cannot undo: " + setting);
        }
    }

    private void Check(JournalRecord any)
    {
        var record = (SuspensionRecord)any;
        var suspension = SuspensionLedger.Fold(Journal.Read()).Single(one => one.Id == record.SuspensionId);
        if (record is { Kind: JournalRecordKind.Intent, Operation: JournalOperation.Suspend, Before: { } before })
        {
            foreach (var setting in before.Known.Where(setting => !MailboxState.Same(before[setting], Owner[setting])))
            {
                _violations.Add("the value to restore of " + setting + " is " + before[setting] + ", not " + (Owner[setting] ?? "null"));
            }
        }

        if (suspension.Stage == SuspensionStage.Suspended && WhyNotSuspended(record.Method) is { } why)
        {
            _violations.Add("the journal says suspended after " + record.Operation + " " + record.Status + ", but " + why);
        }

        if (record is { Kind: JournalRecordKind.Outcome, Operation: JournalOperation.Resume, Method: not SuspensionMethod.StopMigration }
            && (record.Closed || record.Status == SuspensionStatus.Resumed))
        {
            foreach (var setting in Of(record.Method).Where(setting => !MailboxState.Same(Tenant.State[setting], Owner[setting])))
            {
                _violations.Add("resumed, but " + setting + " is " + (Tenant.State[setting] ?? "null") + ", not " + (Owner[setting] ?? "null"));
            }
        }
    }

    private static IEnumerable<ArchivingSetting> Of(SuspensionMethod method) => AllSettings.Where(setting =>
        setting == ArchivingSetting.ElcProcessingDisabled == (method == SuspensionMethod.ElcProcessing));
}
