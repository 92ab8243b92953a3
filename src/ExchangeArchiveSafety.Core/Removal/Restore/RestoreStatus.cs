namespace ExchangeArchiveSafety;

/// <summary>What became of a saved copy.</summary>
public enum RestoreStatus
{
    /// <summary>It was imported, and seen.</summary>
    Restored,

    /// <summary>It was brought back earlier and still lies there.</summary>
    AlreadyRestored,

    /// <summary>The original was never removed; nothing was done.</summary>
    NotRemoved,

    /// <summary>It is not brought back; nothing was done.</summary>
    Skipped,

    /// <summary>It could not be brought back.</summary>
    Failed,

    /// <summary>It could not be seen what became of it; running again finds out.</summary>
    Unverified,

    /// <summary>It would be brought back.</summary>
    WhatIf,
}
