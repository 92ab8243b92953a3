namespace ExchangeArchiveSafety;

/// <summary>How far a migration still acts on a mailbox, least active first: the most active of several counts.</summary>
public enum MigrationActivity
{
    /// <summary>Completed, absent, or of a type that does not re-copy archived mail.</summary>
    Ended,

    /// <summary>Stopped or failed, and anyone can restart it.</summary>
    Dormant,

    /// <summary>Created, queued or waiting.</summary>
    WillSync,

    /// <summary>The status or the type says nothing that can be relied on.</summary>
    CannotJudge,

    /// <summary>A sync runs, or runs again every 24 hours; also any status text that nobody knows.</summary>
    StillSyncs,
}
