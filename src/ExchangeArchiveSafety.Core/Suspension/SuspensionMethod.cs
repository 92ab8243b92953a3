namespace ExchangeArchiveSafety;

/// <summary>How archiving is suspended.</summary>
public enum SuspensionMethod
{
    /// <summary>A retention hold, and auto-archiving off where the mailbox returns that property.</summary>
    RetentionHold,

    /// <summary>ElcProcessingDisabled. Ignored under Preservation Lock; Recoverable Items stop being purged.</summary>
    ElcProcessing,

    /// <summary>The migration is stopped instead (the second remedy of KB 2783045).</summary>
    StopMigration,
}
