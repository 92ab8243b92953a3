using System.Diagnostics;
using ExchangeArchiveSafety.Lab.Graph;
using Assert = Xunit.Assert;

namespace ExchangeArchiveSafety.Tests.Graph;

/// <summary>Remove- and Restore-ArchiveDuplicates in the real engine over HTTP; the lab, which made the copies, is the judge.</summary>
public sealed class RemoveTests
{
    private const string Anna = "anna@contoso.example";

    private readonly string _quarantine = TestProcess.NewPath("quarantine");

    [Fact]
    public async Task What_would_be_removed_is_told_and_nothing_is_written()
    {
        await using var session = await StartAsync();
        var outcome = Run(session, $"Find-ArchiveDuplicates {Anna} | Remove-ArchiveDuplicates @Careful -MaximumPercent 100 -WhatIf");
        Assert.Equal(Enumerable.Repeat("WhatIf", 6), Statuses(outcome));
        Assert.Empty(session.Server.Graph.Deletes);
        Assert.False(Directory.Exists(_quarantine));
        Assert.False(File.Exists(session.Journal));
        Assert.Empty(session.Server.Graph.Calls.Of(GraphRoute.ExportItems));
    }

    [Theory]
    [InlineData("[pscustomobject] @{ Identity = 'anna'; Password = 'secret' }", "; it has Identity, Password.")]
    [InlineData("[pscustomobject] @{ 'anna@contoso.example' = 'secret' }", "; it has 1 whose names are not shown")]
    [InlineData("$null", "in this session. Groups")]
    public async Task What_is_no_group_is_told_by_the_names_of_its_properties(string given, string told)
    {
        await using var session = await StartAsync();
        var error = Run(session, $"{given} | Remove-ArchiveDuplicates @Careful").Ended("RemovalGroupUnusable", ErrorCategory.InvalidData);
        Assert.Contains(told, error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("anna@", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Removed_by_a_groups_file_and_brought_back()
    {
        await using var session = await StartAsync();
        var plan = TestProcess.NewPath("groups.jsonl");
        session.Engine.Runspace.SessionStateProxy.SetVariable("Plan", plan);
        Assert.Single(Run(session, $"Find-ArchiveDuplicates {Anna} -GroupsPath $Plan -Summary").Clean().Output);
        var removed = Run(session, "Remove-ArchiveDuplicates -GroupsPath $Plan @Careful -MaximumPercent 100");
        removed.Clean();
        Assert.Equal(Enumerable.Repeat("Removed", 6), Statuses(removed));
        Assert.Equal(6, session.Server.Graph.Deletes.Count);
        Assert.Contains(removed.Warnings, warning => warning.Contains("Recoverable Items", StringComparison.Ordinal));
        Assert.All(session.Tenant.Truth("anna"), message => Assert.Equal(1, message.InPrimary + message.InArchive));

        // The same groups again, and a new search, change nothing.
        Assert.Equal(Enumerable.Repeat("AlreadyRemoved", 6), Statuses(Run(session, "Remove-ArchiveDuplicates -PlanPath $Plan @Careful -MaximumPercent 100")));
        Assert.Empty(Run(session, $"Find-ArchiveDuplicates {Anna}").Clean().Output);
        Assert.Equal(6, session.Server.Graph.Deletes.Count);

        session.Engine.Runspace.SessionStateProxy.SetVariable("Removed", removed.Output.ToArray());
        Assert.Equal(["Restored", "Restored"], Statuses(Run(session, "$Removed[0..1] | Restore-ArchiveDuplicates @Careful")));
        Assert.Equal(["AlreadyRestored", "AlreadyRestored"], Statuses(Run(session, "$Removed[0..1] | Restore-ArchiveDuplicates @Careful")));
        Assert.Equal(2, Run(session, $"Find-ArchiveDuplicates {Anna}").Clean().Output.Sum(group => ((System.Collections.ICollection)group.Properties["Surplus"].Value).Count));
    }

    [Fact]
    public async Task Another_run_suspends_with_the_same_journal_while_copies_are_removed()
    {
        await using var session = await StartAsync(new TenantBuilder().Mailbox("anna").Mailbox("ben").Batch("Wave", "IMAP", "Synced", batch => batch.User("ben")).Build());
        using var other = session.Another();
        Outcome? suspended = null;
        var begun = 0;
        using (session.Server.Graph.Hooks.Before(call => call.Route == GraphRoute.DeleteItem && Interlocked.Exchange(ref begun, 1) == 0, _ =>
            suspended = other.Try("param($path) Suspend-ConflictingArchivePolicy ben -JournalPath $path", session.Journal)))
        {
            var removed = Run(session, $"Find-ArchiveDuplicates {Anna} | Remove-ArchiveDuplicates @Careful -MaximumPercent 100");
            Assert.Equal(Enumerable.Repeat("Removed", 6), Statuses(removed.Clean()));
        }

        Assert.Equal("Suspended", Assert.Single(suspended!.Clean().Suspensions).Status);
        Assert.True(session.Tenant.Mailbox("ben").RetentionHoldEnabled);

        // An intent and an outcome each: the copies of a batch are announced and concluded together.
        Assert.Equal(4, File.ReadAllLines(session.Journal).Length);
    }

    [Xunit.Theory]
    [Xunit.InlineData("-MaximumPercent 20", "RemovalAboveCeiling", ErrorCategory.LimitsExceeded)]
    [Xunit.InlineData("-MaximumPercent 100 -MaximumCount 5", "RemovalAboveCeiling", ErrorCategory.LimitsExceeded)]
    public async Task Above_a_ceiling_nothing_is_removed(string ceilings, string errorId, ErrorCategory category)
    {
        await using var session = await StartAsync();
        var outcome = Run(session, $"Find-ArchiveDuplicates {Anna} | Remove-ArchiveDuplicates @Careful " + ceilings);
        Assert.Equal(Anna, outcome.OneError(errorId, category).TargetObject);
        Assert.Equal(6, outcome.Output.Count);
        Assert.All(outcome.Output, result => Assert.Equal(("Refused", "MailboxRefused"), (result.Properties["Status"].Value.ToString(), result.Properties["ReasonId"].Value.ToString())));
        Assert.Empty(session.Server.Graph.Deletes);
    }

    [Xunit.Theory]
    [Xunit.InlineData("Synced", "", false)]
    [Xunit.InlineData("Synced", "-MigrationEnded", false)]
    [Xunit.InlineData("Stopped", "", false)]
    [Xunit.InlineData("Stopped", "-MigrationEnded", true)]
    public async Task While_the_migration_syncs_nothing_is_removed_whoever_vouches(string status, string vouching, bool removes)
    {
        await using var session = await StartAsync(new TenantBuilder().Mailbox("anna").Batch("Wave", "IMAP", status, batch => batch.User("anna", status)).Build());
        var outcome = Run(session, $"Find-ArchiveDuplicates {Anna} | Remove-ArchiveDuplicates @Careful -MaximumPercent 100 " + vouching);
        Assert.Equal(removes ? [] : ["RemovalRefused"], outcome.ErrorIds);
        Assert.Equal(removes ? 6 : 0, session.Server.Graph.Deletes.Count);
    }

    [Xunit.Theory]
    [Xunit.InlineData("", 0)]
    [Xunit.InlineData("-MigrationEnded", 6)]
    public async Task Without_an_exchange_session_somebody_has_to_vouch(string vouching, int deletions)
    {
        await using var session = await StartAsync(connect: false);
        var outcome = Run(session, $"Find-ArchiveDuplicates {Anna} | Remove-ArchiveDuplicates @Careful -MaximumPercent 100 " + vouching);
        Assert.Equal(deletions == 0 ? ["RemovalRefused"] : [], outcome.ErrorIds);
        Assert.Equal(deletions, session.Server.Graph.Deletes.Count);
    }

    [Xunit.Theory]
    [Xunit.InlineData(4)]
    [Xunit.InlineData(20)]
    [Xunit.InlineData(30)]
    [Xunit.InlineData(45)]
    public async Task A_process_that_is_killed_in_the_middle_is_finished_by_running_again(int request)
    {
        await using var session = await StartAsync();
        const string Script = """
            param($Manifest, $Uri, $Plain, $Quarantine, $Journal)
            Import-Module $Manifest
            $token = [Security.SecureString]::new()
            foreach ($letter in $Plain.ToCharArray()) { $token.AppendChar($letter) }
            $null = Connect-ArchiveSafetyGraph -GraphEndpoint $Uri -AccessToken $token
            Find-ArchiveDuplicates anna@contoso.example |
                Remove-ArchiveDuplicates -QuarantinePath $Quarantine -JournalPath $Journal -MaximumPercent 100 -MigrationEnded -Confirm:$false -WarningAction SilentlyContinue
            """;
        var file = TestProcess.NewPath("session.ps1");
        await File.WriteAllTextAsync(file, Script);
        var start = new ProcessStartInfo(
            "dotnet",
            ["exec", Duplicates.StagedModule.Session, file, Engine.ModuleManifest, session.Server.Address, session.Server.Graph.Tokens.Issue(), _quarantine, session.Journal]);
        var seen = 0;
        using (var process = Process.Start(start)!)
        {
            using (session.Server.Graph.Hooks.Before(
                _ => true,
                _ =>
                {
                    if (Interlocked.Increment(ref seen) == request)
                    {
                        process.Kill();
                    }
                }))
            {
                await process.WaitForExitAsync();
            }

            Assert.NotEqual(0, process.ExitCode);
        }

        await session.Server.Graph.QuietAsync();
        _ = Run(session, $"Find-ArchiveDuplicates {Anna} | Remove-ArchiveDuplicates @Careful -MaximumPercent 100").Clean();
        Assert.All(session.Tenant.Truth("anna"), message => Assert.Equal(1, message.InPrimary + message.InArchive));
        Assert.Equal(6, session.Server.Graph.Deletes.Select(call => call.ItemId).Distinct().Count());
        Assert.DoesNotContain(session.Server.Graph.Deletes, call => call.Status == 404);
        Assert.Equal(6, Directory.GetFiles(_quarantine, "*.item").Length);
    }

    private async Task<LabSession> StartAsync(LabTenant? tenant = null, bool connect = true)
    {
        tenant ??= new TenantBuilder().Mailbox("anna").Build();
        for (var number = 0; number < 5; number++)
        {
            var kept = tenant.PutMessage("anna", number % 2 == 0 ? "/Inbox" : "/Sent Items", inArchive: true, createdUtc: tenant.Now.AddDays(-9));
            _ = tenant.PutCopy("anna", kept, createdUtc: tenant.Now.AddDays(-5));
            if (number == 0)
            {
                _ = tenant.PutCopy("anna", kept, inArchive: true, createdUtc: tenant.Now.AddDays(-3));
            }
        }

        var session = await LabSession.StartAsync(tenant, connect: connect);
        session.ConnectGraph();
        return session;
    }

    private Outcome Run(LabSession session, string script)
    {
        var variables = session.Engine.Runspace.SessionStateProxy;
        variables.SetVariable("Careful", new System.Collections.Hashtable { ["QuarantinePath"] = _quarantine, ["JournalPath"] = session.Journal, ["Confirm"] = false, ["PassThru"] = true });
        return session.Try(script);
    }

    private static List<string> Statuses(Outcome outcome) => [.. outcome.Output.Select(item => item.Properties["Status"].Value.ToString()!)];
}
