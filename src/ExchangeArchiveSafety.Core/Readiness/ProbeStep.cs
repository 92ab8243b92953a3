namespace ExchangeArchiveSafety;

/// <summary>A step of the probe, in order.</summary>
public enum ProbeStep
{
    /// <summary>A message is made in the primary mailbox.</summary>
    Create,

    /// <summary>It is exported.</summary>
    Export,

    /// <summary>It is imported into the archive.</summary>
    Import,

    /// <summary>It is found there.</summary>
    FindInArchive,

    /// <summary>It is deleted there softly.</summary>
    SoftDelete,

    /// <summary>It is found among the deleted items of the archive.</summary>
    FindDeleted,

    /// <summary>It is brought back.</summary>
    Restore,

    /// <summary>Everything that the probe made is removed for good.</summary>
    CleanUp,
}
