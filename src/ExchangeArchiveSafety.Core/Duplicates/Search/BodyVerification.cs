namespace ExchangeArchiveSafety;

/// <summary>
/// Judges groups again with the bodies of their items. Bodies are compared in one form that all compared items have; where there is none, nothing is known.
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
        var wanted = Wanted(group);
        if (CommonForm([.. wanted.Where(bodies.ContainsKey).Select(item => bodies[item])]) is not { } form)
        {
            return [group];
        }

        var items = group.Surplus.Concat(group.SetAside).Prepend(group.Kept)
            .Select(item => bodies.TryGetValue(item.Item, out var body) ? WithDigest(item.Item, form(body)) : item.Item).ToArray();
        var groups = new List<ArchiveDuplicateGroup>();
        _builder.Build(items, 0, items.Length, groups);
        return groups;
    }

    // The text first: it is the same however the mail is stored.
    private static Func<MailBody, string>? CommonForm(IReadOnlyList<MailBody> bodies)
    {
        if (bodies.Count < 2)
        {
            return null;
        }

        Func<MailBody, string>[] forms = [body => body.Text, body => body.Html, body => body.Rtf];
        return Array.Find(forms, form => bodies.All(body => form(body).Length > 0));
    }

    private static MailItem WithDigest(MailItem item, string digest) => new()
    {
        Mailbox = item.Mailbox,
        Location = item.Location,
        FolderPath = item.FolderPath,
        ItemId = item.ItemId,
        ItemClass = item.ItemClass,
        InternetMessageId = item.InternetMessageId,
        Subject = item.Subject,
        Sender = item.Sender,
        SentUtc = item.SentUtc,
        ReceivedUtc = item.ReceivedUtc,
        CreatedUtc = item.CreatedUtc,
        LastModifiedUtc = item.LastModifiedUtc,
        Size = item.Size,
        HasAttachments = item.HasAttachments,
        SearchKey = item.SearchKey,
        BodyDigest = digest,
    };
}
