namespace ExchangeArchiveSafety;

/// <summary>A mailbox setting that a suspension may change, by its name in Get-Mailbox and Set-Mailbox. Dates stand before the flag: they are restored first.</summary>
public enum ArchivingSetting
{
    /// <summary>Begin of the retention hold, UTC.</summary>
    StartDateForRetentionHold,

    /// <summary>End of the retention hold, UTC.</summary>
    EndDateForRetentionHold,

    /// <summary>The retention hold's flag.</summary>
    RetentionHoldEnabled,

    /// <summary>Whether the Managed Folder Assistant leaves the mailbox alone.</summary>
    ElcProcessingDisabled,

    /// <summary>Whether auto-archiving may act.</summary>
    AutoArchivingEnabled,
}
