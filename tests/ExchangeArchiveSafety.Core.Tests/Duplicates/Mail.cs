using System.Globalization;

namespace ExchangeArchiveSafety.Duplicates;

/// <summary>Makes items and searches them, so that a test says only what it is about.</summary>
internal static class Mail
{
    public static readonly DateTime Sent = new(2024, 3, 5, 10, 20, 30, DateTimeKind.Utc);

    /// <summary>An archived message, created when it was sent.</summary>
    public static Sample Archived(string id) => new() { ItemId = id, Location = MailItemLocation.Archive, CreatedUtc = Sent.AddSeconds(5) };

    /// <summary>Its copy in the primary mailbox, created by the migration two years later.</summary>
    public static Sample Migrated(string id) => new() { ItemId = id, Location = MailItemLocation.Primary, CreatedUtc = Sent.AddYears(2), Size = 20_400 };

    public static IReadOnlyList<ArchiveDuplicateGroup> Find(params Sample[] items) => Find(new DuplicateSearchOptions(), items);

    public static IReadOnlyList<ArchiveDuplicateGroup> Find(DuplicateSearchOptions options, params Sample[] items) =>
        Find(options, items.Select(item => item.ToItem()));

    public static IReadOnlyList<ArchiveDuplicateGroup> Find(DuplicateSearchOptions options, IEnumerable<MailItem> items) =>
        [.. new DuplicateFinder(options).Scan(new MailItemList([.. items]), new()).Groups()];

    public static IEnumerable<string> Surplus(this IEnumerable<ArchiveDuplicateGroup> groups) =>
        groups.SelectMany(group => group.Surplus).Select(item => item.ItemId);

    /// <summary>All that groups say, for comparing two searches.</summary>
    public static string Tell(this IEnumerable<ArchiveDuplicateGroup> groups) => string.Join("\n", groups.Select(group => string.Create(
        CultureInfo.InvariantCulture,
        $"{group.Evidence} {group.Kept.ItemId} | {string.Join(",", group.Surplus.Select(Tell))} | {string.Join(",", group.SetAside.Select(Tell))}")));

    private static string Tell(ArchiveDuplicateItem item) => $"{item.ItemId}:{item.Kind}:{item.Evidence}:{item.SetAside}";
}
