namespace ExchangeArchiveSafety.Reports.Sections;

/// <summary>What was removed, and how long it can be undone.</summary>
internal static class RemovalSection
{
    public static ReportSection? Of(ReportFacts facts)
    {
        var recorded = facts.Copies.All.GroupBy(copy => copy.Identity, StringComparer.OrdinalIgnoreCase).OrderBy(copies => copies.Key, StringComparer.Ordinal).ToList();
        return facts.Removals.Count == 0 && recorded.Count == 0 ? null : new(
            "removals",
            CoreMessages.ReportRemovals,
            CoreMessages.ReportRemovalsLead,
            [.. facts.Removals.Count == 0 ? Array.Empty<ReportTable>() : [Runs(facts)], .. recorded.Count == 0 ? Array.Empty<ReportTable>() : [Recorded(recorded)]]);
    }

    private static ReportTable Runs(ReportFacts facts) => ReportTable.Of(
        "removals",
        CoreMessages.ReportRemovals,
        facts.Removals,
        new("mailbox", ColumnKind.Text, removal => removal.Mailbox),
        new("status", ColumnKind.Choice, removal => removal.Status),
        new("planned", ColumnKind.Number, removal => removal.Planned),
        new("removed", ColumnKind.Number, removal => removal.Removed),
        new("alreadyRemoved", ColumnKind.Number, removal => removal.AlreadyRemoved),
        new("stayed", ColumnKind.Number, removal => removal.Stayed),
        new("failed", ColumnKind.Number, removal => removal.Failed),
        new("size", ColumnKind.Bytes, removal => removal.Bytes),
        new("undoUntil", ColumnKind.Time, removal => removal.UndoLastsUntilUtc),
        new("undoDaysLeft", ColumnKind.Number, removal => SuspensionSection.Days(facts.AsOfUtc, removal.UndoLastsUntilUtc)),
        new("undo", ColumnKind.Choice, removal => removal.Undo, ColumnPlace.Detail),
        new("reasons", ColumnKind.Choice, removal => removal.Reasons, ColumnPlace.Detail),
        new("reason", ColumnKind.Choice, removal => removal.Reason, ColumnPlace.Detail),
        new("quarantine", ColumnKind.Choice, removal => removal.QuarantinePath, ColumnPlace.Detail));

    private static ReportTable Recorded(IReadOnlyList<IGrouping<string, LedgerItem>> recorded) => ReportTable.Of(
        "removalsRecorded",
        CoreMessages.ReportRecorded,
        recorded,
        new("mailbox", ColumnKind.Text, copies => copies.Key),
        new("removed", ColumnKind.Number, copies => copies.Count(copy => copy.State == JournalItemState.Removed)),
        new("broughtBack", ColumnKind.Number, copies => copies.Count(copy => copy.State == JournalItemState.Restored)),
        new("stayed", ColumnKind.Number, copies => copies.Count(copy => copy.WasRefused)),
        new("notKnown", ColumnKind.Number, copies => copies.Count(copy => copy.IsOpen)),
        new("lastRemovedAt", ColumnKind.Time, copies => copies.Max(copy => copy.RemovedAtUtc)));
}
