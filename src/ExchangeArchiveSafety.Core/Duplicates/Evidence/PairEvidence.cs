namespace ExchangeArchiveSafety.Duplicates.Evidence;

/// <summary>
/// The evidence between two items that are at hand, by the same rule as a search. Folders and sizes are left to the caller: a search has
/// paired them, and whoever acts on it compares both items with what the search saw; so is whether a mail without a subject says something.
/// </summary>
internal static class PairEvidence
{
    private static readonly EvidenceRule Rule = new(anyFolder: true, sizeTolerance: long.MaxValue);

    /// <summary>How sure it is that the second item is a copy of the first; <see cref="DuplicateEvidence.Conflicting"/> when something speaks against it.</summary>
    public static DuplicateEvidence Of(MailItem kept, MailItem copy)
    {
        var texts = new NormalizedTexts();
        var first = new Candidate(kept, texts, FolderKey.Unknown, subjectsAreKnown: true);
        var second = new Candidate(copy, texts, FolderKey.Unknown, subjectsAreKnown: true);
        return string.Equals(first.MessageId, second.MessageId, StringComparison.Ordinal) ? Rule.Judge(first.Match(second)).Evidence : DuplicateEvidence.Conflicting;
    }

    /// <summary>What says that the bodies of two items are equal.</summary>
    public static BodyProofs Proofs(MailItem kept, MailItem copy) => new PairMatch
    {
        BodyDigest = DigestText.Match(kept.BodyDigest, copy.BodyDigest),
        SearchKey = DigestText.Match(kept.SearchKey, copy.SearchKey),
    }.Proofs;
}
