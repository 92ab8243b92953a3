namespace ExchangeArchiveSafety;

/// <summary>Which role groups grant a cmdlet (ODE permissions-exo). A missing cmdlet or parameter in a connected session means a missing role.</summary>
public static class RoleGroups
{
    /// <summary>The role groups that grant a cmdlet, as a phrase.</summary>
    /// <param name="cmdlet">The cmdlet's name without prefix.</param>
    public static string For(string cmdlet) => cmdlet.ToUpperInvariant() switch
    {
        "GET-MIGRATIONBATCH" or "GET-MIGRATIONUSER" or "STOP-MIGRATIONBATCH" or "STOP-MIGRATIONUSER" =>
            "the role groups Organization Management or Recipient Management (role Migration)",
        "GET-RETENTIONPOLICY" or "GET-RETENTIONPOLICYTAG" or "EXPORT-MAILBOXDIAGNOSTICLOGS" =>
            "the role groups Compliance Management, Organization Management or Records Management (role Retention Management)",
        "SET-MAILBOX" =>
            "the role groups Compliance Management, Organization Management or Records Management (role Retention Management; other mailbox settings: role Mail Recipients)",
        "GET-ORGANIZATIONCONFIG" or "GET-ACCEPTEDDOMAIN" =>
            "the role group Organization Management or View-Only Organization Management",
        _ => "the role groups Organization Management, Recipient Management or View-Only Organization Management (role Mail Recipients or View-Only Recipients)",
    };
}
