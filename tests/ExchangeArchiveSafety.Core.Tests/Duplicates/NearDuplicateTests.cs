using Xunit;

namespace ExchangeArchiveSafety.Duplicates;

/// <summary>What looks like a copy and is none. None of it may be offered at the default settings.</summary>
public class NearDuplicateTests
{
    private static readonly Sample Archived = Mail.Archived("a");
    private static readonly Sample Migrated = Mail.Migrated("p");

    [Fact]
    public void A_mail_to_oneself_lies_in_sent_and_inbox()
    {
        var group = Assert.Single(Mail.Find(Archived with { FolderPath = "Sent Items" }, Migrated with { FolderPath = "Inbox" }));

        Assert.Empty(group.Surplus);
        Assert.Equal(SetAsideReasons.OtherFolder, Assert.Single(group.SetAside).SetAside);
    }

    [Fact]
    public void A_mail_to_oneself_that_the_loop_copied_twice_loses_exactly_its_copies()
    {
        var groups = Mail.Find(
            Archived with { FolderPath = "Sent Items", ItemId = "as" },
            Archived with { FolderPath = "Inbox", ItemId = "ai" },
            Migrated with { FolderPath = "Sent Items", ItemId = "ps" },
            Migrated with { FolderPath = "Inbox", ItemId = "pi" });

        Assert.Equal(2, groups.Count);
        Assert.Equal(["pi", "ps"], groups.Surplus().Order());
        Assert.All(groups, group => Assert.Equal(group.Kept.FolderPath, Assert.Single(group.Surplus).FolderPath));
    }

    [Fact]
    public void The_list_copy_and_the_direct_copy_share_a_message_id() =>
        Assert.Empty(Mail.Find(Archived, Migrated with { Sender = "list@contoso.example" }).Surplus());

    [Fact]
    public void The_list_copy_with_a_footer_is_larger() =>
        Assert.Empty(Mail.Find(Archived, Migrated with { Size = 22_000 }).Surplus());

    [Fact]
    public void The_list_copy_with_a_tag_has_another_subject() =>
        Assert.Empty(Mail.Find(Archived, Migrated with { Subject = "[team] Budget" }).Surplus());

    [Fact]
    public void A_forged_message_id_costs_no_mail()
    {
        Assert.Empty(Mail.Find(Archived, Migrated with { Sender = "evil@example.net", Subject = "Pay" }).Surplus());
        Assert.Empty(Mail.Find(Archived with { BodyDigest = "MQ==" }, Migrated with { BodyDigest = "Mg==" }).Surplus());
    }

    [Fact]
    public void Two_mails_of_one_second_and_one_subject_have_their_own_ids() =>
        Assert.Empty(Mail.Find(Archived, Migrated with { InternetMessageId = "<two@contoso.example>" }));

    [Fact]
    public void Drafts_without_id_and_sent_time_are_not_even_compared() =>
        Assert.Empty(Mail.Find(
            new DuplicateSearchOptions { MinimumEvidence = DuplicateEvidence.Weak },
            Archived with { InternetMessageId = "", SentUtc = null, FolderPath = "Drafts" },
            Migrated with { InternetMessageId = "", SentUtc = null, FolderPath = "Drafts" }));

    [Fact]
    public void Recurring_newsletters_have_their_own_ids_and_times()
    {
        var issues = Enumerable.Range(0, 50).Select(week => Archived with
        {
            ItemId = "n" + week,
            InternetMessageId = $"<news{week}@example.net>",
            SentUtc = Mail.Sent.AddDays(7 * week),
            Subject = "Weekly news",
        });
        Assert.Empty(Mail.Find([.. issues]));
    }

    [Fact]
    public void A_broken_sender_that_reuses_one_id_costs_no_mail()
    {
        var alerts = Enumerable.Range(0, 50).Select(day => Archived with { ItemId = "n" + day, InternetMessageId = "<alert>", SentUtc = Mail.Sent.AddDays(day) });
        var group = Assert.Single(Mail.Find([.. alerts]));

        Assert.Empty(group.Surplus);
        Assert.Equal(49, group.SetAside.Count);
    }

    [Fact]
    public void Copies_of_such_alerts_are_still_found()
    {
        var alerts = Enumerable.Range(0, 50).Select(day => Archived with { ItemId = "n" + day, InternetMessageId = "<alert>", SentUtc = Mail.Sent.AddDays(day) }).ToArray();
        var copies = alerts.Select(alert => alert with { ItemId = "c" + alert.ItemId, Location = MailItemLocation.Primary });
        var groups = Mail.Find([.. alerts, .. copies]);

        Assert.Equal(50, groups.Count);
        Assert.All(groups, group => Assert.Equal("c" + group.Kept.ItemId, Assert.Single(group.Surplus).ItemId));
    }

    [Fact]
    public void Gmail_labels_are_folders_of_one_mail()
    {
        var group = Assert.Single(Mail.Find(
            Archived with { FolderPath = "Inbox" },
            Migrated with { FolderPath = "Family" },
            Migrated with { FolderPath = "[Gmail]/All Mail", ItemId = "q" }));

        Assert.Empty(group.Surplus);
        Assert.Equal(2, group.SetAside.Count);
        Assert.Single(Mail.Find(new DuplicateSearchOptions { AnyFolder = true }, Archived with { FolderPath = "Inbox" }, Migrated with { FolderPath = "Family" }).Surplus());
    }

    [Fact]
    public void The_same_mail_in_two_mailboxes_is_two_mails() =>
        Assert.Empty(Mail.Find(new DuplicateSearchOptions { AnyFolder = true, IncludePrimary = true }, Archived, Migrated with { Mailbox = "alex@contoso.example" }));

    [Fact]
    public void A_signed_copy_is_of_another_class() =>
        Assert.Empty(Mail.Find(Archived, Migrated with { ItemClass = "IPM.Note.SMIME.MultipartSigned" }).Surplus());

    [Fact]
    public void An_export_without_any_subject_proves_too_little() =>
        Assert.Empty(Mail.Find(Archived with { Subject = "" }, Migrated with { Subject = "" }).Surplus());

    [Fact]
    public void Without_subject_and_message_id_nothing_is_proved() =>
        Assert.Empty(Mail.Find(
            new DuplicateSearchOptions { MinimumEvidence = DuplicateEvidence.Weak },
            Archived with { Subject = "", InternetMessageId = "" },
            Migrated with { Subject = "", InternetMessageId = "" },
            Mail.Archived("other") with { InternetMessageId = "<2@contoso.example>" }).Surplus());

    [Fact]
    public void Halves_of_pairs_make_a_difference() =>
        Assert.Empty(Mail.Find(Archived with { Subject = "Budget \uD83D" }, Migrated with { Subject = "Budget \uD83C" }).Surplus());

    [Fact]
    public void When_the_kept_item_was_edited_the_pristine_copies_pair_among_themselves()
    {
        var groups = Mail.Find(
            Archived with { Subject = "Budget (done)", ItemId = "edited" },
            Migrated with { ItemId = "p1" },
            Archived with { ItemId = "a2", CreatedUtc = Mail.Sent.AddYears(3) });

        var group = Assert.Single(groups);
        Assert.Equal("a2", group.Kept.ItemId);
        Assert.Equal(["p1"], groups.Surplus());
        Assert.Equal(SetAsideReasons.SubjectDiffers, Assert.Single(group.SetAside).SetAside);
        Assert.Empty(Mail.Find(Archived with { Subject = "Budget (done)" }, Migrated).Surplus());
    }

    [Fact]
    public void Sizes_are_compared_with_the_kept_item_and_never_along_a_chain()
    {
        var groups = Mail.Find(Archived with { Size = 10_000 }, Migrated with { ItemId = "p1", Size = 11_000 }, Migrated with { ItemId = "p2", Size = 12_000, CreatedUtc = Mail.Sent.AddYears(3) });

        Assert.Equal(["p1"], groups.Surplus());
        Assert.Equal(SetAsideReasons.SizeDiffers, Assert.Single(Assert.Single(groups).SetAside).SetAside);
    }

    [Fact]
    public void Copies_with_different_bodies_both_stay_when_the_kept_one_has_no_digest()
    {
        var first = Migrated with { ItemId = "p1", BodyDigest = "MQ==" };
        var second = Migrated with { ItemId = "p2", BodyDigest = "Mg==" };
        var group = Assert.Single(Mail.Find(Archived, first, second, Migrated with { ItemId = "p3" }));

        Assert.Equal("a", group.Kept.ItemId);
        Assert.Equal(["p3"], group.Surplus.Select(item => item.ItemId));
        Assert.Equal(["p1", "p2"], group.SetAside.Select(item => item.ItemId));
        Assert.All(group.SetAside, item => Assert.Equal(SetAsideReasons.BodyDiffers, item.SetAside));
        Assert.Empty(Mail.Find(Archived, first, second).Surplus());
        Assert.Equal(["p1", "p3"], Mail.Find(Archived, first, Migrated with { ItemId = "p3" }).Surplus());
    }

    [Fact]
    public void Thousands_of_subjects_under_one_id_and_second_end_soon()
    {
        var flood = Enumerable.Range(0, 50_000).Select(place => Archived with { ItemId = $"f{place:D5}", Subject = $"Mail {place:D5}" }).ToArray();
        var group = Assert.Single(Mail.Find(flood));

        Assert.Equal(49_999, group.SetAside.Count);
    }

    /// <summary>What a sender can vary under one message id spreads the keys, so that each is compared with few others.</summary>
    [Fact]
    public void Keys_that_a_sender_can_vary_hardly_ever_share_a_hash()
    {
        const int Count = 50_000;
        Assert.InRange(Hashes(place => new(place, 0, "s", "a", "c", false, "f")), Count - 50, Count);
        Assert.InRange(Hashes(place => new(0, place, "s", "a", "c", false, "f")), Count - 50, Count);
        Assert.InRange(Hashes(place => new(0, 0, "s" + place, "a", "c", false, "f")), Count - 50, Count);
        Assert.InRange(Hashes(place => new(0, 0, "s", "a" + place, "c", false, "f")), Count - 50, Count);
        Assert.InRange(Hashes(place => new(0, 0, "s", "a", "c", false, "f" + place)), Count - 50, Count);

        static int Hashes(Func<int, CopyKey> key) => Enumerable.Range(0, Count).Select(place => key(place).GetHashCode()).Distinct().Count();
    }

    [Fact]
    public void Thousands_of_sizes_under_one_key_end_soon_and_lose_nothing()
    {
        var flood = Enumerable.Range(0, 5_000).Select(place => Archived with { ItemId = $"f{place:D5}", Size = place * 5_000L }).ToArray();
        var group = Assert.Single(Mail.Find(flood));

        Assert.Empty(group.Surplus);
        Assert.Equal(4_999, group.SetAside.Count);
    }
}
