namespace ExchangeArchiveSafety;

/// <summary>From what the waiting time at the end of a migration is counted.</summary>
public enum MigrationEndingBasis
{
    /// <summary>Nothing is known to count from.</summary>
    Nothing,

    /// <summary>The time when the MX records were first seen to point to Exchange Online.</summary>
    MailExchange,

    /// <summary>The last sync that was seen, since the MX records do not tell.</summary>
    LastSync,

    /// <summary>The time when the end was first seen, since neither MX records nor a sync tell.</summary>
    EndSeen,
}
