namespace ExchangeArchiveSafety.Duplicates.Evidence;

/// <summary>
/// The evidence between two items that are at hand, by the same rule as a search. Folders and sizes are left to the caller: a search has
/// paired them, and whoever acts on it compares both items with what the search saw; so is whether a mail without a subject says something.
/// </summary>
internal static class PairEvidence
{
    private static readonly CopyComparer Comparer = new(anyFolder: true, sizeTolerance: long.MaxValue);

    /// <summary>How sure it is that the second item is a copy of the first; <see cref="DuplicateEvidence.Conflicting"/> when something speaks against it.</summary>
    public static DuplicateEvidence Of(MailItem kept, MailItem copy)
    {
        var texts = new NormalizedTexts();
        var first = NewCandidate(kept, texts);
        var second = NewCandidate(copy, texts);
        return string.Equals(first.MessageId, second.MessageId, StringComparison.Ordinal)
            && first.HasEvidence && second.HasEvidence
            && Comparer.Differences(first, second) == SetAsideReasons.None
                ? CopyComparer.Evidence(first, second)
                : DuplicateEvidence.Conflicting;
    }

    private static Candidate NewCandidate(MailItem item, NormalizedTexts texts) => new(item, texts, FolderKey.Unknown, subjectsAreKnown: true) { FolderText = "" };
}
