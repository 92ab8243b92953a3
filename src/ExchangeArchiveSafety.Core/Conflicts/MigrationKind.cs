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

/// <summary>Reads the migration type texts.</summary>
public static class MigrationKinds
{
    /// <summary>What a migration type says. A type that was not returned is unknown.</summary>
    /// <param name="migrationType">The type as it was read.</param>
    public static MigrationKind Of(Fact<string?> migrationType) => migrationType.Or(null)?.Trim().ToUpperInvariant() switch
    {
        "IMAP" or "GMAIL" or "GOOGLEWORKSPACE" or "GOOGLE WORKSPACE" => MigrationKind.Affected,
        "EXCHANGEREMOTEMOVE" or "PUBLICFOLDER" => MigrationKind.Unaffected,
        _ => MigrationKind.Unknown,
    };
}
