using System.Security;
using System.Security.Cryptography.X509Certificates;

namespace ExchangeArchiveSafety;

/// <summary>Where to connect and as whom.</summary>
public sealed class GraphConnectionSettings
{
    /// <summary>The API version that lists primary and shared mailboxes (documented, generally available).</summary>
    public const string DefaultPrimaryApiVersion = "v1.0";

    /// <summary>The only API version that covers archives today (documented); v1.0 is reported to refuse them.</summary>
    public const string DefaultArchiveApiVersion = "beta";

    /// <summary>How to sign in.</summary>
    public GraphAuthentication Authentication { get; init; }

    /// <summary>The cloud of the tenant.</summary>
    public GraphEnvironment Environment { get; init; }

    /// <summary>Another root than the cloud's; null for the cloud's. Https, or http on loopback.</summary>
    public Uri? GraphEndpoint { get; init; }

    /// <summary>Another sign-in authority; null for the one at <see cref="GraphEndpoint"/>, or without that the cloud's. Https, or http on loopback.</summary>
    public Uri? AuthorityHost { get; init; }

    /// <summary>The tenant, by id or by domain; null where the kind of sign-in knows it.</summary>
    public string? TenantId { get; init; }

    /// <summary>The application, or the user-assigned managed identity.</summary>
    public string? ClientId { get; init; }

    /// <summary>The client secret or the access token.</summary>
    public SecureString? Secret { get; init; }

    /// <summary>The client certificate with its private key.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>The API version for primary and shared mailboxes.</summary>
    public string PrimaryApiVersion { get; init; } = DefaultPrimaryApiVersion;

    /// <summary>The API version for archives.</summary>
    public string ArchiveApiVersion { get; init; } = DefaultArchiveApiVersion;

    /// <summary>Items asked for a page.</summary>
    public int PageSize { get; init; } = 200;

    /// <summary>The longest time that one request may take with all its repetitions and waits; after it, it has failed.</summary>
    public TimeSpan TimeBudget { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Whether to believe that the API answers and takes the token, instead of asking it once.</summary>
    public bool SkipProbe { get; init; }

    /// <summary>Told what is asked while connecting. Called from other threads.</summary>
    public Action<GraphNotice>? Told { get; init; }

    /// <summary>Shows a person the code to sign in with. May be called from another thread.</summary>
    public Action<string>? ShowDeviceCode { get; init; }
}
