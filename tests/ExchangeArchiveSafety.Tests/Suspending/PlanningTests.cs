namespace ExchangeArchiveSafety.Tests.Suspending;

/// <summary>Under -WhatIf what is planned is said once, and nothing is said to be under way.</summary>
public class PlanningTests
{
    [Theory]
    [InlineData("Suspend-ConflictingArchivePolicy anna, ben -WhatIf")]
    [InlineData("'anna', 'ben' | Suspend-ConflictingArchivePolicy -Method ElcProcessing -WhatIf")]
    [InlineData("Suspend-ConflictingArchivePolicy anna, ben -Method StopMigration -WhatIf")]
    [InlineData("$WhatIfPreference = $true; try { Suspend-ConflictingArchivePolicy anna, ben } finally { $WhatIfPreference = $false }")]
    [InlineData("Suspend-ConflictingArchivePolicy anna, ben -Confirm:$false > $null; Resume-ConflictingArchivePolicy -Force -WhatIf")]
    public async Task Each_plan_is_one_line_and_one_object_that_does_not_repeat_it(string script)
    {
        await using var session = await LabSession.StartAsync(new TenantBuilder().Mailbox("anna").Mailbox("ben").Batch("Wave", "IMAP", "Synced", batch => batch.Users(["anna", "ben"])).Build(), withHost: true);

        var outcome = session.Try(script).Clean();

        var lines = session.Host.Text.Split('\n').Where(line => line.Contains("What if:", StringComparison.Ordinal)).ToList();
        Assert.Equal(2, lines.Count);
        Assert.Equal(["WhatIf", "WhatIf"], outcome.Suspensions.Select(result => result.Status));
        Assert.All(outcome.Suspensions, result => Assert.DoesNotContain(lines, line => line.Contains(result.Source.Text("Reason"), StringComparison.Ordinal)));
        Assert.All(outcome.Suspensions, result => Assert.DoesNotContain(result.Alias, result.Source.Text("Reason"), StringComparison.Ordinal));
        Assert.All(outcome.Suspensions, result => Assert.NotEmpty(result.Source.Text("After")));
        var planning = outcome.Progress.SkipWhile(record => script.Contains('>', StringComparison.Ordinal) && !record.Activity.StartsWith("Planning", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(planning);
        Assert.All(planning, record => Assert.StartsWith("Planning", record.Activity, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_really_done_is_called_so()
    {
        await using var session = await LabSession.StartAsync(new TenantBuilder().Migrating(1).Build());

        var outcome = session.TryJournal("Suspend-ConflictingArchivePolicy user0001 -JournalPath $Journal").Clean();

        Assert.All(outcome.Progress, record => Assert.StartsWith("Suspending", record.Activity, StringComparison.Ordinal));
    }
}
