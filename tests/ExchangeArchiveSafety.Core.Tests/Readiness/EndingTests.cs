using Xunit;

namespace ExchangeArchiveSafety.Core.Tests;

public class EndingTests
{
    private static readonly DateTime Now = TestTenant.Now;
    private static readonly Guid BatchGuid = new("33333333-3333-3333-3333-333333333333");

    private static readonly EndingFacts Moved = new()
    {
        AsOfUtc = Now,
        Domains = [new() { Domain = "contoso.com", State = MailExchangeState.Moved, MovedSinceUtc = Now.AddDays(-4), Because = "It moved." }],
        Left = ["Wave 1"],
        BatchGuids = [BatchGuid],
        LastSyncUtc = Now.AddDays(-1),
        Suspended = 2,
    };

    [Fact]
    public void Once_mail_moved_long_ago_the_batch_is_next()
    {
        Assert.Equal("MX records Passed, Last sync Passed, Wait until Passed, Remove the batch Skipped, Resume Skipped", Shown(Moved));
        Assert.Equal("Remove-MigrationBatch -Identity " + BatchGuid, Of(Moved, "Remove the batch").Remedy);
        Assert.Equal("", Of(Moved, "Resume").Remedy);
    }

    [Fact]
    public void Once_the_batch_is_gone_resuming_is_next()
    {
        var gone = Moved with { Left = [], BatchGuids = [] };

        Assert.Equal("MX records Passed, Last sync Passed, Wait until Passed, Remove the batch Passed, Resume Skipped", Shown(gone));
        Assert.Equal("Resume-ConflictingArchivePolicy", Of(gone, "Resume").Remedy);
        Assert.Equal(ReadinessStatus.Passed, Of(gone with { Suspended = 0 }, "Resume").Status);
    }

    [Fact]
    public void Before_the_wait_is_over_nothing_is_offered()
    {
        var early = Moved with { Domains = [Moved.Domains[0] with { MovedSinceUtc = Now.AddHours(-71) }], LastSyncUtc = Now.AddHours(-1) };

        Assert.Equal("MX records Passed, Last sync Passed, Wait until Skipped, Remove the batch Skipped, Resume Skipped", Shown(early));
        Assert.Contains(DisplayText.Show(Now.AddHours(1)), Of(early, "Wait until").Because, StringComparison.Ordinal);
        Assert.Equal("", Of(early, "Remove the batch").Remedy);
        Assert.Equal("", Of(early with { Left = [] }, "Resume").Remedy);
    }

    [Fact]
    public void A_sync_from_before_the_move_is_not_the_last_one() =>
        Assert.Equal(ReadinessStatus.Skipped, Of(Moved with { LastSyncUtc = Now.AddDays(-5) }, "Last sync").Status);

    [Fact]
    public void A_domain_that_is_elsewhere_or_silent_is_named_first_and_never_passes()
    {
        DomainMail elsewhere = new() { Domain = "z.example", State = MailExchangeState.NotMoved, Because = "It is elsewhere." };
        DomainMail silent = new() { Domain = "y.example", Because = "It is silent." };

        var mail = Of(Moved with { Domains = [Moved.Domains[0], elsewhere] }, "MX records");
        Assert.Equal((ReadinessStatus.Skipped, true), (mail.Status, mail.Because.StartsWith("It is elsewhere.", StringComparison.Ordinal)));
        Assert.Equal(ReadinessStatus.Unknown, Of(Moved with { Domains = [Moved.Domains[0], elsewhere, silent] }, "MX records").Status);
        Assert.Contains("It is silent.", Of(Moved with { Domains = [silent] }, "Wait until").Because, StringComparison.Ordinal);
    }

    [Fact]
    public void What_nobody_knows_is_unknown()
    {
        var unknown = new EndingFacts { AsOfUtc = Now, LeftUnknown = "Not read." };

        Assert.Equal("MX records Skipped, Last sync Unknown, Wait until Unknown, Remove the batch Unknown, Resume Unknown", Shown(unknown));
    }

    [Fact]
    public void A_hostile_name_stays_out_of_the_line_to_paste()
    {
        var hostile = Of(Moved with { Left = ["x'; Remove-Item *; '\u202E"] }, "Remove the batch");

        Assert.DoesNotContain("Remove-Item", hostile.Remedy, StringComparison.Ordinal);
        Assert.DoesNotContain('\u202E', hostile.Because);
    }

    [Fact]
    public void The_facts_are_of_the_mailbox_or_of_the_tenant()
    {
        var tenant = TestTenant.Conflicting.Snapshot with
        {
            MigrationUsers = [new() { Identity = TestTenant.Address, BatchId = "Wave 1", Status = "Synced", LastSyncUtc = Now.AddHours(-3) }, new() { Identity = "b@contoso.example", BatchId = "Wave 2", Status = "Synced" }],
            MigrationBatches = new(
            [
                new() { Identity = "Wave 1", BatchGuid = BatchGuid, Status = "Synced", MigrationType = "IMAP", TotalCount = 1 },
                new() { Identity = "Wave 2", Status = "Completed", MigrationType = "IMAP", TotalCount = 1 },
                new() { Identity = "Move", Status = "Synced", MigrationType = "ExchangeRemoteMove", TotalCount = 0 },
            ]),
        };

        var one = EndingFacts.Of(tenant, TestTenant.Conflicting.Mailbox, new(), Now);
        Assert.Equal(["Wave 1"], one.Left);
        Assert.Equal([BatchGuid], one.BatchGuids);
        Assert.Equal(Now.AddHours(-3), one.LastSyncUtc);
        Assert.Equal(["Wave 1"], EndingFacts.Of(tenant with { MigrationUsers = [tenant.MigrationUsers[0]] }, null, new(), Now).Left);
        Assert.Equal(Now.AddHours(-4), EndingFacts.Of(tenant, null, new(), Now.AddHours(-4)).LastSyncUtc);
        Assert.NotNull(EndingFacts.Of(tenant with { MigrationBatches = default }, null, new(), Now).LeftUnknown);
        Assert.True(EndingFacts.Of(new() { MigrationBatches = new([]) }, null, new(), Now).ConcernNobody);
    }

    private static string Shown(EndingFacts facts) => string.Join(", ", EndingReadiness.Checks(facts).Select(check => check.Name + " " + check.Status));

    private static ArchiveSafetyCheck Of(EndingFacts facts, string name) => EndingReadiness.Checks(facts).Single(check => check.Name == name);
}
