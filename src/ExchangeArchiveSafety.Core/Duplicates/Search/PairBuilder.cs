using System.Runtime.CompilerServices;

namespace ExchangeArchiveSafety.Duplicates.Search;

/// <summary>
/// Makes the group of an item and one copy whose texts are equal byte for byte, which is what the loop leaves, without making objects of
/// the items. It knows no rule of its own: whatever is not plain or no copy is left to <see cref="GroupBuilder"/>. One instance a thread.
/// </summary>
internal sealed class PairBuilder(DuplicateSearchOptions options)
{
    private readonly KeepOrder _order = new(options.Keep, options.FolderPriority);
    private readonly EvidenceRule _rule = new(options.AnyFolder, options.SizeTolerance);
    private readonly OfferFilter _filter = new(options);
    private readonly FolderKeyCache _folders = new(options.FolderPatterns);

    /// <summary>The group of two items that share a digest; null when it takes a closer look.</summary>
    /// <param name="first">One item.</param>
    /// <param name="second">The other one.</param>
    /// <param name="mailbox">What the folders of their mailbox are.</param>
    /// <param name="place">The place of the first one; the other one follows.</param>
    /// <param name="reader">Keeps the items.</param>
    [MethodImpl(Hot.Path)]
    public ArchiveDuplicateGroup? Build(in ItemFields first, in ItemFields second, MailboxFolders mailbox, int place, IMailItemReader reader)
    {
        if (!AreTextsEqual(first, second))
        {
            return null;
        }

        var (one, other) = (Facts(first, mailbox), Facts(second, mailbox));
        var order = _order.Compare(one, other);
        if (order == 0 || _rule.Judge(Match(first, second, one.Folder, other.Folder)) is not { IsCopy: true } verdict)
        {
            return null;
        }

        var (keep, copy) = order < 0 ? (one, other) : (other, one);
        var archivedBefore = keep.Location == MailItemLocation.Archive;
        var kind = CopyKind.Of(copy.Location, archivedBefore, archivedBefore || copy.Location == MailItemLocation.Archive);
        var itemClass = options.ItemClasses.Count == 0 ? "" : Wtf8.Decode(first.ItemClass);
        var reasons = _filter.Judge(copy.Folder, copy.Location, copy.Created, itemClass, kind, verdict.Evidence);
        var kept = new ArchiveDuplicateItem(reader.Keep(order < 0 ? place : place + 1, out var number), number, isKept: true, kind: null, evidence: null, SetAsideReasons.None, folder: keep.Folder);
        var copies = new ArchiveDuplicateItemList(new[] { new ArchiveDuplicateItem(reader.Keep(order < 0 ? place + 1 : place, out number), number, isKept: false, kind, verdict.Evidence, reasons, verdict.Proofs, copy.Folder) });
        return reasons == SetAsideReasons.None
            ? new(verdict.Evidence, kept, copies, ArchiveDuplicateItemList.None)
            : new(verdict.Evidence, kept, ArchiveDuplicateItemList.None, copies);
    }

    /// <summary>Whether all texts are there and the same in both, or, of those that say something about the bodies, in neither.</summary>
    [MethodImpl(Hot.Path)]
    private static bool AreTextsEqual(in ItemFields first, in ItemFields second)
    {
        var id = MessageId.Normalize(first.InternetMessageId);
        return !id.IsEmpty && id.SequenceEqual(MessageId.Normalize(second.InternetMessageId))
            && first.Subject.SequenceEqual(second.Subject) && PlainEvidence.IsSubject(first.Subject)
            && first.Sender.SequenceEqual(second.Sender) && PlainEvidence.IsSender(first.Sender)
            && first.ItemClass.SequenceEqual(second.ItemClass) && PlainEvidence.IsText(first.ItemClass)
            && first.BodyDigest.SequenceEqual(second.BodyDigest) && (first.BodyDigest.IsEmpty || PlainEvidence.IsText(first.BodyDigest))
            && first.SearchKey.SequenceEqual(second.SearchKey) && (first.SearchKey.IsEmpty || PlainEvidence.IsText(first.SearchKey));
    }

    [MethodImpl(Hot.Path)]
    private static PairMatch Match(in ItemFields first, in ItemFields second, FolderKey folder, FolderKey otherFolder) => new()
    {
        HasMessageId = true,
        Sent = PairMatch.Of(WholeSecond.Of(first.SentUtc), WholeSecond.Of(second.SentUtc)),
        Subject = FieldMatch.Equal,
        Sender = FieldMatch.Equal,
        ItemClass = FieldMatch.Equal,
        HasAttachments = PairMatch.Of(first.HasAttachments, second.HasAttachments),
        Folder = folder.IsAmbiguous || otherFolder.IsAmbiguous ? FieldMatch.Different : PairMatch.Of(folder.Paired, otherFolder.Paired),
        Size = first.Size,
        OtherSize = second.Size,
        BodyDigest = first.BodyDigest.IsEmpty ? FieldMatch.Missing : FieldMatch.Equal,
        SearchKey = first.SearchKey.IsEmpty ? FieldMatch.Missing : FieldMatch.Equal,
    };

    [MethodImpl(Hot.Path)]
    private KeepFacts Facts(in ItemFields item, MailboxFolders mailbox) =>
        new(_folders.Get(item, mailbox), item.Location, MailTime.RealUtc(item.CreatedUtc), MailTime.RealUtc(item.ReceivedUtc), MailTime.RealUtc(item.LastModifiedUtc));
}
