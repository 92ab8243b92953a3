namespace ExchangeArchiveSafety.Removal.Plan;

/// <summary>The groups of one mailbox while they are collected.</summary>
internal sealed class MailboxDraft(string name)
{
    private readonly HashSet<string> _kept = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<RemovalEntry>> _surplus = new(StringComparer.Ordinal);
    private string _name = name;

    public void Add(MailItem kept, string name)
    {
        _ = _kept.Add(kept.ItemId);

        // Which spelling comes first depends on the order of the groups; the one shown must not.
        _name = string.CompareOrdinal(name, _name) < 0 ? name : _name;
    }

    public void Add(RemovalEntry entry)
    {
        if (!_surplus.TryGetValue(entry.Surplus.ItemId, out var entries))
        {
            _surplus.Add(entry.Surplus.ItemId, entries = []);
        }

        if (!entries.Exists(known => IsSame(known, entry)))
        {
            entries.Add(entry);
        }
    }

    public MailboxRemovalPlan Finish(DuplicateEvidence minimum, EvidenceGate gate)
    {
        var taken = new List<RemovalEntry>();
        var refused = new List<RefusedRemoval>();
        foreach (var entries in _surplus.Values)
        {
            foreach (var entry in entries)
            {
                var cause = Against(entry, entries, minimum, gate);
                if (cause == RemovalCause.None)
                {
                    taken.Add(entry);
                }
                else
                {
                    refused.Add(new(entry, cause));
                }
            }
        }

        return new(_name, minimum, [.. Order(taken, entry => entry)], [.. Order(refused, one => one.Entry)]);
    }

    private RemovalCause Against(RemovalEntry entry, List<RemovalEntry> all, DuplicateEvidence minimum, EvidenceGate gate)
    {
        var (surplus, kept) = (entry.Surplus, entry.Kept);
        return surplus.ItemId.Length == 0 || kept.ItemId.Length == 0 ? RemovalCause.Of(RemovalReason.IdMissing)
            : !string.Equals(surplus.Mailbox.Trim(), kept.Mailbox.Trim(), StringComparison.OrdinalIgnoreCase) ? RemovalCause.Of(RemovalReason.OtherMailbox, kept.Mailbox)
            : surplus.ItemId == kept.ItemId ? RemovalCause.Of(RemovalReason.SameItem)
            : _kept.Contains(surplus.ItemId) ? RemovalCause.Of(RemovalReason.KeptElsewhere)
            : all.Exists(other => other.Kept.ItemId != kept.ItemId) ? RemovalCause.Of(RemovalReason.SeveralKept)
            : all.Count > 1 ? RemovalCause.Of(RemovalReason.Contradicting)
            : IsDeleted(surplus) ? RemovalCause.Of(RemovalReason.AlreadyDeleted)
            : IsDeleted(kept) ? RemovalCause.Of(RemovalReason.KeptAlreadyDeleted)
            : !gate.Admits(entry.Evidence) ? RemovalCause.Of(RemovalReason.EvidenceTooWeak, entry.Evidence, minimum)
            : RemovalCause.None;
    }

    private static bool IsDeleted(MailItem item) => FolderKey.Of(item.FolderPath, item.Location, item.WellKnownFolder).Top == WellKnownFolder.RecoverableItems;

    private static bool IsSame(RemovalEntry one, RemovalEntry other) =>
        one.Evidence == other.Evidence && one.Kind == other.Kind && ItemFieldsOf(one.Surplus).Equals(ItemFieldsOf(other.Surplus)) && ItemFieldsOf(one.Kept).Equals(ItemFieldsOf(other.Kept));

    private static object ItemFieldsOf(MailItem item) => (
        (item.Mailbox.Trim().ToUpperInvariant(), item.Location, item.FolderPath, item.WellKnownFolder, item.ItemId, item.ItemClass, item.InternetMessageId, item.Subject),
        (item.Sender, item.SentUtc, item.ReceivedUtc, item.CreatedUtc, item.LastModifiedUtc, item.Size, item.HasAttachments),
        (item.BodyDigest, item.SearchKey));

    private static IEnumerable<T> Order<T>(IEnumerable<T> all, Func<T, RemovalEntry> entry) => all
        .OrderBy(one => entry(one).Surplus.Location)
        .ThenBy(one => entry(one).Surplus.FolderPath, StringComparer.Ordinal)
        .ThenBy(one => entry(one).Surplus.ItemId, StringComparer.Ordinal)
        .ThenBy(one => entry(one).Kept.ItemId, StringComparer.Ordinal)
        .ThenBy(one => entry(one).Evidence);
}
