using ExchangeArchiveSafety.Lab.Tenant.Migration;
using ExchangeArchiveSafety.Tests.Sessions;

namespace ExchangeArchiveSafety.Tests.RemoteCalls;

/// <summary>The assistant's counters: what some property of a mailbox holds that XML forbids costs none of them, and what their silence proves.</summary>
public class DiagnosticLogTests
{
    // Not data of a theory, which holds no half of a surrogate pair.
    private static readonly string[] Odd =
    [
        "plain",
        "a\u0000b",
        "a\u0001b\u001B[31m\u000B\uFFFE\uFFFF",
        "\uD83D",
        "\uDE00 and \uD83D\uDE00",
        "&#x0;",
        "&#0;&#1;&#x1F;&#xD800;&#xFFFE;&#x110000;&#99999999999;",
        "R & D",
        "a&nbsp;b &unknown; &",
        "&lt;Name&gt;ElcLastRunArchivedFromRootItemCount&lt;/Name&gt;&lt;Value&gt;0&lt;/Value&gt;",
        "1 < 2 and <",
        "&amp;&quot;&apos;&#65;&#x1F600;",
        "<![CDATA[x & y]]>",
        "a]]>b",
        "Anna <anna@contoso.com>",
        "<b>bold</b> <br> </ b",
        "<!-- a -- b -->",
        "<! a <? b",
    ];

    [Fact]
    public void Counters_are_read_past_whatever_another_property_holds()
    {
        foreach (var (value, before) in Odd.SelectMany(value => (bool[])[true, false], (value, before) => (value, before)))
        {
            using var engine = MockTenant.Start();
            engine.Run(
                "param($value, $before) $global:Odd = '<Property><Name>Other</Name><Value>' + $value + '</Value></Property>'; $global:Before = $before; "
                + "function global:Export-MailboxDiagnosticLogs { param($Identity, [switch]$ExtendedProperties) $counters = '<Property><Name>ELCLastSuccessTimestamp</Name><Value>2/27/2026 3:04:05 AM</Value></Property>"
                + "<Property><Name>ElcLastRunArchivedFromRootItemCount</Name><Value>12</Value></Property>'; [pscustomobject]@{ Identity = (Find-MockMailbox $Identity).Name; "
                + "MailboxLog = [char]0xFEFF + '<?xml version=\"1.0\" encoding=\"utf-16\"?><Properties><MailboxTable>' + $(if ($Before) { $Odd + $counters } else { $counters + $Odd }) + '</MailboxTable></Properties>' } }",
                value,
                before);

            var verdict = Assert.Single(engine.Try("Test-ArchiveMigrationConflict ada").Clean().Verdicts);

            Assert.Equal("Conflicting", verdict.State);
            Assert.True(verdict.LoopObserved);
        }
    }

    [Fact]
    public async Task That_the_assistant_stays_away_proves_the_processing_switch_only_where_the_account_is_not_disabled()
    {
        var tenant = new TenantBuilder().Mailbox("user0001", mailbox =>
        {
            mailbox.ElcProcessingDisabled = true;
            mailbox.InPlaceHolds.Add("mbxf11f6dc1a9f14d8cbb2fd5b2a7dc1b35:1");
            mailbox.SourceContents = SourceContents.Filling(10, 2 * LabMailbox.Gigabyte);
        }).Batch("Wave 1", "IMAP", "Stopped", batch => batch.User("user0001")).Build();
        tenant.Mailbox("user0001").LastAssistantRun = new(tenant.Now.AddDays(-8));
        await using var session = await LabSession.StartAsync(tenant);
        string State() => Assert.Single(session.Try("Test-ArchiveMigrationConflict user0001").Clean().Verdicts).State;

        Assert.Equal("Mitigated", State());
        session.Run("Set-Mailbox user0001 -AccountDisabled $true");
        Assert.Equal("Indeterminate", State());
        session.Run("Set-Mailbox user0001 -AccountDisabled $false; Start-MigrationBatch 'Wave 1'");
        Assert.Equal("Indeterminate", State());
    }

    [Theory]
    [InlineData("<Properties><MailboxTable>")]
    [InlineData("no log at all")]
    [InlineData("<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/hostname'>]><Properties>&e;</Properties>")]
    public void What_is_no_log_is_still_none(string log)
    {
        using var engine = MockTenant.Start();
        engine.Run("param($log) $global:Log = $log; function global:Export-MailboxDiagnosticLogs { param($Identity, [switch]$ExtendedProperties) [pscustomobject]@{ Identity = (Find-MockMailbox $Identity).Name; MailboxLog = $Log } }", log);

        var outcome = engine.Try("Test-ArchiveMigrationConflict ada");

        _ = outcome.OneError("AnswerMismatch", ErrorCategory.InvalidResult);
        Assert.Null(Assert.Single(outcome.Verdicts).LoopObserved);
    }
}
