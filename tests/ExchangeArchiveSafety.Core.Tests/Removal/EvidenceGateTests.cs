using ExchangeArchiveSafety.Duplicates;
using Xunit;

namespace ExchangeArchiveSafety.Removal;

/// <summary>What two bodies say about each other, and which evidence parts two copies.</summary>
public class EvidenceGateTests
{
    private const string A = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
    private const string B = "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb";
    private const string Nothing = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    // Text, HTML and RTF of both, and what they say.
    public static TheoryData<string, string, string, string, string, string, string> Bodies => new()
    {
        { A, "", "", A, "", "", "Equal" },
        { "", A, "", "", A, "", "Equal" },
        { "", "", A, "", "", A, "Equal" },
        { A, B, "", A, B, "", "Equal" },
        { "", A, B, "", A, B, "Equal" },
        { A, B, "", A, "", "", "Equal" },
        { A, "", "", B, "", "", "Different" },
        { A, B, "", A, A, "", "Different" },
        { A, "", A, A, "", B, "Different" },
        { A, "", "", "", A, "", "Unknown" },
        { "", "", "", "", "", "", "Unknown" },
        { A, "", "", "", "", "", "Unknown" },
        { Nothing, "", "", Nothing, "", "", "Equal" },
        { "", Nothing, "", "", Nothing, "", "Unknown" },
        { Nothing, A, "", Nothing, "", "", "Unknown" },
        { Nothing, "", "", Nothing, A, "", "Unknown" },
        { Nothing, A, "", Nothing, A, "", "Equal" },
        { Nothing, A, "", Nothing, "", B, "Unknown" },
        { Nothing, Nothing, "", Nothing, "", "", "Equal" },
        { Nothing, "", "", A, "", "", "Different" },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public void Forms_that_both_have_are_compared(string text, string html, string rtf, string otherText, string otherHtml, string otherRtf, string expected)
    {
        var (one, other) = (Body(text, html, rtf), Body(otherText, otherHtml, otherRtf));

        Assert.Equal(expected, BodyComparer.Compare(one, other).ToString());
        Assert.Equal(expected, BodyComparer.Compare(other, one).ToString());
        Assert.Equal(BodyComparison.Unknown, BodyComparer.Compare(one, null));
        Assert.Equal(BodyComparison.Unknown, BodyComparer.Compare(null, other));
    }

    [Theory]
    [MemberData(nameof(Bodies))]
    public void A_digest_of_several_bodies_says_no_more_than_the_comparison_of_two(string text, string html, string rtf, string otherText, string otherHtml, string otherRtf, string expected)
    {
        MailBody[] bodies = [Body(text, html, rtf), Body(otherText, otherHtml, otherRtf)];
        var digest = BodyComparer.Common(bodies);
        Assert.Equal(expected, digest is null ? "Unknown" : digest(bodies[0]) == digest(bodies[1]) ? "Equal" : "Different");
        Assert.Null(BodyComparer.Common([bodies[0]]));
        Assert.Null(BodyComparer.Common([]));

        // A third one without any form takes from all of them what could be said.
        Assert.Null(BodyComparer.Common([.. bodies, Body("", "", "")]));
    }

    // What the items have, what is asked for at least, what the bodies say; the evidence and the reason against parting them.
    public static TheoryData<string, DuplicateEvidence, string, DuplicateEvidence, RemovalReason> Judgements => new()
    {
        { "id", DuplicateEvidence.Strong, "Equal", DuplicateEvidence.Identical, RemovalReason.None },
        { "id", DuplicateEvidence.Identical, "Equal", DuplicateEvidence.Identical, RemovalReason.None },
        { "id", DuplicateEvidence.Strong, "Unknown", DuplicateEvidence.Strong, RemovalReason.None },
        { "id", DuplicateEvidence.Weak, "Unknown", DuplicateEvidence.Strong, RemovalReason.None },
        { "id", DuplicateEvidence.Identical, "Unknown", DuplicateEvidence.Strong, RemovalReason.BodiesUnknown },
        { "id", DuplicateEvidence.Strong, "Different", DuplicateEvidence.Conflicting, RemovalReason.BodiesDiffer },
        { "none", DuplicateEvidence.Weak, "Equal", DuplicateEvidence.Weak, RemovalReason.None },
        { "none", DuplicateEvidence.Strong, "Equal", DuplicateEvidence.Weak, RemovalReason.EvidenceTooWeak },
        { "none", DuplicateEvidence.Identical, "Equal", DuplicateEvidence.Weak, RemovalReason.EvidenceTooWeak },
        { "none", DuplicateEvidence.Weak, "Unknown", DuplicateEvidence.Weak, RemovalReason.BodiesUnknown },
        { "none", DuplicateEvidence.Weak, "Different", DuplicateEvidence.Conflicting, RemovalReason.BodiesDiffer },
        { "other sender", DuplicateEvidence.Strong, "Equal", DuplicateEvidence.Conflicting, RemovalReason.NoLongerCopies },
        { "other sender", DuplicateEvidence.Weak, "Unknown", DuplicateEvidence.Conflicting, RemovalReason.NoLongerCopies },
    };

    [Theory]
    [MemberData(nameof(Judgements))]
    public void Two_copies_are_parted_only_with_the_evidence_that_was_asked_for(string what, DuplicateEvidence minimum, string bodies, DuplicateEvidence expected, RemovalReason against)
    {
        var id = what == "none" ? "" : "<one@contoso.example>";
        var kept = (Mail.Archived("a") with { InternetMessageId = id }).ToItem();
        var surplus = (Mail.Migrated("p") with { InternetMessageId = id, Sender = what == "other sender" ? "alex@contoso.example" : "megan@contoso.example" }).ToItem();

        var (evidence, cause) = new EvidenceGate(minimum).Judge(kept, surplus, Enum.Parse<BodyComparison>(bodies));

        Assert.Equal((expected, against), (evidence, cause.Id));
        Assert.Equal(what != "other sender", EvidenceGate.AreCopies(kept, surplus));
    }

    [Theory]
    [InlineData(DuplicateEvidence.Identical, DuplicateEvidence.Strong, true, true)]
    [InlineData(DuplicateEvidence.Strong, DuplicateEvidence.Strong, true, false)]
    [InlineData(DuplicateEvidence.Strong, DuplicateEvidence.Identical, true, true)]
    [InlineData(DuplicateEvidence.Weak, DuplicateEvidence.Weak, true, true)]
    [InlineData(DuplicateEvidence.Weak, DuplicateEvidence.Strong, false, true)]
    [InlineData(DuplicateEvidence.Conflicting, DuplicateEvidence.Weak, false, true)]
    public void What_is_too_weak_is_not_planned_and_all_but_strong_evidence_has_its_bodies_read(DuplicateEvidence planned, DuplicateEvidence minimum, bool admitted, bool needsBodies)
    {
        var gate = new EvidenceGate(minimum);
        Assert.Equal((admitted, needsBodies), (gate.Admits(planned), gate.NeedsBodies(planned)));
    }

    [Theory]
    [InlineData(0, 0, 20, false)]
    [InlineData(1, 0, 20, true)]
    [InlineData(20, 100, 20, false)]
    [InlineData(21, 100, 20, true)]
    [InlineData(0, 100, 0, false)]
    [InlineData(1000, 1_000_000, 20, false)]
    [InlineData(1001, 1_000_000, 20, true)]
    [InlineData(1, 100, double.NaN, true)]
    public void Ceilings_refuse_what_lies_above_them_and_what_no_share_can_be_told_of(int count, long total, double percent, bool refused) =>
        Assert.Equal(refused, new RemovalCeilings { MaximumPercent = percent }.Refusal("ada", count, total) is not null);

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(3, 0, 100)]
    [InlineData(3, -1, 100)]
    [InlineData(1, 4, 25)]
    public void A_share_of_nothing_is_all_of_it(int count, long total, double expected) => Assert.Equal(expected, RemovalCeilings.Percent(count, total));

    private static MailBody Body(string text, string html, string rtf) => new() { Text = text, Html = html, Rtf = rtf };
}
