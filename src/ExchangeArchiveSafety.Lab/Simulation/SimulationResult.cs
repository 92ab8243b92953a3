namespace ExchangeArchiveSafety.Lab.Simulation;

/// <summary>What came of one seed.</summary>
public sealed record SimulationResult
{
    public ulong Seed { get; init; }

    /// <summary>What the guard did wrong; empty when it passed.</summary>
    public required IReadOnlyList<string> Violations { get; init; }

    /// <summary>Everything that happened, in its order.</summary>
    public required IReadOnlyList<string> Story { get; init; }

    /// <summary>How often each place was come to.</summary>
    public required IReadOnlyDictionary<string, int> Seen { get; init; }

    /// <summary>How often each mishap happened at each place.</summary>
    public required IReadOnlyDictionary<string, int> Happened { get; init; }

    /// <summary>What no guard can help, and how often it was needed.</summary>
    public required IReadOnlyDictionary<string, int> Allowed { get; init; }

    public int Passes { get; init; }

    /// <summary>Passes without any trouble that came to their end.</summary>
    public int WholePasses { get; init; }

    public int Suspensions { get; init; }

    public int Resumptions { get; init; }

    /// <summary>The longest that the journal has been.</summary>
    public long JournalBytes { get; init; }

    /// <summary>Surplus copies in the tenant that lived the same without a guard.</summary>
    public int CopiesUnguarded { get; init; }

    /// <summary>Surplus copies in the guarded one: of what was archived before a pass could see it.</summary>
    public int CopiesGuarded { get; init; }

    public override string ToString() =>
        $"seed {Seed}: {(Violations.Count == 0 ? "holds" : $"{Violations.Count} VIOLATIONS")}; {Passes} passes, {WholePasses} of them whole; {Suspensions} suspended, {Resumptions} resumed; "
        + $"{Happened.Values.Sum()} mishaps; {CopiesUnguarded} surplus copies without the guard, {CopiesGuarded} with it; journal {JournalBytes:N0} bytes";

    /// <summary>What went wrong, with everything that was told until then; empty when nothing did.</summary>
    public string Complaint() => Violations.Count == 0 ? "" : string.Join(Environment.NewLine, [ToString(), .. Violations, "", .. Story]);
}
