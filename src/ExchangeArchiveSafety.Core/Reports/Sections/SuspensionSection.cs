namespace ExchangeArchiveSafety.Reports.Sections;

/// <summary>Where archiving is suspended, since when, until when, and what somebody else changed meanwhile.</summary>
internal static class SuspensionSection
{
    public static ReportSection? Of(ReportFacts facts) => facts.Held.Count == 0 ? null : new(
        "suspensions",
        CoreMessages.ReportSuspensions,
        CoreMessages.ReportSuspensionsLead,
        [ReportTable.Of(
            "suspensions",
            CoreMessages.ReportSuspensions,
            facts.Held,
            new("mailbox", ColumnKind.Text, held => held.Identity),
            new("status", ColumnKind.Choice, held => held.Status),
            new("method", ColumnKind.Choice, held => held.Method),
            new("since", ColumnKind.Time, held => held.SinceUtc),
            new("until", ColumnKind.Time, held => held.UntilUtc),
            new("daysHeld", ColumnKind.Number, held => Days(held.SinceUtc, facts.AsOfUtc)),
            new("daysLeft", ColumnKind.Number, held => Days(facts.AsOfUtc, held.UntilUtc)),
            new("drift", ColumnKind.Number, held => held.Drift.Count),
            new("driftedSettings", ColumnKind.Choice, held => string.Join(" ", held.Drift), ColumnPlace.Detail),
            new("reason", ColumnKind.Choice, held => held.Reason, ColumnPlace.Detail),
            new("exchangeGuid", ColumnKind.Text, held => held.ExchangeGuid, ColumnPlace.Detail))])
    {
        Notes = [.. facts.Held.Where(held => held.Status is SuspensionStatus.Drifted or SuspensionStatus.Unverified or SuspensionStatus.Failed)
            .Select(held => new ReportNote(DisplayText.Escape(held.Identity) + " – " + held.Status, [DisplayText.Escape(held.Reason)]))],
    };

    // Whole days, and none where the end is past.
    public static long? Days(DateTime? from, DateTime? to) => from is { } begin && to is { } end ? Math.Max(0, (long)Math.Floor((end - begin).TotalDays)) : null;
}
