namespace ExchangeArchiveSafety.Reports;

/// <summary>What stands at the top: one sentence and five numbers.</summary>
internal static class ReportFigures
{
    private const string Unknown = "–";

    public static (ReportTone Tone, string Sentence) Sentence(ReportFacts facts)
    {
        var (now, ahead, open) = (facts.Count(ConflictState.Conflicting), facts.Count(ConflictState.Imminent), facts.Count(ConflictState.Indeterminate));
        return facts.Verdicts.Count == 0 ? Unjudged(facts)
            : HeldSince(facts) is > 0 and var since ? (since < now + ahead ? ReportTone.Danger : ReportTone.Warning, DisplayText.Sentence(CoreMessages.ReportSaysHeldSince, now + ahead, facts.Verdicts.Count, since))
            : now > 0 ? (ReportTone.Danger, Say(CoreMessages.ReportSaysNow, CoreMessages.ReportSaysNowOne, now, facts.Verdicts.Count))
            : ahead > 0 ? (ReportTone.Warning, Say(CoreMessages.ReportSaysAhead, CoreMessages.ReportSaysAheadOne, ahead, facts.Verdicts.Count))
            : open > 0 ? (ReportTone.Warning, Say(CoreMessages.ReportSaysOpen, CoreMessages.ReportSaysOpenOne, open, facts.Verdicts.Count))
            : facts.Count(ConflictState.Dormant) > 0 ? (ReportTone.Warning, Say(CoreMessages.ReportSaysDormant, CoreMessages.ReportSaysDormantOne, facts.Count(ConflictState.Dormant), facts.Verdicts.Count))
            : (ReportTone.Good, Say(CoreMessages.ReportSaysSafe, CoreMessages.ReportSaysSafeOne, facts.Verdicts.Count, facts.Verdicts.Count));
    }

    private static int HeldSince(ReportFacts facts) => facts.Verdicts.Count(verdict => verdict.State is ConflictState.Conflicting or ConflictState.Imminent && facts.IsHeldSince(verdict));

    private static (ReportTone Tone, string Sentence) Unjudged(ReportFacts facts) =>
        facts.NobodyMigrates ? (ReportTone.Good, CoreMessages.ReportSaysNobody)
        : facts.Duplicates.Sum(mailbox => mailbox.Surplus) > 0 ? (ReportTone.Neutral, CoreMessages.ReportSaysDuplicates)
        : facts.Passes.Count > 0 ? (ReportTone.Neutral, DisplayText.Sentence(CoreMessages.ReportSaysPass, facts.Passes[facts.Passes.Count - 1].AtRisk, facts.Passes[facts.Passes.Count - 1].Judged))
        : (ReportTone.Neutral, CoreMessages.ReportSaysNothing);

    public static IReadOnlyList<ReportFigure> Of(ReportFacts facts) => [AtRisk(facts), Ahead(facts), Held(facts), Duplicated(facts), Removed(facts)];

    private static ReportFigure AtRisk(ReportFacts facts)
    {
        var open = facts.Count(ConflictState.Indeterminate);
        return facts.Verdicts.Count == 0 && !facts.NobodyMigrates ? None("atRisk", CoreMessages.ReportAtRisk, CoreMessages.ReportNoVerdicts)
            : Figure("atRisk", CoreMessages.ReportAtRisk, facts.Count(ConflictState.Conflicting), ReportTone.Danger, HeldSince(facts) is > 0 and var since ? DisplayText.Sentence(CoreMessages.ReportHeldSince, since) : open > 0 ? DisplayText.Sentence(CoreMessages.ReportNotJudged, open) : CoreMessages.ReportAtRiskNote);
    }

    private static ReportFigure Ahead(ReportFacts facts)
    {
        var dormant = facts.Count(ConflictState.Dormant);
        return facts.Verdicts.Count == 0 && !facts.NobodyMigrates ? None("willBe", CoreMessages.ReportWillBe, CoreMessages.ReportNoVerdicts)
            : Figure("willBe", CoreMessages.ReportWillBe, facts.Count(ConflictState.Imminent), ReportTone.Warning, dormant > 0 ? DisplayText.Sentence(CoreMessages.ReportDormant, dormant) : CoreMessages.ReportWillBeNote);
    }

    private static ReportFigure Held(ReportFacts facts)
    {
        var held = facts.HeldOff();
        var end = held.Select(one => one.UntilUtc).Where(until => until > facts.AsOfUtc).Min();
        return facts.Verdicts.Count == 0 && facts.Held.Count == 0 ? None("held", CoreMessages.ReportHeld, CoreMessages.ReportNoSuspensions)
            : Figure("held", CoreMessages.ReportHeld, held.Count, ReportTone.Good, held.Count == 0 ? CoreMessages.ReportHeldNobody : end is { } until ? DisplayText.Sentence(CoreMessages.ReportHeldUntil, Day(until)) : CoreMessages.ReportHeldOpen);
    }

    private static ReportFigure Duplicated(ReportFacts facts)
    {
        var surplus = facts.Duplicates.Sum(mailbox => mailbox.Surplus);
        return facts.Duplicates.Count == 0 ? None("duplicated", CoreMessages.ReportDuplicated, CoreMessages.ReportNoDuplicates)
            : Figure("duplicated", CoreMessages.ReportDuplicated, surplus, ReportTone.Warning, DisplayText.Sentence(CoreMessages.ReportDuplicatedNote, ByteSize.Show(facts.Duplicates.Sum(mailbox => mailbox.SurplusBytes)), facts.Duplicates.Count(mailbox => mailbox.Surplus > 0)));
    }

    private static ReportFigure Removed(ReportFacts facts)
    {
        var done = facts.Removals.Where(removal => removal.Status != CopyRunStatus.WhatIf).ToList();
        var recorded = facts.Copies.All.Count(copy => copy.State == JournalItemState.Removed);
        var isRecorded = facts.Input.Journal is not null && (facts.Copies.All.Count > 0 || done.Count == 0);
        if (!isRecorded && done.Count == 0)
        {
            return None("removed", CoreMessages.ReportRemoved, CoreMessages.ReportNoRemovals);
        }

        // The journal knows of every run, and of what was brought back since.
        var undo = done.Select(removal => removal.UndoLastsUntilUtc).Where(until => until > facts.AsOfUtc).Min();
        return Figure(
            "removed", CoreMessages.ReportRemoved, isRecorded ? recorded : done.Sum(removal => (long)removal.Removed), ReportTone.Neutral,
            undo is { } last ? DisplayText.Sentence(CoreMessages.ReportRemovedUndo, Day(last)) : CoreMessages.ReportRemovedNote);
    }

    // Nothing to worry about has no colour.
    private static ReportFigure Figure(string id, string label, long value, ReportTone tone, string note) =>
        new(id, label, value, DisplayText.Sentence("{0:N0}", value), note, value == 0 ? ReportTone.Neutral : tone);

    private static ReportFigure None(string id, string label, string note) => new(id, label, null, Unknown, note, ReportTone.Neutral);

    private static string Day(DateTime time) => DisplayText.Show(time).Substring(0, 10);

    private static string Say(string many, string one, int count, int all) => DisplayText.Sentence(count == 1 ? one : many, count, all);
}
