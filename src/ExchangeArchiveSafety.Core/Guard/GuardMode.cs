namespace ExchangeArchiveSafety;

/// <summary>What a pass of the guard may do.</summary>
public enum GuardMode
{
    /// <summary>Reads, judges and remembers, and writes nothing to the tenant.</summary>
    Observe,

    /// <summary>Also suspends what is at risk, and resumes what has ended and settled.</summary>
    Protect,
}
