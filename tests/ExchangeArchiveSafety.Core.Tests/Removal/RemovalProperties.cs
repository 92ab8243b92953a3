using ExchangeArchiveSafety.Duplicates;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Xunit;

namespace ExchangeArchiveSafety.Removal;

/// <summary>What must hold of every mailbox, every mix of searches and every run of faults.</summary>
public class RemovalProperties
{
    private static readonly KeepRule[] Rules = [KeepRule.ArchiveOldest, KeepRule.ArchiveNewest, KeepRule.PrimaryOldest, KeepRule.PrimaryNewest];

    [Property(MaxTest = 1000)]
    public void Whatever_searches_a_plan_is_mixed_from_nothing_that_any_of_them_keeps_is_removed(int seed)
    {
        var random = new Random(seed);
        var items = Items(random);
        var groups = Enumerable.Range(0, random.Next(1, 4))
            .SelectMany(_ => Mail.Find(new DuplicateSearchOptions { Keep = Rules[random.Next(4)], AnyFolder = random.Next(2) == 0, IncludePrimary = random.Next(2) == 0 }, items)).ToList();
        var plan = new RemovalPlan();
        foreach (var group in groups)
        {
            plan.Add(group);
        }

        var kept = groups.Select(group => group.Kept.Item.ItemId).ToHashSet();
        foreach (var mailbox in plan.Mailboxes())
        {
            Xunit.Assert.DoesNotContain(mailbox.Entries, entry => kept.Contains(entry.Surplus.ItemId));
            Xunit.Assert.Equal(mailbox.Entries.Count, mailbox.Entries.Select(entry => entry.Surplus.ItemId).Distinct().Count());
            Xunit.Assert.Equal(
                groups.SelectMany(group => group.Surplus).Select(copy => copy.Item.ItemId).Distinct().Order(),
                mailbox.Entries.Select(entry => entry.Surplus.ItemId).Concat(mailbox.Refused.Select(refused => refused.Entry.Surplus.ItemId)).Distinct().Order());
        }

        var backwards = new RemovalPlan();
        foreach (var group in Enumerable.Reverse(groups))
        {
            backwards.Add(group);
        }

        Xunit.Assert.Equal(Tell(plan), Tell(backwards));
    }

    [Property(MaxTest = 60)]
    public void Whatever_goes_wrong_no_message_is_lost_and_the_next_run_finishes(int seed)
    {
        var random = new Random(seed);
        using var world = WorldWithSurplus(random, new DuplicateSearchOptions { Keep = Rules[random.Next(4)] });
        var faults = Enum.GetValues<GraphFault>().Where(fault => fault != GraphFault.Denied).ToArray();
        world.Graph.Fault = (_, _) => random.Next(100) < 30 ? faults[random.Next(faults.Length)] : GraphFault.None;
        for (var run = 0; run < 3; run++)
        {
            try
            {
                if (random.Next(2) == 0)
                {
                    _ = world.KilledAt(random.Next(200), () => world.Run());
                }
                else
                {
                    _ = world.Run();
                }
            }
            catch (GraphException)
            {
                // The folders could not be listed.
            }

            world.AssertSafe();
        }

        world.Graph.Fault = (_, _) => GraphFault.None;
        _ = world.Run();
        _ = world.Run();
        world.AssertDone();
    }

    [Fact]
    public void Whoever_changes_items_meanwhile_nothing_is_removed_that_was_not_seen_as_planned()
    {
        var (spared, removed) = (0, 0);
        for (var seed = 0; seed < 60; seed++)
        {
            var one = RemovedWhileOthersChange(seed);
            (spared, removed) = (spared + one.Spared, removed + one.Removed);
        }

        // Both happened often enough for the rest to mean something.
        Xunit.Assert.InRange(spared, 10, int.MaxValue);
        Xunit.Assert.InRange(removed, 10, int.MaxValue);
    }

    private static (int Spared, int Removed) RemovedWhileOthersChange(int seed)
    {
        var random = new Random(seed);
        using var world = WorldWithSurplus(random, new DuplicateSearchOptions());
        var touched = new HashSet<string>();
        world.Graph.Before = (name, item) =>
        {
            // Before it is read for the last time: whoever reads can see it.
            if (name is "read" && world.Graph.Has(item) && random.Next(100) < 10)
            {
                _ = touched.Add(item);
                world.Graph.Change(item, one => one.WithFolder(one.Location, "Elsewhere"));
            }
        };
        _ = world.Run();
        world.AssertSafe();
        var keptOf = world.Groups.SelectMany(group => group.Surplus.Select(copy => (copy.Item.ItemId, Kept: group.Kept.Item.ItemId))).ToDictionary(pair => pair.ItemId, pair => pair.Kept);
        Xunit.Assert.All(world.Graph.Deleted, id => Xunit.Assert.True(world.Graph.Has(keptOf[id])));
        Xunit.Assert.Empty(touched.Intersect(world.Graph.Deleted));
        return (touched.Count(keptOf.ContainsKey), world.Graph.Deleted.Count);
    }

    private static RemovalWorld WorldWithSurplus(Random random, DuplicateSearchOptions options)
    {
        while (true)
        {
            var world = new RemovalWorld(Items(random), options);
            if (world.Groups.Any(group => group.Surplus.Count > 0))
            {
                return world;
            }

            world.Dispose();
        }
    }

    private static List<MailItem> Items(Random random)
    {
        var items = new List<MailItem>();
        for (var message = 0; message < random.Next(1, 6); message++)
        {
            for (var copy = 0; copy < random.Next(1, 4); copy++)
            {
                items.Add(new Sample
                {
                    ItemId = "I" + items.Count,
                    Location = (MailItemLocation)random.Next(2),
                    FolderPath = random.Next(5) == 0 ? "Sent Items" : "Inbox",
                    InternetMessageId = "<" + message + "@contoso.example>",
                    Subject = "Message " + message,
                    CreatedUtc = Mail.Sent.AddDays(random.Next(9)),
                    Size = 20_000 + random.Next(900),
                    SearchKey = random.Next(3) == 0 ? "c2VhcmNo" : "",
                }.ToItem());
            }
        }

        return items;
    }

    private static string Tell(RemovalPlan plan) => string.Join("\n", plan.Mailboxes().Select(mailbox =>
        string.Join(",", mailbox.Entries.Select(entry => entry.Surplus.ItemId + "<" + entry.Kept.ItemId)) + "|" + string.Join(",", mailbox.Refused.Select(one => one.Entry.Surplus.ItemId + one.ReasonId))));
}
