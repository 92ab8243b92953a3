using Xunit;

namespace ExchangeArchiveSafety.Core.Tests.Conflicts;

/// <summary>Things of one name: the most dangerous counts, by activity and by type, in whatever order they come and whichever GUID is greater.</summary>
public class TwinTests
{
    private static readonly Guid Low = new("00000000-0000-0000-0000-000000000060");
    private static readonly Guid High = new("00000000-0000-0000-0000-000000000061");

    public static TheoryData<string, string, string, string, string, ConflictState> Twins => new()
    {
        { "Synced", "IMAP", "Synced", "ExchangeRemoteMove", "Synced", ConflictState.Conflicting },
        { "Stopped", "IMAP", "Synced", "ExchangeRemoteMove", "Synced", ConflictState.Conflicting },
        { "Completed", "IMAP", "Synced", "IMAP", "Completed", ConflictState.Conflicting },
        { "Created", "IMAP", "Synced", "ExchangeRemoteMove", "Queued", ConflictState.Imminent },
        { "Synced", "ExchangeOutlookAnywhere", "Synced", "ExchangeRemoteMove", "Synced", ConflictState.Indeterminate },
        { "Synced", "IMAP", "Synced", "ExchangeOutlookAnywhere", "Synced", ConflictState.Conflicting },
        { "Stopped", "IMAP", "Stopped", "ExchangeOutlookAnywhere", "Failed", ConflictState.Indeterminate },
        { "Stopped", "IMAP", "Completed", "IMAP", "Failed", ConflictState.Dormant },
        { "Synced", "IMAP", "Synced", "ExchangeRemoteMove", "Stopped", ConflictState.Dormant },
        { "Completed", "IMAP", "Synced", "ExchangeRemoteMove", "Completed", ConflictState.Safe },
    };

    [Theory]
    [MemberData(nameof(Twins))]
    public void Of_two_batches_of_one_name_the_most_dangerous_counts(string status, string type, string otherStatus, string otherType, string user, ConflictState expected)
    {
        var one = TestTenant.Conflicting.Batches[0] with { Status = status, MigrationType = type, TotalCount = default };
        var other = one with { Status = otherStatus, MigrationType = otherType };
        string[] seen =
        [
            .. new[] { (Low, High), (High, Low), (Guid.Empty, Low), (Low, Guid.Empty), (Guid.Empty, Guid.Empty) }
                .Select(guids => (One: one with { BatchGuid = guids.Item1 }, Other: other with { BatchGuid = guids.Item2 }))
                .SelectMany(twins => new MigrationBatch[][] { [twins.One, twins.Other], [twins.Other, twins.One] })
                .Select(batches => TestTenant.Conflicting.User(user) with { Batches = batches })
                .Select(tenant => tenant.State + " " + tenant.Verdict.MigrationType + " " + string.Join(",", tenant.FindingIds)),
        ];
        Assert.Single(seen.Distinct());
        Assert.StartsWith(expected + " ", seen[0], StringComparison.Ordinal);
        Assert.Contains("EAS1013", seen[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_user_that_tells_the_guid_of_its_batch_belongs_to_that_one()
    {
        var imap = TestTenant.Conflicting.Batches[0] with { BatchGuid = Low };
        var move = imap with { BatchGuid = High, MigrationType = "ExchangeRemoteMove" };
        var tenant = TestTenant.Conflicting with { Batches = [imap, move] };
        Assert.Equal(ConflictState.Safe, tenant.WithUser(user => user with { BatchGuid = High }).State);
        Assert.Equal(ConflictState.Safe, tenant.WithUser(user => user with { BatchId = High.ToString() }).State);
        Assert.Equal(ConflictState.Conflicting, tenant.WithUser(user => user with { BatchGuid = Low }).State);
        Assert.DoesNotContain("EAS1013", tenant.WithUser(user => user with { BatchGuid = Low }).FindingIds);

        // A GUID that no batch has says nothing; the name is asked then.
        Assert.Equal(ConflictState.Conflicting, tenant.WithUser(user => user with { BatchGuid = Guid.NewGuid() }).State);
    }

    [Fact]
    public void Two_users_in_twin_batches_are_each_judged_by_their_own()
    {
        var imap = TestTenant.Conflicting.Batches[0] with { BatchGuid = Low };
        var move = imap with { BatchGuid = High, MigrationType = "ExchangeRemoteMove" };
        var tenant = TestTenant.Conflicting.WithUser(user => user with { BatchGuid = High }) with { Batches = [move, imap] };
        var both = tenant with { Users = [.. tenant.Users, tenant.Users[0] with { Guid = Guid.NewGuid(), BatchGuid = Low }] };
        Assert.Equal(ConflictState.Safe, tenant.State);
        Assert.Equal(ConflictState.Conflicting, both.State);
        Assert.Equal("IMAP", (both with { Users = [.. both.Users.Reverse()] }).Verdict.MigrationType);
    }

    [Fact]
    public void Of_twins_the_one_that_does_not_complete_before_a_hold_ends_counts()
    {
        var completing = TestTenant.Conflicting.Batches[0] with { BatchGuid = Low, CompleteAfterUtc = TestTenant.Now.AddDays(5) };
        foreach (var time in new DateTime?[] { null, TestTenant.Now.AddDays(20) })
        {
            var staying = completing with { BatchGuid = High, CompleteAfterUtc = time };
            foreach (var batches in new MigrationBatch[][] { [completing, staying], [staying, completing] })
            {
                Assert.Equal(ConflictState.Imminent, (TestTenant.Conflicting.EndingHold() with { Batches = batches }).State);
            }
        }
    }

    [Theory]
    [InlineData("contoso.onmicrosoft.com\\{0}")]
    [InlineData("{0} ")]
    public void A_twin_counts_that_prints_otherwise(string form)
    {
        var move = TestTenant.Conflicting.Batches[0] with { BatchGuid = High, MigrationType = "ExchangeRemoteMove" };
        var imap = TestTenant.Conflicting.Batches[0] with { BatchGuid = Low, Identity = string.Format(System.Globalization.CultureInfo.InvariantCulture, form, move.Identity) };
        Assert.Equal(ConflictState.Conflicting, (TestTenant.Conflicting with { Batches = [move, imap] }).State);
        Assert.Equal(ConflictState.Conflicting, (TestTenant.Conflicting with { Batches = [imap, move] }).State);
    }

    [Fact]
    public void A_batch_prints_with_or_without_its_organization()
    {
        Assert.Equal(ConflictState.Conflicting, TestTenant.Conflicting.WithUser(user => user with { BatchId = @"contoso.example\Wave 1" }).State);
        Assert.Equal(ConflictState.Conflicting, TestTenant.Conflicting.WithBatch(batch => batch with { Identity = @"contoso.example\Wave 1" }).State);
    }

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(1, 0, 1)]
    [InlineData(1, 1, 0)]
    [InlineData(3, 1, 2)]
    [InlineData(2, 0, 3)]
    public void Users_that_name_no_more_than_the_name_are_counted_against_all_batches_of_it(int users, int first, int second)
    {
        var one = TestTenant.Conflicting.Batches[0] with { BatchGuid = Low, TotalCount = first };
        var tenant = TestTenant.Conflicting with { Batches = [one, one with { BatchGuid = High, TotalCount = second }] };
        tenant = tenant with { Users = [.. Enumerable.Range(0, users).Select(i => tenant.Users[0] with { Guid = Guid.NewGuid(), MailboxGuid = Guid.NewGuid(), Identity = i + "@contoso.example" })] };
        Assert.Equal(first + second > users, tenant.Analyzer.Migrations.ShortBatches.Count > 0);
    }

    [Fact]
    public void Users_that_tell_their_batch_by_guid_are_counted_against_that_one()
    {
        var one = TestTenant.Conflicting.Batches[0] with { BatchGuid = Low, TotalCount = 1 };
        var tenant = TestTenant.Conflicting.WithUser(user => user with { BatchGuid = Low }) with { Batches = [one, one with { BatchGuid = High, TotalCount = 3 }] };
        Assert.Equal([High], tenant.Analyzer.Migrations.ShortBatches.Select(batch => batch.BatchGuid));
    }

    [Fact]
    public void Of_two_policies_of_one_name_every_tag_that_archives_is_named_in_either_order()
    {
        var snapshot = TestTenant.Conflicting.Snapshot;
        var second = TestTenant.Tag("Second", "All", "MoveToArchive", true);
        var policies = snapshot.RetentionPolicies.Value;
        var twin = policies[0] with { RetentionPolicyTagLinks = new(["Second"]), OtherIdentities = ["p-2"] };
        string Said(IReadOnlyList<RetentionPolicy> order)
        {
            var changed = snapshot with { RetentionPolicies = new(order), RetentionTags = new([.. snapshot.RetentionTags.Value, second]) };
            return Described.Of(new ConflictAnalyzer(changed, TestTenant.Now).Analyze(changed.Mailboxes[0]));
        }

        var said = Said([twin, .. policies]);
        Assert.Equal(said, Said([.. policies, twin]));
        Assert.Contains("Second", said, StringComparison.Ordinal);
        Assert.Contains(TestTenant.ArchivingTag, said, StringComparison.Ordinal);
    }

    [Fact]
    public void A_policy_that_links_a_tag_by_guid_links_that_one_of_two_twins()
    {
        var snapshot = TestTenant.Conflicting.DefaultLinks("t-1").Snapshot;
        var archiving = snapshot.RetentionTags.Value[0] with { OtherIdentities = ["t-1"] };
        var deleting = archiving with { OtherIdentities = ["t-2"], RetentionAction = "PermanentlyDelete" };
        ConflictState State(params RetentionTag[] tags)
        {
            var changed = snapshot with { RetentionTags = new(tags) };
            return new ConflictAnalyzer(changed, TestTenant.Now).Analyze(changed.Mailboxes[0]).State;
        }

        Assert.Equal(ConflictState.Conflicting, State(archiving, deleting));
        Assert.Equal(ConflictState.Safe, State(archiving with { OtherIdentities = ["t-2"] }, deleting with { OtherIdentities = ["t-1"] }));
    }

    [Fact]
    public void Stopping_a_batch_names_the_other_users_of_that_one_only()
    {
        var one = TestTenant.Conflicting.Batches[0] with { BatchGuid = Low };
        var user = TestTenant.Conflicting.Users[0];
        var migrations = new MigrationDirectory(new()
        {
            MigrationBatches = new([one, one with { BatchGuid = High }]),
            MigrationUsers = [user with { BatchGuid = Low }, user with { BatchGuid = High, MailboxGuid = Guid.NewGuid(), Identity = "bob@contoso.example" }],
        });
        Assert.Equal("Wave 1 (" + Low + ")", MigrationStop.Name(one, [one, one with { BatchGuid = High }]));
        Assert.Equal("Wave 1", MigrationStop.Name(one, [one, one with { BatchGuid = High, Identity = "Wave 2" }]));
        Assert.DoesNotContain(MigrationStop.Warnings([migrations.Records[0]], migrations.Records, wholeBatch: true), warning => warning.Id == "EAS2009");
    }
}
