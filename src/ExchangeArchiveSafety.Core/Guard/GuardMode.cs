namespace ExchangeArchiveSafety;

/// <summary>What an unattended pass may do.</summary>
public enum GuardMode
{
    /// <summary>Reads, judges and remembers; nothing is written to the tenant.</summary>
    Observe,

    /// <summary>Suspends what is at risk and resumes what has settled, too.</summary>
    Protect,
}
