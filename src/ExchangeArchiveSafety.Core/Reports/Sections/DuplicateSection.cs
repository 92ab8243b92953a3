using ExchangeArchiveSafety.Reports.Charts;

namespace ExchangeArchiveSafety.Reports.Sections;

/// <summary>Which copies were found, where, and how sure that is.</summary>
internal static class DuplicateSection
{
    private const int MostMonths = 24;

    public static ReportSection? Of(ReportFacts facts)
    {
        if (facts.Duplicates.Count == 0)
        {
            return null;
        }

        var groups = facts.Input.Groups;
        var copies = groups.Sum(group => group.Surplus.Count + group.SetAside.Count);
        var months = Months(groups);
        return new("duplicates", CoreMessages.ReportDuplicates, CoreMessages.ReportDuplicatesLead, [ByMailbox(facts.Duplicates), .. copies == 0 ? Array.Empty<ReportTable>() : [Copies(groups, copies)]])
        {
            Charts = months.Count < 2 ? [] : [new TimeChart("months", CoreMessages.ReportMonths, months)],
            Notes = copies == 0 ? [] : [new(CoreMessages.ReportEvidence, [CoreMessages.ReportIdentical, CoreMessages.ReportStrong, CoreMessages.ReportWeak, CoreMessages.ReportSetAside])],
        };
    }

    private static ReportTable ByMailbox(IReadOnlyList<MailboxDuplicates> mailboxes) => ReportTable.Of(
        "duplicatesByMailbox",
        CoreMessages.ReportByMailbox,
        mailboxes,
        new("mailbox", ColumnKind.Text, mailbox => mailbox.Mailbox),
        new("surplus", ColumnKind.Number, mailbox => mailbox.Surplus),
        new("surplusSize", ColumnKind.Bytes, mailbox => mailbox.SurplusBytes),
        new("reappeared", ColumnKind.Number, mailbox => mailbox.Reappeared),
        new("duplicatedInArchive", ColumnKind.Number, mailbox => mailbox.DuplicatedInArchive),
        new("duplicatedInPrimary", ColumnKind.Number, mailbox => mailbox.DuplicatedInPrimary),
        new("identical", ColumnKind.Number, mailbox => mailbox.Identical),
        new("strong", ColumnKind.Number, mailbox => mailbox.Strong),
        new("weak", ColumnKind.Number, mailbox => mailbox.Weak),
        new("setAside", ColumnKind.Number, mailbox => mailbox.SetAside));

    private static ReportTable Copies(IReadOnlyList<ArchiveDuplicateGroup> groups, int count) => ReportTable.Of<(ArchiveDuplicateGroup Group, ArchiveDuplicateItem Copy)>(
        "duplicates",
        CoreMessages.ReportCopies,
        groups.SelectMany(group => group.Surplus.Concat(group.SetAside), (group, copy) => (group, copy)),
        count,
        new("mailbox", ColumnKind.Choice, one => one.Copy.Mailbox),
        new("kind", ColumnKind.Choice, one => one.Copy.SetAside != SetAsideReasons.None ? "SetAside" : one.Copy.Kind),
        new("evidence", ColumnKind.Choice, one => one.Copy.Evidence),
        new("subject", ColumnKind.Text, one => one.Copy.Subject),
        new("sender", ColumnKind.Choice, one => one.Copy.Sender),
        new("location", ColumnKind.Choice, one => one.Copy.Location),
        new("folder", ColumnKind.Choice, one => one.Copy.FolderPath),
        new("sent", ColumnKind.Time, one => one.Copy.SentUtc),
        new("created", ColumnKind.Time, one => one.Copy.CreatedUtc),
        new("size", ColumnKind.Bytes, one => one.Copy.Size),
        new("keptLocation", ColumnKind.Choice, one => one.Group.Kept.Location, ColumnPlace.Detail),
        new("keptFolder", ColumnKind.Choice, one => one.Group.Kept.FolderPath, ColumnPlace.Detail),
        new("reason", ColumnKind.Choice, one => one.Copy.Reason, ColumnPlace.Detail),
        new("internetMessageId", ColumnKind.Text, one => one.Copy.InternetMessageId, ColumnPlace.Files),
        new("itemId", ColumnKind.Text, one => one.Copy.ItemId, ColumnPlace.Files),
        new("keptItemId", ColumnKind.Text, one => one.Group.Kept.ItemId, ColumnPlace.Files));

    /// <summary>When the copies were made; where nobody says, when their message arrived.</summary>
    private static List<ChartBar> Months(IReadOnlyList<ArchiveDuplicateGroup> groups)
    {
        var counts = new SortedDictionary<int, long>();
        foreach (var made in groups.SelectMany(group => group.Surplus).Select(copy => copy.CreatedUtc ?? copy.ReceivedUtc).OfType<DateTime>())
        {
            var month = (made.Year * 12) + made.Month - 1;
            counts[month] = counts.TryGetValue(month, out var count) ? count + 1 : 1;
        }

        if (counts.Count == 0)
        {
            return [];
        }

        var last = counts.Keys.Last();
        var first = Math.Max(counts.Keys.First(), last - MostMonths + 1);
        var earlier = counts.Where(month => month.Key < first).Sum(month => month.Value);
        return [
            .. earlier > 0 ? [new ChartBar(CoreMessages.ReportEarlier, earlier)] : Array.Empty<ChartBar>(),
            .. Enumerable.Range(first, last - first + 1).Select(month => new ChartBar(DisplayText.Sentence("{0:0000}-{1:00}", month / 12, (month % 12) + 1), counts.TryGetValue(month, out var count) ? count : 0))];
    }
}
