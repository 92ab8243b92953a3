namespace ExchangeArchiveSafety.Lab.Simulation;

/// <summary>Makes the passes of a guard over a simulated tenant. The simulation knows nothing else of the guard.</summary>
public interface IGuardRunner : IDisposable
{
    /// <summary>Makes one pass, as a new process would.</summary>
    /// <exception cref="SimulatedDeathException">The process died on the way.</exception>
    PassReport Pass(PassOrder order);

    /// <summary>Somebody insists that what is recorded of these mailboxes is given back.</summary>
    /// <param name="order">The time.</param>
    /// <param name="exchangeGuids">Their keys.</param>
    void GiveBack(PassOrder order, IReadOnlyList<Guid> exchangeGuids);

    /// <summary>Reads the journal from its begin to its end.</summary>
    JournalReport ReadJournal();
}

/// <summary>What a pass is told.</summary>
/// <param name="NowUtc">The tenant's time.</param>
/// <param name="Partition">Its part of the tenant, from 1.</param>
/// <param name="PartitionCount">Into how many parts the tenant is divided.</param>
/// <param name="SettleTime">How long an end is to be seen before anything is given back.</param>
/// <param name="ExternallyMigrating">Mailboxes fed by a tool that Exchange does not know.</param>
/// <param name="Calls">For how many calls there is time; null for as many as it takes. A runner whose time cannot be set makes a whole pass.</param>
public sealed record PassOrder(DateTime NowUtc, int Partition, int PartitionCount, TimeSpan SettleTime, IReadOnlyList<string> ExternallyMigrating, int? Calls);

/// <summary>What a pass says of itself.</summary>
/// <param name="ExitCode">0 when all is well.</param>
/// <param name="Left">Mailboxes that it did not come to.</param>
/// <param name="Failures">The addresses of mailboxes with which something is not well; what else is not well is empty.</param>
/// <param name="Lines">For the story: what it changed, and what went wrong.</param>
public sealed record PassReport(int ExitCode, int Left, IReadOnlyList<string> Failures, IReadOnlyList<string> Lines);

/// <summary>The journal as a reader finds it.</summary>
/// <param name="Bytes">Its length.</param>
/// <param name="Unreadable">Why it cannot be read to its end; null where it can.</param>
public sealed record JournalReport(long Bytes, string? Unreadable);
