using ExchangeArchiveSafety.Lab.Graph;
using Assert = Xunit.Assert;

namespace ExchangeArchiveSafety.Tests.Removal;

/// <summary>Several mailboxes at once: their requests overlap, one does not hold up another, and what is asked and told stays as orderly as with one.</summary>
public sealed class AtOnceTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private static readonly string[] Everybody = ["anna", "ben", "carla"];

    private readonly string _quarantine = TestProcess.NewPath("quarantine");

    [Xunit.Theory]
    [Xunit.InlineData(GraphRoute.DeleteItem)]
    [Xunit.InlineData(GraphRoute.Import)]
    public async Task Two_mailboxes_are_worked_at_at_the_same_time(GraphRoute route)
    {
        await using var session = await StartAsync();
        _ = route == GraphRoute.Import ? Remove(session, "").Clean() : null;
        using var both = new CountdownEvent(2);
        var met = true;
        var seen = new HashSet<string>();
        using (session.Server.Graph.Hooks.Before(route, call =>
        {
            // The first request of each waits for that of the other.
            lock (seen)
            {
                if (!seen.Add(call.MailboxId ?? call.Path) || both.IsSet)
                {
                    return;
                }

                both.Signal();
            }

            met &= both.Wait(Patience);
        }))
        {
            var outcome = route == GraphRoute.Import ? Restore(session, "-ThrottleLimit 2") : Remove(session, "-ThrottleLimit 2");
            Assert.All(outcome.Clean().Output, row => Assert.Equal("Completed", row.Properties["Status"].Value.ToString()));
            Assert.Equal(3, outcome.Output.Count);
        }

        Assert.True(met);
    }

    [Fact]
    public async Task One_at_a_time_they_come_in_the_order_of_their_names_and_nothing_overlaps()
    {
        await using var session = await StartAsync();
        var outcome = Remove(session, "-ThrottleLimit 1").Clean();
        Assert.Equal(Everybody, outcome.Output.Select(Alias));
        Assert.Equal(Everybody, session.Server.Graph.Deletes.Select(call => Everybody.Single(alias => session.Server.Graph.PrimaryIdOf(session.Tenant.Mailbox(alias)) == call.MailboxId)).Distinct());
    }

    [Fact]
    public async Task Each_has_errors_numbers_and_warnings_of_its_own()
    {
        await using var session = await StartAsync();
        var anna = session.Tenant.Mailbox("anna");
        (anna.LitigationHoldEnabled, anna.RecoverableItemsQuota) = (true, 1);
        var outcome = Remove(session, "-IgnoreRecoverableItemsQuota");
        Assert.Equal("anna@contoso.example", outcome.OneError("RecoverableItemsFull", ErrorCategory.LimitsExceeded).TargetObject);
        Assert.Equal(["anna Failed 0", "ben Completed 3", "carla Completed 3"], outcome.Output.Select(row => $"{Alias(row)} {row.Properties["Status"].Value} {row.Properties["Removed"].Value}").Order());
        Assert.Equal(2, outcome.Warnings.Count(warning => warning.Contains("Recoverable Items", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task What_meets_every_mailbox_ends_all_of_them_and_each_is_told()
    {
        await using var session = await StartAsync();
        using var both = new CountdownEvent(2);
        var begun = new HashSet<string>();
        using (session.Server.Graph.Hooks.Before(GraphRoute.DeleteItem, call =>
        {
            lock (begun)
            {
                if (begun.Add(call.MailboxId!))
                {
                    both.Signal();
                }
            }

            both.Wait(Patience);
            File.Delete(session.Journal);
        }))
        {
            var outcome = Remove(session, "-ThrottleLimit 2");
            _ = outcome.Ended("JournalNotWritable", ErrorCategory.WriteError);
            Assert.Equal(["anna Failed", "ben Failed"], outcome.Output.Select(row => $"{Alias(row)} {row.Properties["Status"].Value}").Order());
        }

        Assert.Equal(2, begun.Count);
    }

    [Fact]
    public async Task After_Ctrl_C_no_mailbox_goes_on()
    {
        await using var session = await StartAsync(copies: 12);
        using var shell = session.Engine.Shell(Script(session, "Remove-ArchiveDuplicates -GroupsPath $Plan @Careful -MaximumPercent 100 -ThrottleLimit 3"));
        var atStop = -1;
        using (session.Server.Graph.Hooks.Before(GraphRoute.DeleteItem, _ =>
        {
            if (Interlocked.CompareExchange(ref atStop, 0, -1) == -1)
            {
                shell.Stop();
                Volatile.Write(ref atStop, session.Server.Graph.Deletes.Count);
            }
        }))
        {
            _ = Engine.Invoke(shell);
        }

        Assert.Equal(PSInvocationState.Stopped, shell.InvocationStateInfo.State);
        Assert.True(SpinWait.SpinUntil(() => Volatile.Read(ref atStop) > 0, Patience));
        await session.Server.Graph.QuietAsync();

        // What had been sent before the stop may arrive after it: four of each mailbox.
        Assert.InRange(session.Server.Graph.Deletes.Count, atStop, atStop + (4 * Everybody.Length));
        Assert.All(Remove(session, "").Clean().Output, row => Assert.Equal("Completed", row.Properties["Status"].Value.ToString()));
        Assert.DoesNotContain(session.Server.Graph.Deletes, call => call.Status == 404);
    }

    [Fact]
    public async Task What_an_earlier_run_brought_back_is_told_beside_what_this_one_does()
    {
        await using var session = await StartAsync();
        _ = Remove(session, "").Clean();
        _ = Restore(session, "-Mailbox anna@contoso.example -ItemId (Get-ArchiveQuarantine $Quarantine anna@contoso.example)[0].ItemId").Clean();
        foreach (var (more, status) in new[] { ("-WhatIf", "WhatIf"), ("", "Completed") })
        {
            var row = Assert.Single(Restore(session, "-Mailbox anna@contoso.example " + more).Clean().Output);
            Assert.Equal($"{status} 2 1 3", string.Join(' ', new[] { "Status", "Restored", "AlreadyRestored", "Planned" }.Select(name => row.Properties[name].Value)));
        }
    }

    private static async Task<LabSession> StartAsync(int copies = 3)
    {
        var tenant = Everybody.Aggregate(new TenantBuilder(), (builder, alias) => builder.Mailbox(alias)).Build();
        foreach (var (alias, number) in Everybody.SelectMany(alias => Enumerable.Range(0, copies).Select(number => (alias, number))))
        {
            var kept = tenant.PutMessage(alias, "/Inbox", inArchive: true, createdUtc: tenant.Now.AddDays(-9).AddHours(number));
            _ = tenant.PutCopy(alias, kept, createdUtc: tenant.Now.AddDays(-5));
        }

        var session = await LabSession.StartAsync(tenant);
        session.ConnectGraph();
        session.Engine.Runspace.SessionStateProxy.SetVariable("Plan", TestProcess.NewPath("plan.jsonl"));
        _ = session.Try("$null = " + string.Join(", ", Everybody.Select(alias => $"'{alias}@contoso.example'")) + " | Find-ArchiveDuplicates -GroupsPath $Plan").Clean();
        return session;
    }

    private Outcome Remove(LabSession session, string more) => session.Try(Script(session, "Remove-ArchiveDuplicates -GroupsPath $Plan @Careful -MaximumPercent 100 " + more));

    private Outcome Restore(LabSession session, string more) => session.Try(Script(session, "Restore-ArchiveDuplicates @Careful " + more));

    private string Script(LabSession session, string script)
    {
        var variables = session.Engine.Runspace.SessionStateProxy;
        variables.SetVariable("Quarantine", _quarantine);
        variables.SetVariable("Careful", new System.Collections.Hashtable { ["QuarantinePath"] = _quarantine, ["JournalPath"] = session.Journal, ["Confirm"] = false });
        return script;
    }

    private static string Alias(PSObject row) => row.Properties["Mailbox"].Value.ToString()!.Split('@')[0];
}
