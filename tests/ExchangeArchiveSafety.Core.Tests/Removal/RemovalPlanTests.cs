using ExchangeArchiveSafety.Duplicates;
using Xunit;

namespace ExchangeArchiveSafety.Removal;

/// <summary>What a plan takes along, and what it refuses.</summary>
public class RemovalPlanTests
{
    private static readonly MailItem Archived = RemovalWorld.Loop(1).First();
    private static readonly MailItem Migrated = RemovalWorld.Loop(1).Last();
    private static readonly MailItem Third = RemovalRunTests.Edited(Migrated, id: "P0001b", created: 9);

    [Fact]
    public void The_same_group_twice_counts_once()
    {
        var groups = Mail.Find(new DuplicateSearchOptions(), [Archived, Migrated]);
        var plan = RemovalWorld.PlanOf(groups.Concat(groups));
        Assert.Equal((1, 20_400L, 1), (plan.Count, plan.Bytes, plan.ToVerify));
        Assert.Empty(plan.Refused);
        Assert.Equal(0, RemovalWorld.PlanOf(groups, DuplicateEvidence.Strong).ToVerify);
    }

    [Fact]
    public void An_item_that_is_kept_anywhere_is_never_removed()
    {
        var one = Mail.Find(new DuplicateSearchOptions(), [Archived, Migrated]);
        var other = Mail.Find(new DuplicateSearchOptions { Keep = KeepRule.PrimaryOldest }, [Archived, Migrated]);
        foreach (var groups in new[] { one.Concat(other), other.Concat(one) })
        {
            var plan = RemovalWorld.PlanOf(groups);
            Assert.Empty(plan.Entries);
            Assert.Equal([RemovalReason.KeptElsewhere, RemovalReason.KeptElsewhere], plan.Refused.Select(refused => refused.ReasonId));
        }
    }

    [Fact]
    public void A_copy_with_two_kept_copies_stays()
    {
        var one = Mail.Find(new DuplicateSearchOptions { IncludePrimary = true }, [Archived, Third]);
        var other = Mail.Find(new DuplicateSearchOptions { IncludePrimary = true }, [Migrated, Third]);
        Assert.All(RemovalWorld.PlanOf(one.Concat(other)).Refused, refused => Assert.Equal(RemovalReason.SeveralKept, refused.ReasonId));
    }

    [Fact]
    public void A_copy_that_is_described_in_two_ways_stays()
    {
        var one = Mail.Find(new DuplicateSearchOptions(), [Archived, Migrated]);
        var other = Mail.Find(new DuplicateSearchOptions(), [Archived, RemovalRunTests.Edited(Migrated, size: 20_300)]);
        var plan = RemovalWorld.PlanOf(one.Concat(other));
        Assert.Empty(plan.Entries);
        Assert.All(plan.Refused, refused => Assert.Equal(RemovalReason.Contradicting, refused.ReasonId));
    }

    [Fact]
    public void Mailboxes_are_told_apart_whatever_their_case()
    {
        var plan = new RemovalPlan();
        foreach (var name in new[] { "adele@contoso.example", "ADELE@contoso.example", "ben@contoso.example" })
        {
            var items = new[] { Mail.Archived("A" + name), Mail.Migrated("P" + name) }.Select(item => (item with { Mailbox = name }).ToItem());
            foreach (var group in Mail.Find(new DuplicateSearchOptions(), items))
            {
                plan.Add(group);
            }
        }

        Assert.Equal([("ADELE@contoso.example", 2), ("ben@contoso.example", 1)], plan.Mailboxes().Select(one => (one.Mailbox, one.Count)));
    }

    [Theory]
    [InlineData("Recoverable Items/Deletions", "Inbox", RemovalReason.AlreadyDeleted)]
    [InlineData("Inbox", "/Recoverable Items/Purges", RemovalReason.KeptAlreadyDeleted)]
    public void Nothing_under_recoverable_items_takes_part(string surplusFolder, string keptFolder, RemovalReason reason)
    {
        var kept = Archived.WithFolder(MailItemLocation.Archive, keptFolder);
        var surplus = Migrated.WithFolder(MailItemLocation.Primary, surplusFolder);
        Assert.Equal(reason, Assert.Single(RemovalWorld.PlanOf([Group(kept, surplus)]).Refused).ReasonId);
    }

    [Fact]
    public void What_a_search_can_never_give_is_refused()
    {
        Assert.Equal(RemovalReason.SameItem, Assert.Single(RemovalWorld.PlanOf([Group(Archived, Archived)]).Refused).ReasonId);
        Assert.Equal(RemovalReason.EvidenceTooWeak, Assert.Single(RemovalWorld.PlanOf([Group(Archived, Migrated, DuplicateEvidence.Conflicting)], DuplicateEvidence.Weak).Refused).ReasonId);
        Assert.Equal(RemovalReason.IdMissing, Assert.Single(RemovalWorld.PlanOf([Group(Archived, RemovalRunTests.Edited(Migrated, id: ""))]).Refused).ReasonId);
        Assert.Throws<ArgumentOutOfRangeException>(() => new RemovalPlan(DuplicateEvidence.Conflicting));
    }

    internal static ArchiveDuplicateGroup Group(MailItem kept, MailItem surplus, DuplicateEvidence evidence = DuplicateEvidence.Identical) => new(
        evidence,
        new(kept, isKept: true, null, null, SetAsideReasons.None),
        new([new(surplus, isKept: false, DuplicateKind.Reappeared, evidence, SetAsideReasons.None)]),
        ArchiveDuplicateItemList.None);
}
