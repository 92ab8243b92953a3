namespace ExchangeArchiveSafety;

/// <summary>What moves mail from the primary to the archive.</summary>
public enum ArchivingEngine
{
    /// <summary>An enabled MoveToArchive tag of the effective retention policy.</summary>
    RetentionPolicyTag,

    /// <summary>An enabled MoveToArchive tag from outside the policy that the user opted into.</summary>
    OptionalPersonalTag,

    /// <summary>Auto-archiving, when the primary is nearly full.</summary>
    AutoArchiving,
}

/// <summary>What holds archiving off.</summary>
public enum ArchivingSwitch
{
    /// <summary>A retention hold that now lies inside of.</summary>
    RetentionHold,

    /// <summary>ElcProcessingDisabled on the mailbox.</summary>
    ElcProcessingDisabled,

    /// <summary>ElcProcessingDisabled on the organization.</summary>
    OrganizationElcProcessingDisabled,

    /// <summary>AutoArchivingEnabled false on a mailbox on which auto-archiving would act or is ahead. Holds nothing else off.</summary>
    AutoArchivingDisabled,
}
