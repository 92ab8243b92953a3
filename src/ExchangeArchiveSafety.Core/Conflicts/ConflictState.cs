namespace ExchangeArchiveSafety;

/// <summary>The verdict on one mailbox.</summary>
public enum ConflictState
{
    /// <summary>Not migrating in an affected way, or no archive, or nothing archives.</summary>
    Safe,

    /// <summary>Archiving is held off, open-endedly.</summary>
    Mitigated,

    /// <summary>The migration is stopped or failed and anyone can restart it; archiving is on.</summary>
    Dormant,

    /// <summary>A fact that the verdict needs is missing or contradicts itself.</summary>
    Indeterminate,

    /// <summary>It will conflict without anybody acting again.</summary>
    Imminent,

    /// <summary>A sync that cannot see the archive runs, an archive exists, and an archiving engine acts on the mailbox now.</summary>
    Conflicting,
}
