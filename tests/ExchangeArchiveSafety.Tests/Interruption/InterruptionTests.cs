namespace ExchangeArchiveSafety.Tests.Interruption;

/// <summary>A run that is killed or stopped at any call is finished by the next one, and settings end exactly as they were found.</summary>
public class InterruptionTests
{
    /// <summary>More than any run makes.</summary>
    private const int ManyCalls = 40;

    private static readonly Action<LabMailbox>[] Starts =
    [
        _ => { },
        mailbox =>
        {
            mailbox.RetentionHoldEnabled = true;
            mailbox.StartDateForRetentionHold = LabTenant.DefaultStart.AddDays(-20);
            mailbox.EndDateForRetentionHold = LabTenant.DefaultStart.AddDays(20);
        },
        mailbox =>
        {
            mailbox.StartDateForRetentionHold = LabTenant.DefaultStart.AddDays(-300);
            mailbox.EndDateForRetentionHold = LabTenant.DefaultStart.AddDays(-200);
            mailbox.AutoArchivingEnabled = false;
        },
    ];

    /// <summary>Three kinds of settings, to be interrupted in turn, and more mailboxes beside them.</summary>
    private static LabTenant Tenant() => new TenantBuilder().Migrating(9, set: (mailbox, index) => Starts[index % Starts.Length](mailbox)).Build();

    [Theory]
    [InlineData("RetentionHold", true)]
    [InlineData("RetentionHold", false)]
    [InlineData("ElcProcessing", false)]
    public async Task A_run_killed_at_any_call_of_suspending_is_finished_by_the_next(string method, bool before)
    {
        await using var session = await LabSession.StartAsync(Tenant());
        using var next = session.Another();
        var settings = SettingsOf.Everybody(session.Tenant);
        var point = 0;
        for (var killed = true; killed; point++)
        {
            var (alias, journal) = (Alias(point % Starts.Length), TestProcess.NewPath("journal.jsonl"));
            var suspend = $"Suspend-ConflictingArchivePolicy {alias} -Method {method} -JournalPath '{journal}'";

            killed = Kill(session, suspend, point, before, journal);
            var outcome = next.Try(suspend).Clean();

            Assert.Contains(Assert.Single(outcome.Suspensions).Status, (string[])["Suspended", "AlreadySuspended"]);
            Assert.True(method == "ElcProcessing" ? session.Tenant.Mailbox(alias).ElcProcessingDisabled : session.Tenant.Mailbox(alias).IsOnRetentionHoldAt(session.Tenant.Now));
            Assert.Equal("Resumed", Assert.Single(next.Try($"Resume-ConflictingArchivePolicy -Force -JournalPath '{journal}'").Clean().Suspensions).Status);
        }

        Assert.InRange(point, 6, ManyCalls);
        Assert.Equal(settings, SettingsOf.Everybody(session.Tenant));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_run_killed_at_any_call_of_suspending_can_be_resumed_right_away(bool before)
    {
        await using var session = await LabSession.StartAsync(Tenant());
        using var next = session.Another();
        var settings = SettingsOf.Everybody(session.Tenant);
        var point = 0;
        for (var killed = true; killed; point++)
        {
            var (alias, journal) = (Alias(point % Starts.Length), TestProcess.NewPath("journal.jsonl"));

            killed = Kill(session, $"Suspend-ConflictingArchivePolicy {alias} -JournalPath '{journal}'", point, before, journal);
            if (!File.Exists(journal))
            {
                // Killed before the journal was begun, and so before anything was set.
                _ = next.Try($"Resume-ConflictingArchivePolicy -Force -JournalPath '{journal}'").Ended("JournalNotFound", ErrorCategory.ObjectNotFound);
                continue;
            }

            var outcome = next.Try($"Resume-ConflictingArchivePolicy -Force -JournalPath '{journal}'").Clean();

            Assert.All(outcome.Suspensions, result => Assert.Equal("Resumed", result.Status));
            Assert.Empty(next.Try($"Get-ArchivePolicySuspension -JournalPath '{journal}'").Clean().Output);
        }

        Assert.Equal(settings, SettingsOf.Everybody(session.Tenant));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_run_killed_at_any_call_of_resuming_is_finished_by_the_next(bool before)
    {
        await using var session = await LabSession.StartAsync(Tenant());
        using var next = session.Another();
        var settings = SettingsOf.Everybody(session.Tenant);
        var point = 0;
        for (var killed = true; killed; point++)
        {
            var (alias, journal) = (Alias(point % Starts.Length), TestProcess.NewPath("journal.jsonl"));
            var resume = $"Resume-ConflictingArchivePolicy -Force -JournalPath '{journal}'";
            next.Try($"Suspend-ConflictingArchivePolicy {alias} -JournalPath '{journal}'").Clean();

            killed = Kill(session, resume, point, before, journal);
            next.Try(resume).Clean();

            Assert.Empty(next.Try($"Get-ArchivePolicySuspension -JournalPath '{journal}'").Clean().Output);
        }

        Assert.InRange(point, 4, ManyCalls);
        Assert.Equal(settings, SettingsOf.Everybody(session.Tenant));
    }

    [Theory]
    [InlineData("Suspend", true)]
    [InlineData("Suspend", false)]
    [InlineData("Resume", true)]
    [InlineData("Resume", false)]
    public async Task After_Ctrl_C_at_any_call_nothing_further_is_started_and_the_next_run_finishes(string what, bool before)
    {
        await using var session = await LabSession.StartAsync(Tenant());
        using var next = session.Another();
        var settings = SettingsOf.Everybody(session.Tenant);
        var point = 0;
        for (var stopped = true; stopped; point++)
        {
            // The second mailbox must not be begun once the first was interrupted.
            var (alias, other, journal) = (Alias(point % Starts.Length), Alias(3), TestProcess.NewPath("journal.jsonl"));
            var suspend = $"Suspend-ConflictingArchivePolicy {alias}, {other} -JournalPath '{journal}'";
            var resume = $"Resume-ConflictingArchivePolicy -Force -JournalPath '{journal}'";
            if (what == "Resume")
            {
                next.Try(suspend).Clean();
            }

            stopped = Stop(session, what == "Suspend" ? suspend : resume, point, before);
            if (what == "Suspend")
            {
                Assert.All(next.Try(suspend).Clean().Suspensions, result => Assert.Contains(result.Status, (string[])["Suspended", "AlreadySuspended"]));
            }

            next.Try(resume).Clean();
            Assert.Empty(next.Try($"Get-ArchivePolicySuspension -JournalPath '{journal}'").Clean().Output);
        }

        Assert.InRange(point, 6, ManyCalls);
        Assert.Equal(settings, SettingsOf.Everybody(session.Tenant));
    }

    [Fact]
    public async Task Ctrl_C_ends_judging_at_once()
    {
        await using var session = await LabSession.StartAsync(Tenant());
        for (var point = 0; point < 8; point++)
        {
            Assert.True(Stop(session, "Test-ArchiveMigrationConflict", point, before: point % 2 == 0));
        }
    }

    [Fact]
    public async Task Two_runs_at_once_on_the_same_mailboxes_and_journal_change_each_setting_once()
    {
        await using var session = await LabSession.StartAsync(Tenant());
        using var other = session.Another();
        var settings = SettingsOf.Everybody(session.Tenant);
        var names = string.Join(", ", Enumerable.Range(0, 9).Select(Alias));
        var suspend = $"Suspend-ConflictingArchivePolicy {names} -JournalPath '{session.Journal}'";

        var suspended = await AtOnce(session.Engine, other, suspend);

        Assert.All(suspended, outcome => Assert.All(outcome.Clean().Suspensions, result => Assert.Contains(result.Status, (string[])["Suspended", "AlreadySuspended"])));
        Assert.All(suspended.SelectMany(outcome => outcome.Suspensions).GroupBy(result => result.Alias), group => Assert.Single(group, result => result.Status == "Suspended"));
        Assert.All(session.Exchange.Calls.Of("Set-Mailbox").GroupBy(call => call.Mailbox), group => Assert.Single(group));

        var resumed = await AtOnce(session.Engine, other, $"Resume-ConflictingArchivePolicy -Force -JournalPath '{session.Journal}'");

        Assert.All(resumed, outcome => Assert.All(outcome.Clean().Suspensions, result => Assert.Contains(result.Status, (string[])["Resumed", "Skipped"])));
        Assert.Equal(settings, SettingsOf.Everybody(session.Tenant));
    }

    [Fact]
    public async Task What_another_run_resumed_meanwhile_is_no_failure()
    {
        await using var session = await LabSession.StartAsync(Tenant());
        using var other = session.Another();
        var settings = SettingsOf.Everybody(session.Tenant);
        var resume = $"Resume-ConflictingArchivePolicy -Force -JournalPath '{session.Journal}'";
        session.Try($"Suspend-ConflictingArchivePolicy {Alias(0)}, {Alias(1)} -JournalPath '{session.Journal}'").Clean();

        // The first run has read the journal and is about to look at its first mailbox when the second one comes by and does it all.
        var begun = false;
        Outcome? second = null;
        Outcome first;
        using (session.Exchange.Hooks.Before("Get-Mailbox", _ =>
        {
            if (!begun)
            {
                begun = true;
                second = other.Try(resume);
            }
        }))
        {
            first = session.Try(resume).Clean();
        }

        Assert.Equal(["Resumed", "Resumed"], second!.Clean().Suspensions.Select(result => result.Status));
        Assert.All(first.Suspensions, result => Assert.Equal("Skipped", result.Status));
        Assert.Equal(settings, SettingsOf.Everybody(session.Tenant));
    }

    [Fact]
    public async Task A_run_waits_for_another_that_has_the_journal_and_then_goes_on()
    {
        await using var session = await LabSession.StartAsync(Tenant());
        using var other = session.Another();
        using var inside = new ManualResetEventSlim();
        using var goOn = new ManualResetEventSlim();
        Task<Outcome> first;
        Task<Outcome> second;
        using (session.Exchange.Hooks.Before("Set-Mailbox", call =>
        {
            if (!inside.IsSet)
            {
                inside.Set();
                goOn.Wait();
            }
        }))
        {
            var suspend = $"Suspend-ConflictingArchivePolicy {Alias(0)} -JournalPath '{session.Journal}'";
            first = Task.Run(() => session.Try(suspend));
            inside.Wait();
            var reading = session.Exchange.Hooks.After("Get-MailboxStatistics", _ => goOn.Set());
            second = Task.Run(() => other.Try(suspend));
            Assert.Equal("Suspended", Assert.Single((await first).Clean().Suspensions).Status);
            Assert.Equal("AlreadySuspended", Assert.Single((await second).Clean().Suspensions).Status);
            reading.Dispose();
        }

        Assert.Single(session.Exchange.Calls.Of("Set-Mailbox"));
    }

    private static string Alias(int point) => $"user{point + 1:D4}";

    private static async Task<Outcome[]> AtOnce(Engine one, Engine two, string script)
    {
        using var both = new Barrier(2);
        Task<Outcome> Start(Engine engine) => Task.Factory.StartNew(
            () =>
            {
                both.SignalAndWait();
                return engine.Try(script);
            },
            TaskCreationOptions.LongRunning);
        return await Task.WhenAll(Start(one), Start(two));
    }

    /// <summary>From the given call on the run is cut off: the tenant hears nothing more, and what it writes after that moment never reached the disk.</summary>
    /// <returns>False when the run made fewer calls.</returns>
    internal static bool Kill(LabSession session, string script, int point, bool before, string journal)
    {
        var count = 0;
        byte[]? frozen = null;
        var dead = false;
        void Cut()
        {
            frozen = File.Exists(journal) ? File.ReadAllBytes(journal) : [];
            dead = true;
        }

        using (session.Exchange.Hooks.Before("*", _ =>
        {
            if (!dead && before && count++ == point)
            {
                Cut();
            }

            if (dead)
            {
                throw new IOException("The process is gone.");
            }
        }))
        using (session.Exchange.Hooks.After("*", _ =>
        {
            if (!dead && !before && count++ == point)
            {
                Cut();
                throw new IOException("The process is gone.");
            }
        }))
        {
            session.Try(script);
        }

        if (frozen is { Length: > 0 })
        {
            File.WriteAllBytes(journal, frozen);
        }
        else if (frozen is not null)
        {
            File.Delete(journal);
        }

        return dead;
    }

    /// <summary>Stops the run from inside the given call, and makes sure that nothing was started afterwards.</summary>
    /// <returns>False when the run made fewer calls.</returns>
    private static bool Stop(LabSession session, string script, int point, bool before)
    {
        var count = 0;
        var calls = 0;
        using var shell = session.Engine.Shell(script);
        void Pull(CallRecord call)
        {
            if (count++ == point)
            {
                shell.Stop();
                calls = session.Exchange.Calls.All.Count;
            }
        }

        using (before ? session.Exchange.Hooks.Before("*", Pull) : session.Exchange.Hooks.After("*", Pull))
        {
            var outcome = Engine.Invoke(shell);
            Assert.Null(outcome.Terminating?.ToString());
        }

        if (count <= point)
        {
            return false;
        }

        SpinWait.SpinUntil(() => Volatile.Read(ref calls) > 0);
        Assert.Equal(PSInvocationState.Stopped, shell.InvocationStateInfo.State);
        Assert.Equal(calls, session.Exchange.Calls.All.Count);
        return true;
    }
}
