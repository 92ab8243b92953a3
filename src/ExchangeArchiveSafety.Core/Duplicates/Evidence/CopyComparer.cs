using System.Runtime.CompilerServices;

namespace ExchangeArchiveSafety.Duplicates.Evidence;

/// <summary>Decides whether two items are copies of one message, and how sure that is.</summary>
internal sealed class CopyComparer(bool anyFolder, long sizeTolerance)
{
    /// <summary>
    /// What speaks against the second item being a copy of the first. A missing field is not a differing one, but proves nothing either.
    /// </summary>
    public SetAsideReasons Differences(Candidate kept, Candidate item)
    {
        var (first, second) = (kept.Key, item.Key);
        var reasons = Compare(first.Sent == WholeSecond.Missing || second.Sent == WholeSecond.Missing, first.Sent == second.Sent, SetAsideReasons.SentMissing, SetAsideReasons.SentDiffers)
            | (kept.IsWithoutSubject && item.IsWithoutSubject ? SetAsideReasons.None : Compare(first.Subject, second.Subject, SetAsideReasons.SubjectMissing, SetAsideReasons.SubjectDiffers))
            | Compare(first.Sender, second.Sender, SetAsideReasons.SenderMissing, SetAsideReasons.SenderDiffers)
            | Compare(first.ItemClass, second.ItemClass, SetAsideReasons.ClassMissing, SetAsideReasons.ClassDiffers);
        if (kept.HasMessageId || first.HasAttachments.HasValue || second.HasAttachments.HasValue)
        {
            reasons |= Compare(!first.HasAttachments.HasValue || !second.HasAttachments.HasValue, first.HasAttachments == second.HasAttachments, SetAsideReasons.AttachmentsMissing, SetAsideReasons.AttachmentsDiffer);
        }

        if (!anyFolder)
        {
            var apart = (kept.Folder.IsAmbiguous || item.Folder.IsAmbiguous) && kept.Folder.MeansThatOf(item.Folder)
                ? SetAsideReasons.FolderAmbiguous
                : SetAsideReasons.OtherFolder;
            reasons |= Compare(first.Folder, second.Folder, SetAsideReasons.FolderMissing, apart);
        }

        if (first.Received != second.Received)
        {
            reasons |= SetAsideReasons.ReceivedDiffers;
        }

        return reasons | SizeAndBody(kept.Item, item.Item);
    }

    /// <summary>What speaks against it when the keys are equal.</summary>
    [MethodImpl(Hot.Path)]
    public SetAsideReasons SizeAndBody(MailItem kept, MailItem item)
    {
        var reasons = kept.Size is { } first && item.Size is { } second
            ? Compare(false, SizesAgree(first, second), SetAsideReasons.None, SetAsideReasons.SizeDiffers)
            : SetAsideReasons.SizeMissing;
        return DigestText.PresentAndDifferent(kept.BodyDigest, item.BodyDigest) ? reasons | SetAsideReasons.BodyDiffers : reasons;
    }

    /// <summary>How sure it is that two items are copies between which nothing differs.</summary>
    [MethodImpl(Hot.Path)]
    public static DuplicateEvidence Evidence(Candidate kept, Candidate item)
    {
        var proofs = Proofs(kept.Item, item.Item);
        return kept.HasMessageId
            ? proofs != BodyProofs.None ? DuplicateEvidence.Identical : DuplicateEvidence.Strong
            : proofs == BodyProofs.Both ? DuplicateEvidence.Identical : DuplicateEvidence.Weak;
    }

    /// <summary>What says that the bodies of two items are equal.</summary>
    [MethodImpl(Hot.Path)]
    public static BodyProofs Proofs(MailItem kept, MailItem item) =>
        (DigestText.PresentAndEqual(kept.BodyDigest, item.BodyDigest) ? BodyProofs.BodyDigest : BodyProofs.None)
        | (DigestText.PresentAndEqual(kept.SearchKey, item.SearchKey) ? BodyProofs.SearchKey : BodyProofs.None);

    // Sizes are not negative, so the difference cannot overflow.
    private bool SizesAgree(long first, long second) => Math.Abs(first - second) <= sizeTolerance;

    private static SetAsideReasons Compare(string first, string second, SetAsideReasons missing, SetAsideReasons differs) =>
        Compare(first.Length == 0 || second.Length == 0, string.Equals(first, second, StringComparison.Ordinal), missing, differs);

    private static SetAsideReasons Compare(bool isMissing, bool equal, SetAsideReasons missing, SetAsideReasons differs) =>
        isMissing ? missing : equal ? SetAsideReasons.None : differs;
}
