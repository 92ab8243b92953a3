using Xunit;

namespace ExchangeArchiveSafety.Duplicates;

/// <summary>The rule, the key and the order themselves, one fact at a time: what a search gives rests on all of them at once.</summary>
public class RuleTests
{
    public static TheoryData<SetAsideReasons> Reasons =>
    [
        SetAsideReasons.SentDiffers, SetAsideReasons.SentMissing,
        SetAsideReasons.SenderDiffers, SetAsideReasons.SenderMissing,
        SetAsideReasons.ClassDiffers, SetAsideReasons.ClassMissing,
        SetAsideReasons.SubjectDiffers, SetAsideReasons.SubjectMissing,
        SetAsideReasons.AttachmentsDiffer, SetAsideReasons.AttachmentsMissing,
        SetAsideReasons.OtherFolder, SetAsideReasons.FolderMissing, SetAsideReasons.FolderAmbiguous,
        SetAsideReasons.SizeDiffers, SetAsideReasons.SizeMissing,
        SetAsideReasons.BodyDiffers,
        SetAsideReasons.ReceivedDiffers,
    ];

    [Theory]
    [MemberData(nameof(Reasons))]
    public void One_thing_against_it_is_enough(SetAsideReasons reason)
    {
        var match = Equal;
        match.HasMessageId = reason != SetAsideReasons.ReceivedDiffers;
        var different = reason.ToString() is var name && !name.EndsWith("Missing", StringComparison.Ordinal);
        var how = different ? FieldMatch.Different : FieldMatch.Missing;
        switch (reason)
        {
            case SetAsideReasons.SentDiffers or SetAsideReasons.SentMissing: match.Sent = how; break;
            case SetAsideReasons.SenderDiffers or SetAsideReasons.SenderMissing: match.Sender = how; break;
            case SetAsideReasons.ClassDiffers or SetAsideReasons.ClassMissing: match.ItemClass = how; break;
            case SetAsideReasons.SubjectDiffers or SetAsideReasons.SubjectMissing: match.Subject = how; break;
            case SetAsideReasons.AttachmentsDiffer or SetAsideReasons.AttachmentsMissing: match.HasAttachments = how; break;
            case SetAsideReasons.OtherFolder or SetAsideReasons.FolderMissing: match.Folder = how; break;
            case SetAsideReasons.FolderAmbiguous: (match.Folder, match.IsFolderAmbiguous) = (how, true); break;
            case SetAsideReasons.SizeDiffers: match.OtherSize = 2_025; break;
            case SetAsideReasons.SizeMissing: match.OtherSize = null; break;
            case SetAsideReasons.BodyDiffers: match.BodyDigest = how; break;
            case SetAsideReasons.ReceivedDiffers: match.Received = how; break;
        }

        var verdict = new EvidenceRule(anyFolder: false, sizeTolerance: 1_024).Judge(match);

        Assert.Equal((reason, DuplicateEvidence.Conflicting, false), (verdict.Against, verdict.Evidence, verdict.IsCopy));
    }

    [Theory]
    [InlineData(true, FieldMatch.Missing, FieldMatch.Missing, DuplicateEvidence.Strong)]
    [InlineData(true, FieldMatch.Equal, FieldMatch.Missing, DuplicateEvidence.Identical)]
    [InlineData(true, FieldMatch.Missing, FieldMatch.Equal, DuplicateEvidence.Identical)]
    [InlineData(true, FieldMatch.Missing, FieldMatch.Different, DuplicateEvidence.Strong)]
    [InlineData(false, FieldMatch.Missing, FieldMatch.Missing, DuplicateEvidence.Weak)]
    [InlineData(false, FieldMatch.Equal, FieldMatch.Missing, DuplicateEvidence.Weak)]
    [InlineData(false, FieldMatch.Missing, FieldMatch.Equal, DuplicateEvidence.Weak)]
    [InlineData(false, FieldMatch.Equal, FieldMatch.Equal, DuplicateEvidence.Identical)]
    internal void With_nothing_against_it_the_bodies_decide(bool hasMessageId, FieldMatch digest, FieldMatch searchKey, DuplicateEvidence expected)
    {
        var match = Equal;
        (match.HasMessageId, match.BodyDigest, match.SearchKey) = (hasMessageId, digest, searchKey);
        match.OtherSize = 2_024;

        var verdict = new EvidenceRule(anyFolder: false, sizeTolerance: 1_024).Judge(match);

        Assert.Equal((SetAsideReasons.None, expected), (verdict.Against, verdict.Evidence));
    }

    [Fact]
    public void A_key_is_equal_only_where_every_field_is()
    {
        var key = Key();
        Assert.Equal(key, Key());
        Assert.Equal(key.GetHashCode(), Key().GetHashCode());
        CopyKey[] others = [Key(sent: 8), Key(received: 8), Key(subject: "x"), Key(sender: "x"), Key(itemClass: "x"), Key(attachments: null), Key(attachments: true), Key(folder: "x")];
        Assert.All(others, other => Assert.NotEqual(key, other));

        // The class and the attachments apart, which no sender can vary without end.
        Assert.Equal(6, others.Select(other => other.GetHashCode()).Append(key.GetHashCode()).Distinct().Count());
    }

    [Fact]
    public void A_missing_time_comes_last_whichever_side_it_is_on()
    {
        foreach (var rule in new[] { KeepRule.ArchiveOldest, KeepRule.ArchiveNewest })
        {
            var order = new KeepOrder(rule, []);
            foreach (var (with, without) in new[]
            {
                (Facts(created: Mail.Sent), Facts()), (Facts(received: Mail.Sent), Facts()), (Facts(modified: Mail.Sent), Facts()),
            })
            {
                Assert.True(order.Compare(with, without) < 0);
                Assert.True(order.Compare(without, with) > 0);
                Assert.Equal(0, order.Compare(with, with));
            }
        }
    }

    [Fact]
    public void Folders_have_a_priority_only_under_the_rule_that_says_so()
    {
        var (clients, inbox) = (FolderKey.Of("Clients", MailItemLocation.Primary, null), FolderKey.Of("Inbox", MailItemLocation.Primary, null));
        var (older, newer) = (Facts(inbox, Mail.Sent), Facts(clients, Mail.Sent.AddDays(1)));
        Assert.True(new KeepOrder(KeepRule.FolderPriority, ["Clients"]).Compare(newer, older) < 0);
        Assert.True(new KeepOrder(KeepRule.ArchiveOldest, ["Clients"]).Compare(newer, older) > 0);

        // What is on its way out outlives nothing, whatever its priority.
        var deleted = Facts(FolderKey.Of("Deleted Items", MailItemLocation.Primary, "deletedItems"), Mail.Sent);
        Assert.True(new KeepOrder(KeepRule.FolderPriority, ["Deleted Items"]).Compare(deleted, newer) > 0);
    }

    private static PairMatch Equal => new()
    {
        HasMessageId = true,
        Sent = FieldMatch.Equal,
        Subject = FieldMatch.Equal,
        Sender = FieldMatch.Equal,
        ItemClass = FieldMatch.Equal,
        HasAttachments = FieldMatch.Equal,
        Folder = FieldMatch.Equal,
        Received = FieldMatch.Equal,
        Size = 1_000,
        OtherSize = 1_000,
    };

    private static CopyKey Key(long sent = 1, long received = 2, string subject = "subject", string sender = "sender", string itemClass = "class", bool? attachments = false, string folder = "folder") =>
        new(sent, received, subject, sender, itemClass, attachments, folder);

    private static KeepFacts Facts(FolderKey? folder = null, DateTime? created = null, DateTime? received = null, DateTime? modified = null) =>
        new(folder ?? FolderKey.Unknown, MailItemLocation.Archive, created, received, modified);
}
