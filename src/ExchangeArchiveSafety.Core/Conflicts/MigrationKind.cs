namespace ExchangeArchiveSafety;

/// <summary>Whether a migration type re-copies what it does not find in the primary mailbox.</summary>
public enum MigrationKind
{
    /// <summary>Cutover and staged (one type text for both), PST import, any type that is new or missing.</summary>
    Unknown,

    /// <summary>IMAP (KB 2783045) and Google Workspace (perform-g-suite-migration).</summary>
    Affected,

    /// <summary>Remote moves take primary and archive along; public folders have no archive.</summary>
    Unaffected,
}
