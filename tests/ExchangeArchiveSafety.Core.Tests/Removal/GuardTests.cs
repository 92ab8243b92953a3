using Xunit;

namespace ExchangeArchiveSafety.Removal;

/// <summary>When a migration forbids removing copies, and what holds mean.</summary>
public class GuardTests
{
    private static readonly DateTime Now = new(2026, 11, 22, 12, 0, 0, DateTimeKind.Utc);
    private static readonly Guid Key = new(7, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
    private static readonly Mailbox Adele = new() { ExchangeGuid = Key, PrimarySmtpAddress = "adele@contoso.example" };

    [Theory]
    [InlineData("Synced", "IMAP", false, false)]
    [InlineData("Syncing", "IMAP", false, false)]
    [InlineData("Queued", "IMAP", false, false)]
    [InlineData("SomethingNew", "IMAP", false, false)]
    [InlineData("Stopped", "IMAP", false, true)]
    [InlineData("Failed", "IMAP", false, true)]
    [InlineData("Corrupted", "IMAP", false, true)]
    [InlineData("Synced", "ExchangeOutlookAnywhere", false, true)]
    [InlineData("Completed", "IMAP", true, true)]
    [InlineData("Synced", "ExchangeRemoteMove", true, true)]
    public void A_sync_that_is_seen_is_believed_more_than_the_caller(string status, string type, bool allowed, bool allowedWhenVouched)
    {
        var directory = Directory((status, status == "Completed" ? "Completed" : "Stopped", type));
        Assert.Equal(allowed, MigrationGuard.Judge(Adele, directory, vouched: false, Now) is null);
        Assert.Equal(allowedWhenVouched, MigrationGuard.Judge(Adele, directory, vouched: true, Now) is null);
    }

    [Fact]
    public void The_most_active_of_several_migrations_counts()
    {
        var directory = Directory(("Completed", "Completed", "IMAP"), ("Synced", "Synced", "IMAP"));
        Assert.Contains("still syncs", MigrationGuard.Judge(Adele, directory, vouched: true, Now), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_session_the_caller_has_to_vouch()
    {
        Assert.Contains("-MigrationEnded", MigrationGuard.Unknown("adele", vouched: false), StringComparison.Ordinal);
        Assert.Null(MigrationGuard.Unknown("adele", vouched: true));
    }

    [Theory]
    [InlineData("Synced")]
    [InlineData("Queued")]
    [InlineData("Stopped")]
    [InlineData("")]
    public void A_probe_is_told_nothing_of_what_only_a_removal_can_do(string status)
    {
        var refusal = status.Length == 0 ? MigrationGuard.Unknown("adele", vouched: false, isProbe: true) : MigrationGuard.Judge(Adele, Directory((status, status, "IMAP")), vouched: false, Now, isProbe: true);
        Assert.DoesNotContain("-MigrationEnded", refusal, StringComparison.Ordinal);
        Assert.Contains("-Force", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void A_mailbox_without_migration_may_be_cleaned() => Assert.Null(MigrationGuard.Judge(Adele, Directory(), vouched: false, Now));

    [Fact]
    public void An_id_of_graph_that_carries_another_guid_is_another_mailbox()
    {
        Assert.True(MigrationGuard.CanBe(Key, "MBX:" + Key + "@" + Guid.NewGuid()));
        Assert.False(MigrationGuard.CanBe(Key, "MBX:" + Guid.NewGuid() + "@" + Guid.NewGuid()));
        Assert.True(MigrationGuard.CanBe(Key, "MBX:e0643f21@a7809c93"));
        Assert.True(MigrationGuard.CanBe(Key, "opaque"));
    }

    [Fact]
    public void Holds_are_said_as_far_as_they_are_known()
    {
        var organization = new Organization { InPlaceHolds = new([]) };
        var none = Adele with { LitigationHoldEnabled = new(false), InPlaceHolds = new([]), RetentionHoldEnabled = new(false) };
        Assert.Contains("No hold", HoldNotice.Of(none, organization, Now), StringComparison.Ordinal);
        Assert.Contains("litigation", HoldNotice.Of(none with { LitigationHoldEnabled = new(true) }, organization, Now), StringComparison.Ordinal);
        Assert.Contains("Holds of Purview apply (1)", HoldNotice.Of(none with { InPlaceHolds = new(["mbx1"]) }, organization, Now), StringComparison.Ordinal);
        Assert.Contains("retention hold", HoldNotice.Of(none with { RetentionHoldEnabled = new(true) }, organization, Now), StringComparison.Ordinal);
        Assert.Contains("Which holds are on is not known", HoldNotice.Of(null, null, Now), StringComparison.Ordinal);
        Assert.Contains("not known", HoldNotice.Of(none, null, Now), StringComparison.Ordinal);
    }

    private static MigrationDirectory Directory(params (string User, string Batch, string Type)[] migrations) => new(new TenantSnapshot
    {
        CapturedAtUtc = Now,
        MigrationUsers = [.. migrations.Select((one, place) => new MigrationUser { Identity = "adele@contoso.example", MailboxGuid = Key, Status = new(one.User), BatchId = new("batch" + place) })],
        MigrationBatches = new([.. migrations.Select((one, place) => new MigrationBatch { Identity = "batch" + place, Status = new(one.Batch), MigrationType = new(one.Type), TotalCount = new(1) })]),
    });
}
