namespace ExchangeArchiveSafety;

/// <summary>What is known of a saved copy.</summary>
public enum QuarantineState
{
    /// <summary>It is saved; whether it was removed stands in a journal that was not read, or does not know it.</summary>
    Saved,

    /// <summary>It was removed, and was not brought back.</summary>
    Removed,

    /// <summary>It was brought back.</summary>
    Restored,

    /// <summary>It was saved, and stayed in its mailbox.</summary>
    NotRemoved,

    /// <summary>A run announced its removal or its return, and nobody knows what came of it.</summary>
    Open,

    /// <summary>Its file is missing, or is not what was saved: it cannot be brought back.</summary>
    Damaged,
}
