using System.Runtime.CompilerServices;

namespace ExchangeArchiveSafety.Duplicates.Search;

/// <summary>
/// Makes the group of an item and one copy whose evidence is equal byte for byte, which is what the loop leaves, without making objects of
/// the items. It knows no rule of its own: whatever is not plain is left to <see cref="GroupBuilder"/>. One instance a thread.
/// </summary>
internal sealed class PairBuilder(DuplicateSearchOptions options)
{
    private readonly KeepOrder _order = new(options.Keep, options.FolderPriority);
    private readonly OfferFilter _filter = new(options);
    private readonly FolderKeyCache _folders = new(options.FolderPatterns);

    /// <summary>The group of two items that share a digest; null when it takes a closer look.</summary>
    /// <param name="first">One item.</param>
    /// <param name="second">The other one.</param>
    /// <param name="mailbox">What the folders of their mailbox are.</param>
    /// <param name="place">The place of the first one; the other one follows.</param>
    /// <param name="pairs">Keeps the items.</param>
    [MethodImpl(Hot.Path)]
    public ArchiveDuplicateGroup? Build(in ItemFields first, in ItemFields second, MailboxFolders mailbox, int place, IMailItemPairs pairs)
    {
        if (!IsEqualEvidence(first, second) || Evidence(first, second) is not { } evidence)
        {
            return null;
        }

        var (one, other) = (Facts(first, mailbox), Facts(second, mailbox));
        var order = _order.Compare(one, other);
        if (order == 0 || !(options.AnyFolder || IsSameFolder(one, other)))
        {
            return null;
        }

        var copy = order < 0 ? other : one;
        var kind = one.Location != other.Location ? DuplicateKind.Reappeared
            : copy.Location == MailItemLocation.Archive ? DuplicateKind.DuplicatedInArchive : DuplicateKind.DuplicatedInPrimary;
        var itemClass = options.ItemClasses.Count == 0 ? "" : Wtf8.Decode(first.ItemClass);
        var reasons = _filter.Judge(copy.Folder, copy.Location, copy.Created, itemClass, kind, evidence);
        var proofs = Proof(first.BodyDigest, BodyProofs.BodyDigest) | Proof(first.SearchKey, BodyProofs.SearchKey);
        var kept = new ArchiveDuplicateItem(pairs.Keep(order < 0 ? place : place + 1, out var number), number, isKept: true, kind: null, evidence: null, SetAsideReasons.None, folder: order < 0 ? one.Folder : other.Folder);
        var copies = new ArchiveDuplicateItemList(new[] { new ArchiveDuplicateItem(pairs.Keep(order < 0 ? place + 1 : place, out number), number, isKept: false, kind, evidence, reasons, proofs, copy.Folder) });
        return reasons == SetAsideReasons.None
            ? new(evidence, kept, copies, ArchiveDuplicateItemList.None)
            : new(evidence, kept, ArchiveDuplicateItemList.None, copies);
    }

    /// <summary>Whether everything that strong evidence rests on is there and the same.</summary>
    [MethodImpl(Hot.Path)]
    private bool IsEqualEvidence(in ItemFields first, in ItemFields second)
    {
        var id = MessageId.Normalize(first.InternetMessageId);
        var sent = WholeSecond.Of(first.SentUtc);
        return !id.IsEmpty && id.SequenceEqual(MessageId.Normalize(second.InternetMessageId))
            && sent != WholeSecond.Missing && sent == WholeSecond.Of(second.SentUtc)
            && first.HasAttachments.HasValue && first.HasAttachments == second.HasAttachments
            && first.Size is { } size && second.Size is { } otherSize && Math.Abs(size - otherSize) <= options.SizeTolerance
            && first.Subject.SequenceEqual(second.Subject) && PlainEvidence.IsSubject(first.Subject)
            && first.Sender.SequenceEqual(second.Sender) && PlainEvidence.IsSender(first.Sender)
            && first.ItemClass.SequenceEqual(second.ItemClass) && PlainEvidence.IsText(first.ItemClass);
    }

    /// <summary>How sure it is with equal fields; null when body digests or search keys take a closer look.</summary>
    [MethodImpl(Hot.Path)]
    private static DuplicateEvidence? Evidence(in ItemFields first, in ItemFields second)
    {
        if (first.BodyDigest.IsEmpty && second.BodyDigest.IsEmpty && first.SearchKey.IsEmpty && second.SearchKey.IsEmpty)
        {
            return DuplicateEvidence.Strong;
        }

        return first.BodyDigest.SequenceEqual(second.BodyDigest) && first.SearchKey.SequenceEqual(second.SearchKey)
            && IsPlain(first.BodyDigest) && IsPlain(first.SearchKey)
            ? DuplicateEvidence.Identical
            : null;
    }

    [MethodImpl(Hot.Path)]
    private static bool IsPlain(ReadOnlySpan<byte> digest) => digest.IsEmpty || PlainEvidence.IsText(digest);

    /// <summary>What a field says about the bodies where it is equal in both items: something unless it is empty.</summary>
    [MethodImpl(Hot.Path)]
    private static BodyProofs Proof(ReadOnlySpan<byte> digest, BodyProofs proof) => digest.IsEmpty ? BodyProofs.None : proof;

    [MethodImpl(Hot.Path)]
    private KeepFacts Facts(in ItemFields item, MailboxFolders mailbox) =>
        new(_folders.Get(item, mailbox), item.Location, MailTime.RealUtc(item.CreatedUtc), MailTime.RealUtc(item.ReceivedUtc), MailTime.RealUtc(item.LastModifiedUtc));

    [MethodImpl(Hot.Path)]
    private static bool IsSameFolder(in KeepFacts first, in KeepFacts second) =>
        first.Folder.IsKnown && second.Folder.IsKnown && !first.Folder.IsAmbiguous && !second.Folder.IsAmbiguous
        && string.Equals(first.Folder.Paired, second.Folder.Paired, StringComparison.Ordinal);
}
