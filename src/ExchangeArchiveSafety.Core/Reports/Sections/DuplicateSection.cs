using ExchangeArchiveSafety.Reports.Charts;

namespace ExchangeArchiveSafety.Reports.Sections;

/// <summary>Which copies were found, where, and how sure that is.</summary>
internal static class DuplicateSection
{
    private const int MostDays = 62;
    private const int MostMonths = 24;

    public static ReportSection? Of(ReportFacts facts)
    {
        if (facts.Duplicates.Count == 0)
        {
            return null;
        }

        var groups = facts.Groups;
        var copies = groups.Sum(group => group.Surplus.Count + group.SetAside.Count);
        return new("duplicates", CoreMessages.ReportDuplicates, CoreMessages.ReportDuplicatesLead, [ByMailbox(facts.Duplicates), .. copies == 0 ? Array.Empty<ReportTable>() : [Copies(groups, copies)]])
        {
            Charts = Times(groups),
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

    /// <summary>When the copies were made; where nobody says, when their message arrived. By day where all lie within a few weeks.</summary>
    private static TimeChart[] Times(IReadOnlyList<ArchiveDuplicateGroup> groups)
    {
        var days = new SortedDictionary<DateTime, long>();
        foreach (var made in groups.SelectMany(group => group.Surplus).Select(copy => copy.CreatedUtc ?? copy.ReceivedUtc).OfType<DateTime>())
        {
            days[made.Date] = days.TryGetValue(made.Date, out var count) ? count + 1 : 1;
        }

        if (days.Count < 2)
        {
            return [];
        }

        var (first, last) = (days.Keys.First(), days.Keys.Last());
        if ((last - first).TotalDays <= MostDays)
        {
            return [new("days", DisplayText.Sentence(CoreMessages.ReportDays, Day(first), Day(last)), [.. Enumerable.Range(0, (last - first).Days + 1).Select(day => first.AddDays(day)).Select(day => new ChartBar(Day(day).Substring(5), days.TryGetValue(day, out var count) ? count : 0))])];
        }

        var months = days.GroupBy(day => (day.Key.Year * 12) + day.Key.Month - 1).ToDictionary(month => month.Key, month => month.Sum(day => day.Value));
        var end = months.Keys.Max();
        var begin = Math.Max(months.Keys.Min(), end - MostMonths + 1);
        var earlier = months.Where(month => month.Key < begin).Sum(month => month.Value);
        return [new("months", CoreMessages.ReportMonths, [
            .. earlier > 0 ? [new ChartBar(CoreMessages.ReportEarlier, earlier)] : Array.Empty<ChartBar>(),
            .. Enumerable.Range(begin, end - begin + 1).Select(month => new ChartBar(DisplayText.Sentence("{0:0000}-{1:00}", month / 12, (month % 12) + 1), months.TryGetValue(month, out var count) ? count : 0))])];
    }

    private static string Day(DateTime time) => DisplayText.Show(time).Substring(0, 10);
}
