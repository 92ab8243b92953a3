namespace ExchangeArchiveSafety;

/// <summary>A Graph connection as it is shown. It carries no token and no secret.</summary>
public sealed class GraphConnectionInfo
{
    /// <summary>The root of the API.</summary>
    public Uri? GraphEndpoint { get; init; }

    /// <summary>The cloud.</summary>
    public GraphEnvironment Environment { get; init; }

    /// <summary>How it signed in.</summary>
    public GraphAuthentication Authentication { get; init; }

    /// <summary>The tenant, as the token names it; empty when it does not.</summary>
    public string TenantId { get; init; } = "";

    /// <summary>The application, as the token names it; empty when it does not.</summary>
    public string ClientId { get; init; } = "";

    /// <summary>The signed-in person; empty for an application.</summary>
    public string Account { get; init; } = "";

    /// <summary>Permissions that the token carries; empty when it does not tell.</summary>
    public ShownList<string> Permissions { get; init; } = new([]);

    /// <summary>The API version for primary and shared mailboxes.</summary>
    public string PrimaryApiVersion { get; init; } = "";

    /// <summary>The API version for archives.</summary>
    public string ArchiveApiVersion { get; init; } = "";

    /// <summary>When the first token ends, UTC; null when nobody knows. A connection that can renew it goes on.</summary>
    public DateTime? TokenExpiresUtc { get; init; }

    /// <summary>Endpoint and who signed in, in one line, safe to show.</summary>
    public override string ToString() => DisplayText.Escape($"{GraphEndpoint} {(Account.Length > 0 ? Account : ClientId)}".TrimEnd());
}
