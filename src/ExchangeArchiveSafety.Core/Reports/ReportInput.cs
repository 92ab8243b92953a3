namespace ExchangeArchiveSafety;

/// <summary>What a report is made of, in any mix. It only collects: what came twice is settled when the report is made.</summary>
public sealed class ReportInput
{
    private readonly List<ArchiveMigrationConflict> _verdicts = [];
    private readonly List<ArchivePolicySuspension> _suspensions = [];
    private readonly List<ArchiveDuplicateGroup> _groups = [];
    private readonly List<ArchiveDuplicateSummary> _duplicates = [];
    private readonly List<ArchiveDuplicateRemovalSummary> _removals = [];
    private readonly List<ArchiveSafetyGuardPass> _passes = [];
    private readonly List<ArchiveSafetyCheck> _checks = [];

    /// <summary>What it is called; empty for what reports are called as a rule.</summary>
    public string Title { get; init; } = "";

    /// <summary>The time that it is about, UTC.</summary>
    public DateTime AsOfUtc { get; init; }

    /// <summary>A saved tenant; its mailboxes are judged as of <see cref="AsOfUtc"/>, and suspensions of the journal are compared with it.</summary>
    public TenantSnapshot? Snapshot { get; init; }

    /// <summary>A journal: what it holds suspended, and what was removed by it.</summary>
    public IJournalStore? Journal { get; init; }

    internal IReadOnlyList<ArchiveMigrationConflict> Verdicts => _verdicts;

    internal IReadOnlyList<ArchivePolicySuspension> Suspensions => _suspensions;

    internal IReadOnlyList<ArchiveDuplicateGroup> Groups => _groups;

    internal IReadOnlyList<ArchiveDuplicateSummary> Duplicates => _duplicates;

    internal IReadOnlyList<ArchiveDuplicateRemovalSummary> Removals => _removals;

    internal IReadOnlyList<ArchiveSafetyGuardPass> Passes => _passes;

    internal IReadOnlyList<ArchiveSafetyCheck> Checks => _checks;

    /// <summary>Takes a verdict, a suspension, a group or a summary of duplicates, a summary of a removal, a pass of the guard or a check.</summary>
    /// <param name="thing">The thing.</param>
    /// <returns>False for anything else: a report can say nothing about it.</returns>
    public bool Add(object? thing)
    {
        switch (thing)
        {
            case ArchiveMigrationConflict verdict: _verdicts.Add(verdict); break;
            case ArchivePolicySuspension suspension: _suspensions.Add(suspension); break;
            case ArchiveDuplicateGroup group: _groups.Add(group); break;
            case ArchiveDuplicateSummary summary: _duplicates.Add(summary); break;
            case ArchiveDuplicateRemovalSummary removal: _removals.Add(removal); break;
            case ArchiveSafetyGuardPass pass: _passes.Add(pass); break;
            case ArchiveSafetyCheck check: _checks.Add(check); break;
            default: return false;
        }

        return true;
    }
}
