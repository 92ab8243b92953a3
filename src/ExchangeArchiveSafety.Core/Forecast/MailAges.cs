namespace ExchangeArchiveSafety.Forecast;

/// <summary>What lies in a primary mailbox and when it becomes due, from what the folder statistics say, or from as much as is known without them.</summary>
internal sealed class MailAges
{
    // IMAP brings neither calendar nor contacts, tasks or notes; the rest is no mail, or is passed over by the assistant (reported).
    private static readonly HashSet<string> NoMail = new(StringComparer.OrdinalIgnoreCase)
    {
        "Root", "Outbox", "Calendar", "Birthday", "Contacts", "QuickContacts", "RecipientCache", "Tasks", "Notes", "Journal", "SyncIssues", "Conflicts", "LocalFailures", "ServerFailures",
        "Audits", "CalendarLogging", "DiscoveryHolds", "SubstrateHolds", "Deletions", "Purges", "Versions",
    };

    private const int FirstYear = 1985;
    private const long MostOfAnything = 1L << 44;

    private readonly IReadOnlyList<AgedFolder> _folders;

    private MailAges(IReadOnlyList<AgedFolder> folders, bool hasSizes)
    {
        _folders = folders;
        Items = folders.Sum(folder => folder.Items);
        Bytes = folders.Sum(folder => folder.Bytes);
        HasSizes = hasSizes && Items > 0;
        MeanSize = Items == 0 ? 0 : (double)Bytes / Items;
    }

    public long Items { get; }

    public long Bytes { get; }

    public bool HasSizes { get; }

    public double MeanSize { get; }

    /// <summary>Reads a mailbox; null where not even the number of its items is known.</summary>
    /// <param name="judged">The mailbox.</param>
    /// <param name="missing">Takes a sentence for each fact that is missing.</param>
    public static MailAges? Of(JudgedMailbox judged, Action<string> missing)
    {
        var mailbox = judged.Mailbox;
        var byDefault = DefaultAge(judged, missing);
        if (!mailbox.Folders.IsKnown)
        {
            missing(CoreMessages.ForecastNoFolders);
            return mailbox.ItemCount.IsKnown ? new([new(Believable(mailbox.ItemCount.Value), Believable(mailbox.TotalItemSize.Or(0)), null, null, byDefault.Age)], mailbox.TotalItemSize.IsKnown) : null;
        }

        var mail = mailbox.Folders.Value.Where(folder => !IsNoMail(folder) && !folder.ItemsInFolder.Is(0)).ToList();
        if (mail.Exists(folder => !folder.ItemsInFolder.IsKnown || Ages(folder).Oldest is null))
        {
            missing(CoreMessages.ForecastNoAges);
        }

        var tags = judged.Snapshot.RetentionTags.Or([]).Concat(mailbox.OptionalTags.Or([]))
            .SelectMany(tag => tag.OtherIdentities.Prepend(tag.Name).Distinct(StringComparer.OrdinalIgnoreCase), (tag, name) => (tag, name)).ToLookup(pair => pair.name, pair => pair.tag, StringComparer.OrdinalIgnoreCase);
        var isUnclear = false;
        var folders = mail.Select(folder =>
        {
            var (age, archives) = folder.ArchivePolicy.Or(null) is { Length: > 0 } stamp ? AgeOf(tags[stamp].ToList()) : byDefault;
            isUnclear |= folder.ArchivePolicy.Or(null) is { Length: > 0 } && archives && age is null;
            var (oldest, newest) = Ages(folder);
            return new AgedFolder(Believable(folder.ItemsInFolder.Or(0)), Believable(folder.FolderSize.Or(0)), oldest, newest > judged.AsOfUtc ? judged.AsOfUtc : newest, archives ? age : TimeSpan.MaxValue);
        }).ToList();
        if (isUnclear)
        {
            missing(CoreMessages.ForecastNoStamp);
        }

        return new(folders, mail.TrueForAll(folder => folder.FolderSize.IsKnown));
    }

    /// <summary>How many items are old enough for their tags at a time.</summary>
    public double Due(DateTime atUtc, ForecastBound bound) => _folders.Sum(folder => folder.Due(atUtc, bound));

    /// <summary>How large an item that is due is; the mean of all where none is.</summary>
    public double DueSize(DateTime atUtc)
    {
        var due = Due(atUtc, ForecastBound.Likely);
        return due <= 0 ? MeanSize : _folders.Where(folder => folder.Items > 0).Sum(folder => folder.Due(atUtc, ForecastBound.Likely) * folder.Bytes / folder.Items) / due;
    }

    /// <summary>How many bytes a day came in over the time that the mail reaches back.</summary>
    public double BytesADay(DateTime asOfUtc) =>
        _folders.Select(folder => folder.OldestUtc).Min() is { } oldest && oldest < asOfUtc ? Bytes / Math.Max(1, (asOfUtc - oldest).TotalDays) : 0;

    // A message without a date has the first one there is (1601, 1970 ...), and says nothing of the age of the others.
    private static (DateTime? Oldest, DateTime? Newest) Ages(MailFolderStatistics folder) =>
        folder.OldestItemReceivedUtc.Or(null) is { Year: >= FirstYear } oldest && folder.NewestItemReceivedUtc.Or(null) is { } newest && oldest <= newest ? (oldest, newest) : (null, null);

    // Sums of what is more than any mailbox holds would not fit.
    internal static long Believable(long number) => Math.Min(Math.Max(0, number), MostOfAnything);

    private static bool IsNoMail(MailFolderStatistics folder) =>
        folder.FolderType.Or(null) is { } type && (NoMail.Contains(type) || type.StartsWith("RecoverableItems", StringComparison.OrdinalIgnoreCase));

    // What lies in a folder without a stamp. A default tag is named by the policy; personal tags act only where somebody put them.
    private static (TimeSpan? Age, bool Archives) DefaultAge(JudgedMailbox judged, Action<string> missing)
    {
        var tags = judged.Policy.ArchivingTags.Where(tag => Vocabularies.RetentionTagType.Of(tag.Type) is not RetentionTagScope.Personal).ToList();
        var (age, archives) = tags.Count > 0 ? AgeOf(tags) : (null, judged.Policy.Archives is null);
        if (archives && age is null)
        {
            missing(CoreMessages.ForecastNoTagAge);
        }

        return (age, archives);
    }

    // Of several the one that archives first. A tag that nobody knows may archive at any age; one that is off or has no age keeps its mail.
    private static (TimeSpan? Age, bool Archives) AgeOf(List<RetentionTag> tags)
    {
        var acting = tags.Where(tag => tag.Archives is not false && !tag.AgeLimitForRetention.Is(null)).ToList();
        return tags.Count == 0 || acting.Exists(tag => tag.Archives is null || !tag.AgeLimitForRetention.IsKnown) ? (null, true)
            : acting.Count == 0 ? (null, false)
            : (acting.Min(tag => tag.AgeLimitForRetention.Value), true);
    }
}
