using System.Globalization;
using ExchangeArchiveSafety.Core.Tests;
using Xunit;

namespace ExchangeArchiveSafety.Removal;

/// <summary>What is removed, what is not, and what is said of it.</summary>
public class RemovalRunTests
{
    [Fact]
    public void Surplus_copies_are_gone_saved_and_journalled_and_the_kept_ones_are_there()
    {
        using var world = RemovalWorld.OfLoops(45);
        var results = world.Run();
        Assert.All(results, result => Assert.Equal((RemovalStatus.Removed, DuplicateEvidence.Identical), (result.Status, result.Evidence)));
        Assert.Equal(45, results.Count);
        Assert.All(results, result => Assert.True(File.Exists(result.QuarantineFile)));
        world.AssertDone();
        Assert.Equal(2 * 2, world.Journal.Read().Count);
    }

    [Fact]
    public void A_second_run_says_that_they_are_removed_already_and_changes_nothing()
    {
        using var world = RemovalWorld.OfLoops(3);
        _ = world.Run();
        var records = world.Journal.Read().Count;
        Assert.All(world.Run(), result => Assert.Equal((RemovalStatus.AlreadyRemoved, RemovalReason.RemovedBefore), (result.Status, result.ReasonId)));
        Assert.Equal(records, world.Journal.Read().Count);
        world.AssertDone();
    }

    [Fact]
    public void Each_copy_is_seen_with_its_kept_copy_just_before_and_after_it_is_deleted()
    {
        using var world = RemovalWorld.OfLoops(1);
        _ = world.Run();
        Assert.Equal(
            ["folders ", "folders ", "read P0001", "read A0001", "export P0001", "read A0001", "read P0001", "delete P0001", "read P0001", "read A0001"],
            world.Graph.Calls);
    }

    [Theory]
    [InlineData("delete", GraphFault.LostBefore)]
    [InlineData("delete", GraphFault.LostAfter)]
    [InlineData("delete", GraphFault.Late)]
    public void An_unknown_outcome_is_found_out_by_reading(string call, GraphFault fault)
    {
        using var world = RemovalWorld.OfLoops(2);
        var left = 2;
        world.Graph.Fault = (name, item) => name == call && item == "P0001" && left-- > 0 ? fault : GraphFault.None;
        var results = world.Run();
        Assert.All(results, result => Assert.Equal(RemovalStatus.Removed, result.Status));
        world.AssertDone();
    }

    [Fact]
    public void An_export_that_never_answers_ends_the_mailbox_and_one_item_that_it_chokes_on_does_not()
    {
        using var world = RemovalWorld.OfLoops(9);
        world.Graph.Fault = (name, _) => name == "export" ? GraphFault.Outage : GraphFault.None;
        Assert.All(world.Run(), result => Assert.Equal(RemovalReason.NotExported, result.ReasonId));
        Assert.Equal("GraphRequestFailed", world.Failure?.ErrorId);
        Assert.Equal(3, world.Graph.Calls.Count(call => call.StartsWith("export", StringComparison.Ordinal)));
        Assert.Empty(world.Graph.Deleted);

        world.Graph.Fault = (name, item) => name == "export" && item == "P0001" ? GraphFault.Outage : GraphFault.None;
        var results = world.Run();
        Assert.Equal(RemovalReason.NotExported, results.Single(result => result.Status != RemovalStatus.Removed).ReasonId);
        Assert.Null(world.Failure);
        world.AssertSafe();
    }

    [Fact]
    public void What_never_goes_is_unverified_and_stays_open_for_the_next_run()
    {
        using var world = RemovalWorld.OfLoops(1);
        world.Graph.Fault = (name, _) => name == "delete" ? GraphFault.LostBefore : GraphFault.None;
        var result = Assert.Single(world.Run());
        Assert.Equal((RemovalStatus.Unverified, RemovalReason.OutcomeUnknown), (result.Status, result.ReasonId));
        Assert.Equal(3, world.Graph.Calls.Count(call => call.StartsWith("delete", StringComparison.Ordinal)));
        world.AssertSafe();

        world.Graph.Fault = (_, _) => GraphFault.None;
        Assert.Equal(RemovalStatus.Removed, Assert.Single(world.Run()).Status);
        world.AssertDone();
    }

    [Fact]
    public void What_the_server_says_is_done_is_not_asked_for_again_by_this_run()
    {
        using var world = RemovalWorld.OfLoops(1);
        world.Graph.Fault = (name, _) => name == "delete" ? GraphFault.Lie : GraphFault.None;
        Assert.Equal(RemovalStatus.Unverified, Assert.Single(world.Run()).Status);
        Assert.Equal(1, world.Graph.Calls.Count(call => call.StartsWith("delete", StringComparison.Ordinal)));

        world.Graph.Fault = (_, _) => GraphFault.None;
        Assert.Equal(RemovalStatus.Removed, Assert.Single(world.Run()).Status);
        world.AssertDone();
    }

    [Fact]
    public void What_an_earlier_run_asked_for_and_this_one_cannot_save_is_unverified()
    {
        using var world = RemovalWorld.OfLoops(1);
        world.Graph.Fault = (name, _) => name == "delete" ? GraphFault.Lie : GraphFault.None;
        _ = world.Run();
        world.Graph.Fault = (name, _) => name == "export data" ? GraphFault.Empty : GraphFault.None;
        var result = Assert.Single(world.Run());
        Assert.Equal((RemovalStatus.Unverified, RemovalReason.OutcomeUnknown), (result.Status, result.ReasonId));
    }

    [Theory]
    [InlineData(GraphFault.Lie, RemovalStatus.Removed)]
    [InlineData(GraphFault.LostBefore, RemovalStatus.Unverified)]
    public void What_left_its_folder_and_still_answers_to_its_id_is_not_deleted_again(GraphFault fault, RemovalStatus expected)
    {
        using var world = RemovalWorld.OfLoops(1);
        world.Graph.Fault = (name, item) => name == "delete" && world.Graph.Unlisted.Add(item) ? fault : GraphFault.None;
        Assert.Equal(expected, Assert.Single(world.Run()).Status);
        _ = world.Run();
        Assert.Equal(1, world.Graph.Calls.Count(call => call.StartsWith("delete", StringComparison.Ordinal)));
    }

    [Fact]
    public void What_goes_after_the_run_is_recovered_by_the_next()
    {
        using var world = RemovalWorld.OfLoops(1);
        world.Graph.Fault = (name, _) => name == "delete" ? GraphFault.LostBefore : GraphFault.None;
        _ = world.Run();
        world.Graph.Fault = (_, _) => GraphFault.None;
        world.Graph.Vanish("P0001");
        var result = Assert.Single(world.Run());
        Assert.Equal((RemovalStatus.Removed, RemovalReason.Recovered), (result.Status, result.ReasonId));
    }

    [Fact]
    public void A_refusal_of_one_item_leaves_the_others_alone()
    {
        using var world = RemovalWorld.OfLoops(2);
        world.Graph.Fault = (name, item) => name == "delete" && item == "P0001" ? GraphFault.Refused : GraphFault.None;
        var results = world.Run().ToDictionary(result => result.ItemId);
        Assert.Equal((RemovalStatus.Failed, RemovalReason.RefusedByServer), (results["P0001"].Status, results["P0001"].ReasonId));

        // What the server's refusal is called may mean something else for a deletion: a hold is no missing permission.
        var outcomes = world.Journal.Read().OfType<CopyRecord>().Where(record => record.Kind == JournalRecordKind.Outcome).SelectMany(record => record.Items!).ToDictionary(item => item.ItemId);
        Assert.Equal((JournalItemState.NotRemoved, "RefusedByServer"), (outcomes["P0001"].State, outcomes["P0001"].Reason));
        Assert.Equal((JournalItemState.Removed, null), (outcomes["P0002"].State, outcomes["P0002"].Reason));
        Assert.Equal(RemovalStatus.Removed, results["P0002"].Status);
        Assert.Null(world.Failure);
        world.AssertSafe();
    }

    [Theory]
    [InlineData("read")]
    [InlineData("export")]
    [InlineData("delete")]
    public void A_missing_permission_ends_the_mailbox(string call)
    {
        using var world = RemovalWorld.OfLoops(50);
        world.Graph.Fault = (name, _) => name == call ? GraphFault.Denied : GraphFault.None;
        var results = world.Run();
        Assert.DoesNotContain(results, result => result.Status == RemovalStatus.Removed);
        Assert.Equal("GraphPermissionMissing", world.Failure!.ErrorId);
        Assert.InRange(world.Graph.Calls.Count(one => one.StartsWith(call, StringComparison.Ordinal)), 1, 50);
        Assert.Empty(world.Graph.Deleted);
        Assert.Equal(50, results.Select(result => result.ItemId).Distinct().Count());
        Assert.Equal(50, results.Count);
    }

    [Theory]
    [InlineData(15, 1)]
    [InlineData(25, 2)]
    public void Copies_that_a_hold_protects_do_not_keep_the_others_from_their_turn(int held, int runs)
    {
        using var world = RemovalWorld.OfLoops(60);
        world.Graph.Fault = (name, item) => name == "delete" && int.Parse(item.AsSpan(1), CultureInfo.InvariantCulture) <= held ? GraphFault.Denied : GraphFault.None;
        for (var run = 0; run < runs; run++)
        {
            var results = world.Run();
            Assert.Equal(60, results.Select(result => result.ItemId).Distinct().Count());
        }

        Assert.Equal(60 - held, world.Graph.Deleted.Count);
        world.AssertSafe();
    }

    [Theory]
    [InlineData("export item")]
    [InlineData("export data")]
    public void What_is_left_out_of_an_export_is_asked_for_alone(string call)
    {
        using var world = RemovalWorld.OfLoops(3);
        world.Graph.Fault = (name, item) => name == call && item == "P0002" ? (call == "export item" ? GraphFault.Omitted : GraphFault.Empty) : GraphFault.None;
        var results = world.Run().ToDictionary(result => result.ItemId);
        Assert.Equal(call == "export item" ? RemovalStatus.Removed : RemovalStatus.Skipped, results["P0002"].Status);
        Assert.Contains("export P0002", world.Graph.Calls);
        Assert.Equal(call != "export item", world.Graph.Has("P0002"));
        world.AssertSafe();
    }

    [Fact]
    public void An_export_of_another_version_is_not_taken_for_the_item()
    {
        using var world = RemovalWorld.OfLoops(2);
        world.Graph.Fault = (name, item) => name == "export data" && item == "P0002" ? GraphFault.OtherVersion : GraphFault.None;
        var skipped = world.Run().Single(result => result.Status == RemovalStatus.Skipped);
        Assert.Equal(("P0002", RemovalReason.Changed), (skipped.ItemId, skipped.ReasonId));
        world.AssertSafe();
    }

    [Theory]
    [InlineData("P0001", RemovalReason.Gone)]
    [InlineData("A0001", RemovalReason.KeptGone)]
    public void What_vanishes_before_its_turn_is_skipped(string item, RemovalReason reason)
    {
        foreach (var when in new[] { "folders", "export", "read " + item })
        {
            using var world = RemovalWorld.OfLoops(1);
            var reads = 0;
            world.Graph.Before = (name, id) =>
            {
                if (name == when || (name + " " + id == when && reads++ == 1))
                {
                    world.Graph.Vanish(item);
                }
            };
            var result = Assert.Single(world.Run());
            Assert.Equal((RemovalStatus.Skipped, reason), (result.Status, result.ReasonId));
            Assert.Empty(world.Graph.Deleted);
        }
    }

    [Theory]
    [InlineData("P0001", RemovalReason.Changed)]
    [InlineData("A0001", RemovalReason.KeptChanged)]
    public void What_changes_before_its_turn_is_skipped(string item, RemovalReason reason)
    {
        using var edited = RemovalWorld.OfLoops(1);
        edited.Graph.Change(item, one => Edited(one, size: 5));
        Assert.Equal(reason, Assert.Single(edited.Run()).ReasonId);
        Assert.Empty(edited.Graph.Deleted);

        using var between = RemovalWorld.OfLoops(1);
        between.Graph.Before = (name, _) =>
        {
            if (name == "export")
            {
                between.Graph.Change(item);
            }
        };
        Assert.Equal(reason, Assert.Single(between.Run()).ReasonId);
        Assert.Empty(between.Graph.Deleted);
    }

    [Fact]
    public void A_copy_whose_kept_copy_is_gone_after_the_delete_is_brought_back_and_the_mailbox_stops()
    {
        using var world = RemovalWorld.OfLoops(90);
        world.Graph.Before = (name, item) =>
        {
            if (name == "delete" && item == "P0003")
            {
                world.Graph.Vanish("A0003");
            }
        };
        var results = world.Run();
        var back = results.Single(result => result.ReasonId == RemovalReason.BroughtBack);
        Assert.Equal(("P0003", RemovalStatus.Failed), (back.ItemId, back.Status));
        Assert.Equal("KeptCopyGone", world.Failure!.ErrorId);
        Assert.Contains(results, result => result.ReasonId == RemovalReason.NotReached);
        Assert.InRange(world.Graph.Deleted.Count, 1, 40);
        world.AssertSafe();

        world.Graph.Before = (_, _) => { };
        Assert.DoesNotContain(world.Run(), result => result.ItemId == "P0003" && result.Status == RemovalStatus.Removed);
        world.AssertSafe();
    }

    [Fact]
    public void Without_permission_to_bring_it_back_the_error_says_how()
    {
        using var world = RemovalWorld.OfLoops(90);
        world.Graph.Fault = (name, _) => name == "import" ? GraphFault.Denied : GraphFault.None;
        world.Graph.Before = (name, item) =>
        {
            if (name == "delete" && item == "P0003")
            {
                world.Graph.Vanish("A0003");
            }
        };
        var results = world.Run();
        var gone = results.Single(result => result.ReasonId == RemovalReason.KeptCopyGone);
        Assert.Equal(("P0003", RemovalStatus.Removed), (gone.ItemId, gone.Status));
        Assert.Equal("KeptCopyGone", world.Failure!.ErrorId);
        Assert.Contains("Restore-ArchiveDuplicates", world.Failure.Message, StringComparison.Ordinal);
        Assert.InRange(world.Graph.Deleted.Count, 1, 40);
        Assert.Contains(results, result => result.ReasonId == RemovalReason.NotReached);

        world.Graph.Before = (_, _) => { };
        world.Graph.Fault = (_, _) => GraphFault.None;
        _ = world.Restore();
        world.AssertSafe();
    }

    [Fact]
    public void Copies_with_different_bodies_stay()
    {
        using var world = RemovalWorld.OfLoops(2);
        world.Graph.SetBody("A0001", "edited");
        world.Graph.SetBody("A0002", null);
        var results = world.Run();
        Assert.Equal([RemovalReason.BodiesDiffer, RemovalReason.BodiesUnknown], results.Select(result => result.ReasonId));
        Assert.Empty(world.Graph.Deleted);
    }

    [Fact]
    public void An_equal_search_key_is_believed_until_the_bodies_differ()
    {
        using var world = new RemovalWorld(RemovalWorld.Loop(1).Concat(RemovalWorld.Loop(2)).Select(item => Edited(item, searchKey: "c2VhcmNoIGtleQ==")));
        Assert.All(world.Groups, group => Assert.Equal(DuplicateEvidence.Identical, group.Evidence));
        world.Graph.SetBody("P0001", null);
        world.Graph.SetBody("P0002", "edited");
        var results = world.Run();
        Assert.Equal([RemovalStatus.Removed, RemovalStatus.Skipped], results.Select(result => result.Status));
        world.AssertSafe();
    }

    [Fact]
    public void Strong_evidence_is_accepted_unverified_when_asked_for_and_no_body_is_read()
    {
        using var world = RemovalWorld.OfLoops(1);
        world.Graph.SetBody("A0001", "edited");
        var result = Assert.Single(world.Run(RemovalWorld.PlanOf(world.Groups, DuplicateEvidence.Strong)));
        Assert.Equal((RemovalStatus.Removed, DuplicateEvidence.Strong), (result.Status, result.Evidence));
        world.AssertDone();
    }

    [Fact]
    public void Weak_evidence_needs_to_be_asked_for_and_equal_bodies()
    {
        var options = new DuplicateSearchOptions { MinimumEvidence = DuplicateEvidence.Weak };
        using var world = new RemovalWorld(RemovalWorld.Loop(1).Concat(RemovalWorld.Loop(2)).Select(item => Edited(item, messageId: "")), options, item => "text " + item.Subject);
        Assert.All(RemovalWorld.PlanOf(world.Groups, DuplicateEvidence.Strong).Refused, refused => Assert.Equal(RemovalReason.EvidenceTooWeak, refused.ReasonId));
        world.Graph.SetBody("P0002", null);
        var results = world.Run(RemovalWorld.PlanOf(world.Groups, DuplicateEvidence.Weak));
        Assert.Equal([RemovalStatus.Removed, RemovalStatus.Skipped], results.Select(result => result.Status));
        world.AssertSafe();
    }

    [Fact]
    public void A_folder_that_is_not_there_once_is_no_place_to_remove_from()
    {
        using var world = RemovalWorld.OfLoops(1);
        world.Graph.Change("P0001", item => item.WithFolder(item.Location, "Elsewhere"));
        _ = world.Graph.ExtraFolders.Remove((MailItemLocation.Primary, "Inbox"));
        Assert.Equal(RemovalReason.FolderNotFound, Assert.Single(world.Run()).ReasonId);

        using var twice = RemovalWorld.OfLoops(1);
        twice.Graph.Change("P0001", item => item.WithFolder(item.Location, "INBOX"));
        _ = twice.Graph.ExtraFolders.Remove((MailItemLocation.Primary, "Inbox"));
        _ = twice.Graph.ExtraFolders.Add((MailItemLocation.Primary, "inbox"));
        Assert.Equal(RemovalReason.FolderAmbiguous, Assert.Single(twice.Run()).ReasonId);
    }

    [Fact]
    public void A_full_disk_stops_the_mailbox_and_nothing_is_deleted_that_is_not_saved()
    {
        for (var at = 0; ; at++)
        {
            using var world = RemovalWorld.OfLoops(3);
            var (step, hit) = (0, false);
            world.QuarantineStep = _ =>
            {
                if (step++ >= at)
                {
                    hit = true;
                    throw new IOException("There is not enough space on the disk.");
                }
            };
            var results = world.Run();
            world.AssertSafe();
            if (!hit)
            {
                world.AssertDone();
                Assert.True(at > 20, at + " steps");
                return;
            }

            Assert.Equal("QuarantineNotWritable", world.Failure!.ErrorId);
            Assert.Contains(results, result => result.ReasonId == RemovalReason.NotQuarantined);
            world.QuarantineStep = _ => { };
            _ = world.Run();
            world.AssertDone();
        }
    }

    [Fact]
    public void After_a_stop_request_no_further_change_is_started_and_the_next_run_finishes()
    {
        for (var at = 0; ; at++)
        {
            using var world = RemovalWorld.OfLoops(3);
            var deletesAtStop = -1;
            world.Points.Arm(at, _ =>
            {
                world.Cancel.Cancel();
                deletesAtStop = world.Graph.Calls.Count(call => call.StartsWith("delete", StringComparison.Ordinal));
            });
            try
            {
                _ = world.Run();
            }
            catch (OperationCanceledException)
            {
            }

            if (deletesAtStop < 0)
            {
                Assert.True(at > 60, "only " + at + " points");
                return;
            }

            world.Points.Disarm();
            Assert.Equal(deletesAtStop, world.Graph.Calls.Count(call => call.StartsWith("delete", StringComparison.Ordinal)));
            world.AssertSafe();
            world.Cancel = new();
            _ = world.Run();
            world.AssertDone();
        }
    }

    [Fact]
    public async Task A_plan_above_a_ceiling_is_refused_as_a_whole()
    {
        using var world = RemovalWorld.OfLoops(5);
        foreach (var (ceilings, refused) in new[]
        {
            (new RemovalCeilings { MaximumCount = 4, MaximumPercent = 100 }, true),
            (new RemovalCeilings { MaximumCount = 5, MaximumPercent = 100 }, false),
            (new RemovalCeilings { MaximumPercent = 49.9 }, true),
            (new RemovalCeilings { MaximumPercent = 50 }, false),
            (new RemovalCeilings(), true),
        })
        {
            world.Ceilings = ceilings;
            var removal = await new RemovalRun(world.Graph, world.Journal, world.Quarantine, world.Settings())
                .OpenAsync(FakeMailbox.Ids, RemovalWorld.PlanOf(world.Groups), default);
            Assert.Equal(refused, removal.Refusal is not null);
            Assert.Equal((5, 10L, 50.0), (removal.Count, removal.TotalItems, removal.Percent));
            if (refused)
            {
                _ = await Assert.ThrowsAsync<InvalidOperationException>(() => removal.NextAsync(default));
            }
        }

        Assert.Empty(world.Graph.Deleted);
        Assert.Empty(world.Journal.Read());
        Assert.False(Directory.Exists(world.QuarantinePath));
    }

    [Fact]
    public void Halves_are_never_mixed_in_one_export()
    {
        var items = Enumerable.Range(1, 4).SelectMany(number => RemovalWorld.Loop(number)).Append(Edited(RemovalWorld.Loop(1).First(), id: "A0001b", created: 9))
            .Append(Edited(RemovalWorld.Loop(2).First(), id: "A0002b", created: 9));
        using var world = new RemovalWorld(items);
        _ = world.Run();
        world.AssertDone();
        Assert.Equal(2, world.Graph.Calls.Count(call => call.StartsWith("export", StringComparison.Ordinal)));
    }

    internal static MailItem Edited(MailItem item, long? size = null, string? searchKey = null, string? messageId = null, string? id = null, int created = 0) => new()
    {
        Mailbox = item.Mailbox,
        Location = item.Location,
        FolderPath = item.FolderPath,
        ItemId = id ?? item.ItemId,
        ItemClass = item.ItemClass,
        InternetMessageId = messageId ?? item.InternetMessageId,
        Subject = item.Subject,
        Sender = item.Sender,
        SentUtc = item.SentUtc,
        ReceivedUtc = item.ReceivedUtc,
        CreatedUtc = item.CreatedUtc?.AddDays(created),
        LastModifiedUtc = item.LastModifiedUtc,
        Size = size ?? item.Size,
        HasAttachments = item.HasAttachments,
        SearchKey = searchKey ?? item.SearchKey,
    };
}
