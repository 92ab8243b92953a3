using System.Runtime.CompilerServices;

namespace ExchangeArchiveSafety.Duplicates.Evidence;

/// <summary>
/// The order in which copies are worth keeping: total, because item ids are unique in a mailbox, so that any order of input and any
/// later run gives the same kept item.
/// </summary>
internal sealed class KeepOrder(KeepRule rule, IReadOnlyList<string> folderPriority) : IComparer<Candidate>
{
    private readonly FolderPattern[] _priority = [.. folderPriority.Select(pattern => new FolderPattern(pattern))];
    private readonly bool _newestFirst = rule is KeepRule.ArchiveNewest or KeepRule.PrimaryNewest;
    private readonly MailItemLocation _first = rule is KeepRule.PrimaryOldest or KeepRule.PrimaryNewest ? MailItemLocation.Primary : MailItemLocation.Archive;

    [MethodImpl(Hot.Path)]
    public int Compare(Candidate? x, Candidate? y)
    {
        var order = Compare(Facts(x!), Facts(y!));
        return order != 0 ? order : string.CompareOrdinal(x!.Item.ItemId, y!.Item.ItemId);
    }

    /// <summary>The order as far as it rests on more than ids; 0 when only those can tell.</summary>
    [MethodImpl(Hot.Path)]
    public int Compare(in KeepFacts first, in KeepFacts second)
    {
        // With copies in different folders: one in Deleted Items or Junk Email is on its way out and must not outlive the other, and one in
        // Recoverable Items must outlive neither.
        var order = first.Folder.Leaving.CompareTo(second.Folder.Leaving);
        if (order == 0 && rule == KeepRule.FolderPriority)
        {
            order = Priority(first.Folder).CompareTo(Priority(second.Folder));
        }

        order = order != 0 ? order : (first.Location != _first).CompareTo(second.Location != _first);
        order = order != 0 ? order : Compare(first.Created, second.Created);
        order = order != 0 ? order : Compare(first.Received, second.Received);
        return order != 0 ? order : Compare(first.Modified, second.Modified);
    }

    private static KeepFacts Facts(Candidate candidate) =>
        new(candidate.Folder, candidate.Item.Location, candidate.Item.CreatedUtc, candidate.Item.ReceivedUtc, candidate.Item.LastModifiedUtc);

    private int Priority(FolderKey folder)
    {
        var place = Array.FindIndex(_priority, pattern => pattern.Matches(folder));
        return place < 0 ? int.MaxValue : place;
    }

    [MethodImpl(Hot.Path)]
    private int Compare(DateTime? first, DateTime? second) => (first, second) switch
    {
        (null, null) => 0,
        (null, _) => 1,
        (_, null) => -1,
        _ => _newestFirst ? second.Value.CompareTo(first.Value) : first.Value.CompareTo(second.Value),
    };
}
