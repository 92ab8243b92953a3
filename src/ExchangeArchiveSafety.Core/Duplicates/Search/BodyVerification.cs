namespace ExchangeArchiveSafety;

/// <summary>
/// Judges groups again with the bodies of their items. Bodies are compared in the forms that all of them have; where there is none, nothing is known.
/// </summary>
/// <param name="options">What the groups were found with.</param>
public sealed class BodyVerification(DuplicateSearchOptions options)
{
    private readonly GroupBuilder _builder = new(options);

    /// <summary>The items of a group whose bodies could tell more: the kept one and its copies, unless each is known to be identical. Empty when nothing is to be asked.</summary>
    public static IReadOnlyList<MailItem> Wanted(ArchiveDuplicateGroup group)
    {
        var copies = group.Surplus.Concat(group.SetAside).Where(item => item.Kind is not null).ToList();
        return copies.Exists(copy => copy.Evidence != DuplicateEvidence.Identical) ? [group.Kept.Item, .. copies.Select(copy => copy.Item)] : [];
    }

    /// <summary>The groups that the items of one group make when their bodies are known: most often one.</summary>
    /// <param name="group">The group.</param>
    /// <param name="bodies">What could be read; an item that is missing has no body to compare.</param>
    public IReadOnlyList<ArchiveDuplicateGroup> Judge(ArchiveDuplicateGroup group, IReadOnlyDictionary<MailItem, MailBody> bodies)
    {
        var wanted = Wanted(group).Where(bodies.ContainsKey).ToList();
        if (BodyComparer.Common(wanted.ConvertAll(item => bodies[item])) is not { } digest)
        {
            return [group];
        }

        var items = group.Surplus.Concat(group.SetAside).Prepend(group.Kept)
            .Select(item => (bodies.TryGetValue(item.Item, out var body) ? item.Item.WithBodyDigest(digest(body)) : item.Item, item.Folder ?? FolderKey.Of(item.Item.FolderPath, item.Item.Location, item.Item.WellKnownFolder)));
        var groups = new List<ArchiveDuplicateGroup>();
        // Where copies were found at all, their mailbox has subjects.
        _builder.Build(items, subjectsAreKnown: true, groups);
        groups.ForEach(made => made.SearchedMailbox = group.SearchedMailbox);
        return groups;
    }
}
