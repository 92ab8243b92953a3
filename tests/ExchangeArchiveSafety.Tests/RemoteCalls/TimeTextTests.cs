using ExchangeArchiveSafety.Tests.Sessions;

namespace ExchangeArchiveSafety.Tests.RemoteCalls;

/// <summary>A time in a form that could be read two ways is not known, rather than another time.</summary>
public class TimeTextTests
{
    [Theory]
    [InlineData("2/27/2026 3:04:05 AM", "Dormant")]
    [InlineData("2026-02-27T03:04:05Z", "Dormant")]
    [InlineData("Fri, 27 Feb 2026 03:04:05 GMT", "Dormant")]
    [InlineData("1/3/2026 12:00:00 AM", "Mitigated")]
    [InlineData("01.03.2026 00:00:00", "Indeterminate")]
    [InlineData("1.3.2026", "Indeterminate")]
    [InlineData("01-03-2026 00:00", "Indeterminate")]
    [InlineData("27.02.2026 03:04:05", "Indeterminate")]
    [InlineData("12:00", "Indeterminate")]
    [InlineData("Feb 2", "Indeterminate")]
    public void An_assistant_that_may_have_run_lately_is_not_taken_for_one_that_rests(string lastRun, string state)
    {
        // Stopped: under a running sync its rest would prove nothing.
        using var engine = MockTenant.Start();
        engine.Run(
            "param($time) $global:Time = $time; $hal = Find-MockMailbox hal; $hal.AccountDisabled = $false; $hal.ElcProcessingDisabled = $true; $hal.InPlaceHolds = @('mbx1:2'); "
            + "function global:Export-MailboxDiagnosticLogs { param($Identity, [switch]$ExtendedProperties) [pscustomobject]@{ Identity = (Find-MockMailbox $Identity).Name; MailboxLog = "
            + "'<Properties><MailboxTable><Property><Name>ELCLastSuccessTimestamp</Name><Value>' + $global:Time + '</Value></Property>"
            + "<Property><Name>ElcLastRunArchivedFromRootItemCount</Name><Value>12</Value></Property></MailboxTable></Properties>' } }",
            lastRun);

        Assert.Equal(state, Assert.Single(engine.Try("Test-ArchiveMigrationConflict hal").Verdicts).State);
    }

    [Theory]
    [InlineData("1/4/2026 12:00:00 AM", "Mitigated")]
    [InlineData("01.04.2026 00:00:00", "Indeterminate")]
    [InlineData("01-04-2026", "Indeterminate")]
    public void A_hold_that_may_begin_in_April_is_not_taken_for_one_that_began_in_January(string start, string state)
    {
        using var engine = MockTenant.Start();
        engine.Run("param($start) $Mock.Mailboxes[0].RetentionHoldEnabled = $true; $Mock.Mailboxes[0].StartDateForRetentionHold = $start", start);

        Assert.Equal(state, Assert.Single(engine.Try("Test-ArchiveMigrationConflict ada").Verdicts).State);
    }
}
