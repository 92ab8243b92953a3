namespace ExchangeArchiveSafety.Reports;

/// <summary>What was handed in, each thing once, in an order that does not depend on how it came.</summary>
internal sealed class ReportFacts
{
    private static readonly ConflictState[] Order =
        [ConflictState.Conflicting, ConflictState.Imminent, ConflictState.Indeterminate, ConflictState.Dormant, ConflictState.Mitigated, ConflictState.Safe];

    private readonly ILookup<string, HeldMailbox> _heldBy;

    private ReportFacts(ReportInput input)
    {
        Input = input;

        // What a journal remembers of runs tells how often the assistant comes.
        var memory = new MigrationMemory();
        if (input.Journal is { } remembered)
        {
            memory.Refresh(remembered);
        }

        var judge = input.Snapshot is { } snapshot ? new ConflictAnalyzer(snapshot, input.AsOfUtc) { History = memory.HistoryOf } : null;

        // The newest verdict on a mailbox counts, and of two of one time the one that was handed in.
        Verdicts = [.. input.Verdicts.Concat(judge is null ? [] : Judged(judge, input.Snapshot!)).GroupBy(verdict => Key(verdict.ExchangeGuid, verdict.Identity))
            .Select(same => same.OrderByDescending(verdict => verdict.EvaluatedAtUtc).First())
            .OrderBy(verdict => Array.IndexOf(Order, verdict.State)).ThenBy(verdict => verdict.Identity, StringComparer.Ordinal).ThenBy(verdict => verdict.ExchangeGuid)];

        Forecast = ReportForecast.Of(Verdicts);
        if (input.Journal is { } journal)
        {
            Suspensions.Refresh(journal);
            Copies.Refresh(journal);
        }

        // The last result about a mailbox and a method counts, and what was compared with the tenant before what the journal says alone.
        var results = input.Suspensions.GroupBy(result => (Key(result.ExchangeGuid, result.Identity), result.Method)).Select(same => HeldMailbox.Of(same.Last())).ToList();
        var told = new HashSet<(Guid, SuspensionMethod)>(results.Select(result => (result.ExchangeGuid, result.Method)));
        Held = [.. results.Concat(Suspensions.Open.Where(open => !told.Contains((open.ExchangeGuid, open.Method))).Select(open => HeldMailbox.Of(open, Review(open, input.Snapshot, judge, input.AsOfUtc))))
            .OrderBy(held => held.UntilUtc ?? DateTime.MaxValue).ThenBy(held => held.Identity, StringComparer.Ordinal).ThenBy(held => held.ExchangeGuid).ThenBy(held => held.Method)];
        _heldBy = Held.Where(held => held.Holds).ToLookup(held => Key(held.ExchangeGuid, held.Identity));

        // What was searched twice is there once: a mailbox has no two groups that keep the same item.
        var kept = new HashSet<(string, string, string)>();
        Groups = [.. input.Groups.Where(group => kept.Add((group.Mailbox, group.Kept.ItemId, group.InternetMessageId)))];
        Duplicates = MailboxDuplicates.Of(Groups, input.Duplicates);
        Removals = [.. input.Removals.Distinct().OrderBy(removal => removal.Mailbox, StringComparer.Ordinal)];
        Passes = [.. input.Passes.Distinct().OrderBy(pass => pass.StartedAtUtc).ThenBy(pass => pass.Partition)];
    }

    public ReportInput Input { get; }

    public IReadOnlyList<ArchiveMigrationConflict> Verdicts { get; }

    /// <summary>What is expected of the next weeks; null where no verdict says.</summary>
    public ReportForecast? Forecast { get; }

    public IReadOnlyList<HeldMailbox> Held { get; }

    public IReadOnlyList<ArchiveDuplicateGroup> Groups { get; }

    public IReadOnlyList<MailboxDuplicates> Duplicates { get; }

    public IReadOnlyList<ArchiveDuplicateRemovalSummary> Removals { get; }

    public IReadOnlyList<ArchiveSafetyGuardPass> Passes { get; }

    public SuspensionLedger Suspensions { get; } = new();

    public RemovalLedger Copies { get; } = new();

    public DateTime AsOfUtc => Input.AsOfUtc;

    /// <summary>Whether the tenant was asked who migrates, and it is nobody.</summary>
    public bool NobodyMigrates => Verdicts.Count == 0 && Input.Snapshot is { MigrationUsers.Count: 0, Failures: var failed } && !failed.Any(failure => failure.Cmdlet == "Get-MigrationUser");

    public static ReportFacts Of(ReportInput input) => new(input);

    public int Count(ConflictState state) => Verdicts.Count(verdict => verdict.State == state);

    /// <summary>Whether archiving of a mailbox at risk was held off after its verdict, which does not know of it.</summary>
    public bool IsHeldSince(ArchiveMigrationConflict verdict) => verdict.State is not (ConflictState.Mitigated or ConflictState.Safe)
        && _heldBy[Key(verdict.ExchangeGuid, verdict.Identity)].Any(held => held.SinceUtc > verdict.EvaluatedAtUtc || (held.SinceUtc == verdict.EvaluatedAtUtc && held.Method != SuspensionMethod.StopMigration
            && !verdict.HeldOffBy.Contains(held.Method == SuspensionMethod.ElcProcessing ? ArchivingSwitch.ElcProcessingDisabled : ArchivingSwitch.RetentionHold)));

    /// <summary>When what holds archiving of a mailbox off ends by itself, UTC; null where it does not, or nobody said.</summary>
    public DateTime? Until(ArchiveMigrationConflict verdict) =>
        verdict.HeldOffBy.Contains(ArchivingSwitch.RetentionHold) && Fact(verdict, nameof(Mailbox.EndDateForRetentionHold)) is { } end ? end
        : _heldBy[Key(verdict.ExchangeGuid, verdict.Identity)].Select(held => held.UntilUtc).Min();

    /// <summary>The mailboxes on which archiving is held off, with the end where there is one.</summary>
    public IReadOnlyList<(string Identity, DateTime? UntilUtc)> HeldOff()
    {
        var judged = new HashSet<string>(Verdicts.Where(verdict => !IsHeldSince(verdict)).Select(verdict => Key(verdict.ExchangeGuid, verdict.Identity)));
        return [
            .. Verdicts.Where(verdict => verdict.HeldOffBy.Count > 0 && verdict.State is ConflictState.Mitigated or ConflictState.Imminent && !IsHeldSince(verdict)).Select(verdict => (verdict.Identity, Until(verdict))),
            .. _heldBy.Where(held => !judged.Contains(held.Key)).Select(held => (held.First().Identity, held.Select(one => one.UntilUtc).Min()))];
    }

    private static string Key(Guid exchangeGuid, string identity) => exchangeGuid != Guid.Empty ? exchangeGuid.ToString() : identity.ToUpperInvariant();

    private static DateTime? Fact(ArchiveMigrationConflict verdict, string name) => verdict.Findings.SelectMany(finding => finding.Facts).Where(fact => fact.Key == name)
        .Select(fact => DateTime.TryParse(fact.Value, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AdjustToUniversal | System.Globalization.DateTimeStyles.AssumeUniversal, out var time) ? time : (DateTime?)null)
        .FirstOrDefault(time => time is not null);

    private static IEnumerable<ArchiveMigrationConflict> Judged(ConflictAnalyzer judge, TenantSnapshot snapshot) =>
        new MigratingMailboxes(judge.Migrations.Records, []).Matched(snapshot.Mailboxes)
            .Select(found => found.Mailbox is { } mailbox ? ArchiveForecaster.Foresee(judge, mailbox) : judge.Analyze(found.User!, CoreMessages.ReportMailboxNotInSnapshot));

    private static SuspensionReview Review(JournaledSuspension open, TenantSnapshot? snapshot, ConflictAnalyzer? judge, DateTime asOfUtc) =>
        snapshot?.Mailboxes.FirstOrDefault(mailbox => mailbox.ExchangeGuid == open.ExchangeGuid) is not { } mailbox ? SuspensionReview.OfUnread(open)
        : open.Method == SuspensionMethod.StopMigration ? SuspensionReview.Of(open, judge!.Migrations.Of(mailbox))
        : SuspensionReview.Of(open, mailbox, asOfUtc);
}
