using Xunit;

namespace ExchangeArchiveSafety.Duplicates;

public class EvidenceTests
{
    private const string Digest = "00112233445566778899aabbccddeeff";
    private const string OtherDigest = "ff112233445566778899aabbccddeeff";

    [Fact]
    public void A_migrated_copy_of_an_archived_item_is_surplus()
    {
        var group = Assert.Single(Mail.Find(Mail.Archived("a"), Mail.Migrated("p")));

        Assert.Equal(DuplicateEvidence.Strong, group.Evidence);
        Assert.Equal("a", group.Kept.ItemId);
        var copy = Assert.Single(group.Surplus);
        Assert.Equal("p", copy.ItemId);
        Assert.Equal(DuplicateKind.Reappeared, copy.Kind);
        Assert.Equal(SetAsideReasons.None, copy.SetAside);
        Assert.Contains("message id", copy.Reason, StringComparison.Ordinal);
        Assert.Empty(group.SetAside);
        Assert.Equal(20_400, group.SurplusBytes);
    }

    public static TheoryData<string, object?, SetAsideReasons> OneFieldApart => new()
    {
        { nameof(Sample.FolderPath), "Sent Items", SetAsideReasons.OtherFolder },
        { nameof(Sample.FolderPath), "", SetAsideReasons.FolderMissing },
        { nameof(Sample.SentUtc), Mail.Sent.AddSeconds(1), SetAsideReasons.SentDiffers },
        { nameof(Sample.SentUtc), null, SetAsideReasons.SentMissing },
        { nameof(Sample.Subject), "budget", SetAsideReasons.SubjectDiffers },
        { nameof(Sample.Subject), "Budget 2", SetAsideReasons.SubjectDiffers },
        { nameof(Sample.Subject), "", SetAsideReasons.SubjectMissing },
        { nameof(Sample.Sender), "alex@contoso.example", SetAsideReasons.SenderDiffers },
        { nameof(Sample.Sender), "", SetAsideReasons.SenderMissing },
        { nameof(Sample.ItemClass), "IPM.Note.SMIME", SetAsideReasons.ClassDiffers },
        { nameof(Sample.ItemClass), "", SetAsideReasons.ClassMissing },
        { nameof(Sample.HasAttachments), true, SetAsideReasons.AttachmentsDiffer },
        { nameof(Sample.HasAttachments), null, SetAsideReasons.AttachmentsMissing },
        { nameof(Sample.Size), 21_025L, SetAsideReasons.SizeDiffers },
        { nameof(Sample.Size), 18_975L, SetAsideReasons.SizeDiffers },
        { nameof(Sample.Size), null, SetAsideReasons.SizeMissing },
    };

    [Theory]
    [MemberData(nameof(OneFieldApart))]
    public void An_item_that_is_equal_in_all_but_one_field_stays(string field, object? value, SetAsideReasons reason)
    {
        var copy = With(Mail.Migrated("p") with { Size = 20_000 }, field, value);
        foreach (var (first, second) in new[] { (Mail.Archived("a"), copy), (With(Mail.Archived("a"), field, value), Mail.Migrated("p") with { Size = 20_000 }) })
        {
            var group = Assert.Single(Mail.Find(first, second));

            Assert.Empty(group.Surplus);
            Assert.Equal(DuplicateEvidence.Conflicting, group.Evidence);
            Assert.Equal(reason, Assert.Single(group.SetAside).SetAside);
            Assert.NotEqual("", group.SetAside[0].Reason);
        }
    }

    public static TheoryData<string, object?> NoDifference => new()
    {
        { nameof(Sample.Mailbox), "Adele@CONTOSO.example" },
        { nameof(Sample.FolderPath), "/INBOX" },
        { nameof(Sample.InternetMessageId), "one@contoso.example" },
        { nameof(Sample.SentUtc), Mail.Sent.AddMilliseconds(400) },
        { nameof(Sample.ReceivedUtc), Mail.Sent.AddDays(300) },
        { nameof(Sample.ReceivedUtc), null },
        { nameof(Sample.Subject), "RE:  Budget " },
        { nameof(Sample.Sender), "Megan <MEGAN@contoso.example>" },
        { nameof(Sample.ItemClass), "ipm.note" },
        { nameof(Sample.Size), 21_024L },
        { nameof(Sample.Size), 18_976L },
        { nameof(Sample.CreatedUtc), null },
    };

    [Theory]
    [MemberData(nameof(NoDifference))]
    public void Writing_a_field_otherwise_makes_no_difference(string field, object? value) =>
        Assert.Equal(["p"], Mail.Find(Mail.Archived("a"), With(Mail.Migrated("p") with { Size = 20_000 }, field, value)).Surplus());

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    public void Mail_without_a_subject_agrees_where_other_mail_has_one(string subject)
    {
        var other = Mail.Archived("other") with { InternetMessageId = "<2@contoso.example>" };
        var group = Assert.Single(Mail.Find(Mail.Archived("a") with { Subject = "" }, Mail.Migrated("p") with { Subject = subject }, other));

        Assert.Equal("p", Assert.Single(group.Surplus).ItemId);
        Assert.Equal(DuplicateEvidence.Strong, group.Evidence);
        Assert.Empty(Mail.Find(Mail.Archived("a") with { Subject = "" }, Mail.Migrated("p"), other).Surplus());
        Assert.Empty(Mail.Find(Mail.Archived("a") with { Subject = "" }, Mail.Migrated("p") with { Subject = "" }, other with { Mailbox = "alex@contoso.example" }).Surplus());
    }

    [Fact]
    public void Message_ids_are_case_sensitive() =>
        Assert.Empty(Mail.Find(Mail.Archived("a"), Mail.Migrated("p") with { InternetMessageId = "<ONE@contoso.example>" }));

    [Theory]
    [InlineData(Digest, Digest, "", "", DuplicateEvidence.Identical)]
    [InlineData("", "", "a2V5", "a2V5", DuplicateEvidence.Identical)]
    [InlineData(Digest, Digest, "a2V5", "a2V6", DuplicateEvidence.Identical)]
    [InlineData("", "", "a2V5", "a2V6", DuplicateEvidence.Strong)]
    [InlineData(Digest, "", "a2V5", "", DuplicateEvidence.Strong)]
    public void Digest_and_search_key_strengthen(string body, string otherBody, string key, string otherKey, DuplicateEvidence evidence)
    {
        var group = Assert.Single(Mail.Find(
            Mail.Archived("a") with { BodyDigest = body, SearchKey = key },
            Mail.Migrated("p") with { BodyDigest = otherBody, SearchKey = otherKey }));

        Assert.Equal(evidence, group.Evidence);
        Assert.Single(group.Surplus);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a2V5")]
    public void A_differing_body_vetoes_even_an_equal_search_key(string searchKey)
    {
        var group = Assert.Single(Mail.Find(
            Mail.Archived("a") with { BodyDigest = Digest, SearchKey = searchKey },
            Mail.Migrated("p") with { BodyDigest = OtherDigest, SearchKey = searchKey }));

        Assert.Equal(SetAsideReasons.BodyDiffers, Assert.Single(group.SetAside).SetAside);
    }

    [Theory]
    [InlineData("", "", "", "", DuplicateEvidence.Weak)]
    [InlineData(Digest, Digest, "", "", DuplicateEvidence.Weak)]
    [InlineData("", "", "a2V5", "a2V5", DuplicateEvidence.Weak)]
    [InlineData(Digest, Digest, "a2V5", "a2V5", DuplicateEvidence.Identical)]
    public void Without_a_message_id_only_both_together_prove(string body, string otherBody, string key, string otherKey, DuplicateEvidence evidence)
    {
        var items = new[]
        {
            Mail.Archived("a") with { InternetMessageId = "", BodyDigest = body, SearchKey = key },
            Mail.Migrated("p") with { InternetMessageId = "", BodyDigest = otherBody, SearchKey = otherKey },
        };

        var group = Assert.Single(Mail.Find(items));
        Assert.Equal(evidence, group.Evidence);
        Assert.Equal(evidence == DuplicateEvidence.Identical, group.Surplus.Count == 1);
        if (evidence == DuplicateEvidence.Weak)
        {
            Assert.Equal(SetAsideReasons.EvidenceTooWeak, Assert.Single(group.SetAside).SetAside);
            Assert.Equal(["p"], Mail.Find(new DuplicateSearchOptions { MinimumEvidence = DuplicateEvidence.Weak }, items).Surplus());
        }
    }

    [Theory]
    [InlineData(nameof(Sample.ReceivedUtc))]
    [InlineData(nameof(Sample.SentUtc))]
    [InlineData(nameof(Sample.Subject))]
    [InlineData(nameof(Sample.Sender))]
    [InlineData(nameof(Sample.ItemClass))]
    public void Without_a_message_id_a_missing_field_leaves_nothing_to_compare(string field)
    {
        object? nothing = field is nameof(Sample.ReceivedUtc) or nameof(Sample.SentUtc) ? null : "";
        Assert.Empty(Mail.Find(
            new DuplicateSearchOptions { MinimumEvidence = DuplicateEvidence.Weak },
            With(Mail.Archived("a") with { InternetMessageId = "" }, field, nothing),
            With(Mail.Migrated("p") with { InternetMessageId = "" }, field, nothing)));
    }

    [Fact]
    public void Without_a_message_id_folder_and_size_still_count()
    {
        var options = new DuplicateSearchOptions { MinimumEvidence = DuplicateEvidence.Weak };
        var kept = Mail.Archived("a") with { InternetMessageId = "" };
        var copy = Mail.Migrated("p") with { InternetMessageId = "" };

        Assert.Equal(SetAsideReasons.SizeDiffers, Assert.Single(Mail.Find(options, kept, copy with { Size = 1 })).SetAside[0].SetAside);
        Assert.Equal(SetAsideReasons.OtherFolder, Assert.Single(Mail.Find(options, kept, copy with { FolderPath = "Drafts" })).SetAside[0].SetAside);
        Assert.Equal(SetAsideReasons.AttachmentsDiffer, Assert.Single(Mail.Find(options, kept, copy with { HasAttachments = true })).SetAside[0].SetAside);
        Assert.Equal(SetAsideReasons.AttachmentsMissing, Assert.Single(Mail.Find(options, kept, copy with { HasAttachments = null })).SetAside[0].SetAside);
    }

    [Fact]
    public void An_artificial_message_id_is_none() =>
        Assert.Equal(DuplicateEvidence.Weak, Assert.Single(Mail.Find(
            Mail.Archived("a") with { InternetMessageId = "<77@imapsync>" },
            Mail.Migrated("p") with { InternetMessageId = "<77@imapsync>" })).Evidence);

    [Fact]
    public void The_size_tolerance_can_be_chosen()
    {
        var items = new[] { Mail.Archived("a"), Mail.Migrated("p") };
        Assert.Empty(Mail.Find(new DuplicateSearchOptions { SizeTolerance = 399 }, items).Surplus());
        Assert.Equal(["p"], Mail.Find(new DuplicateSearchOptions { SizeTolerance = 400 }, items).Surplus());
        Assert.Equal(["p"], Mail.Find(new DuplicateSearchOptions { SizeTolerance = long.MaxValue }, items[0], items[1] with { Size = long.MaxValue }).Surplus());
    }

    [Fact]
    public void Options_that_contradict_themselves_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new DuplicateFinder(new() { MinimumEvidence = DuplicateEvidence.Conflicting }));
        Assert.EndsWith("give both or neither.", Assert.Throws<ArgumentException>(() => new DuplicateFinder(new() { Keep = KeepRule.FolderPriority })).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new DuplicateFinder(new() { FolderPriority = ["Inbox"] }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new DuplicateFinder(new() { SizeTolerance = -1 }));
    }

    [Fact]
    public void Every_reason_has_a_sentence()
    {
        foreach (var reason in Enum.GetValues<SetAsideReasons>().Where(reason => reason != SetAsideReasons.None))
        {
            var sentence = DuplicateReason.OfSetAside(reason);
            Assert.DoesNotContain(reason.ToString(), sentence, StringComparison.Ordinal);
        }
    }

    private static Sample With(Sample sample, string field, object? value) => field switch
    {
        nameof(Sample.Mailbox) => sample with { Mailbox = (string)value! },
        nameof(Sample.FolderPath) => sample with { FolderPath = (string)value! },
        nameof(Sample.InternetMessageId) => sample with { InternetMessageId = (string)value! },
        nameof(Sample.SentUtc) => sample with { SentUtc = (DateTime?)value },
        nameof(Sample.ReceivedUtc) => sample with { ReceivedUtc = (DateTime?)value },
        nameof(Sample.CreatedUtc) => sample with { CreatedUtc = (DateTime?)value },
        nameof(Sample.Subject) => sample with { Subject = (string)value! },
        nameof(Sample.Sender) => sample with { Sender = (string)value! },
        nameof(Sample.ItemClass) => sample with { ItemClass = (string)value! },
        nameof(Sample.HasAttachments) => sample with { HasAttachments = (bool?)value },
        nameof(Sample.Size) => sample with { Size = (long?)value },
        _ => throw new ArgumentOutOfRangeException(nameof(field)),
    };
}
