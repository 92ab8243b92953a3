using System.Runtime.CompilerServices;

namespace ExchangeArchiveSafety.Duplicates.Evidence;

/// <summary>
/// The rule: whether two items are copies of one message, and how sure that is. There is no other; whoever compares items fills in a <see cref="PairMatch"/>.
/// </summary>
internal sealed class EvidenceRule(bool anyFolder, long sizeTolerance)
{
    /// <summary>Judges two items. A missing field is not a differing one, but proves nothing either.</summary>
    [MethodImpl(Hot.Path)]
    public PairVerdict Judge(in PairMatch match)
    {
        var against = Against(match.Sent, SetAsideReasons.SentMissing, SetAsideReasons.SentDiffers)
            | Against(match.Sender, SetAsideReasons.SenderMissing, SetAsideReasons.SenderDiffers)
            | Against(match.ItemClass, SetAsideReasons.ClassMissing, SetAsideReasons.ClassDiffers);
        if (!match.IsWithoutSubject)
        {
            against |= Against(match.Subject, SetAsideReasons.SubjectMissing, SetAsideReasons.SubjectDiffers);
        }

        if (match.HasMessageId || !match.TellsNoAttachments)
        {
            against |= Against(match.HasAttachments, SetAsideReasons.AttachmentsMissing, SetAsideReasons.AttachmentsDiffer);
        }

        if (!match.HasMessageId)
        {
            against |= Against(match.Received, SetAsideReasons.ReceivedDiffers, SetAsideReasons.ReceivedDiffers);
        }

        if (!anyFolder)
        {
            against |= Against(match.Folder, SetAsideReasons.FolderMissing, match.IsFolderAmbiguous ? SetAsideReasons.FolderAmbiguous : SetAsideReasons.OtherFolder);
        }

        // Sizes are not negative, so the difference cannot overflow.
        against |= match.Size is not { } first || match.OtherSize is not { } second ? SetAsideReasons.SizeMissing
            : Math.Abs(first - second) <= sizeTolerance ? SetAsideReasons.None : SetAsideReasons.SizeDiffers;

        // A search key that differs disproves nothing.
        against |= Against(match.BodyDigest, SetAsideReasons.None, SetAsideReasons.BodyDiffers);
        return new(against, against == SetAsideReasons.None ? Evidence(match.HasMessageId, match.Proofs) : DuplicateEvidence.Conflicting, match.Proofs);
    }

    private static DuplicateEvidence Evidence(bool hasMessageId, BodyProofs proofs) =>
        hasMessageId
            ? proofs != BodyProofs.None ? DuplicateEvidence.Identical : DuplicateEvidence.Strong
            : proofs == BodyProofs.Both ? DuplicateEvidence.Identical : DuplicateEvidence.Weak;

    private static SetAsideReasons Against(FieldMatch match, SetAsideReasons missing, SetAsideReasons differs) =>
        match == FieldMatch.Equal ? SetAsideReasons.None : match == FieldMatch.Missing ? missing : differs;
}
