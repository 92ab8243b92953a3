using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;

namespace ExchangeArchiveSafety.Connectors.Graph.SignIn;

/// <summary>Makes the credentials of Azure.Identity for the ways to sign in.</summary>
internal static class CredentialFactory
{
    /// <summary>Checks that the settings are whole and gives what makes a credential; each one it makes has a cache of its own.</summary>
    /// <exception cref="GraphException">Something that this way to sign in needs is missing, or the authority may not see credentials.</exception>
    public static Func<TokenCredential> Create(GraphConnectionSettings settings)
    {
        var authority = GraphAddress.Check(GraphCloud.AuthorityOf(settings));
        var (tenant, client) = (settings.TenantId ?? "", settings.ClientId ?? "");
        switch (settings.Authentication)
        {
            case GraphAuthentication.ManagedIdentity:
                var identity = client.Length > 0 ? ManagedIdentityId.FromUserAssignedClientId(client) : ManagedIdentityId.SystemAssigned;
                return () => new ManagedIdentityCredential(Aim(new ManagedIdentityCredentialOptions(identity), authority));
            case GraphAuthentication.ClientCertificate:
                var certificate = settings.Certificate ?? throw Missing(settings, nameof(settings.Certificate));
                Need(settings, tenant, nameof(settings.TenantId));
                Need(settings, client, nameof(settings.ClientId));
                return () => new ClientCertificateCredential(tenant, client, certificate, Aim(new ClientCertificateCredentialOptions { DisableInstanceDiscovery = IsForeign(authority) }, authority));
            case GraphAuthentication.ClientSecret:
                var secret = settings.Secret ?? throw Missing(settings, nameof(settings.Secret));
                Need(settings, tenant, nameof(settings.TenantId));
                Need(settings, client, nameof(settings.ClientId));
                return () => new ClientSecretCredential(tenant, client, PlainText.Of(secret), Aim(new ClientSecretCredentialOptions { DisableInstanceDiscovery = IsForeign(authority) }, authority));
            case GraphAuthentication.WorkloadIdentity:
                return () => new WorkloadIdentityCredential(Workload(tenant, client, authority));
            case GraphAuthentication.InteractiveBrowser:
                Need(settings, client, nameof(settings.ClientId));
                return () => new InteractiveBrowserCredential(Aim(
                    new InteractiveBrowserCredentialOptions { ClientId = client, TenantId = NullIfEmpty(tenant), DisableInstanceDiscovery = IsForeign(authority) }, authority));
            case GraphAuthentication.DeviceCode:
                Need(settings, client, nameof(settings.ClientId));
                var show = settings.ShowDeviceCode ?? throw Missing(settings, nameof(settings.ShowDeviceCode));
                return () => new DeviceCodeCredential(Aim(
                    new DeviceCodeCredentialOptions
                    {
                        ClientId = client,
                        TenantId = NullIfEmpty(tenant),
                        DisableInstanceDiscovery = IsForeign(authority),
                        DeviceCodeCallback = (code, _) =>
                        {
                            show(DisplayText.Escape(code.Message));
                            return Task.CompletedTask;
                        },
                    },
                    authority));
            case GraphAuthentication.AccessToken:
                var token = settings.Secret ?? throw Missing(settings, nameof(settings.Secret));
                return () => new StaticTokenCredential(PlainText.Of(token));
            default:
                throw new ArgumentOutOfRangeException(nameof(settings));
        }
    }

    /// <summary>Whether a credential can give another token than the one it gave, without a person.</summary>
    public static bool IsUnattended(GraphAuthentication authentication) =>
        authentication is not (GraphAuthentication.AccessToken or GraphAuthentication.InteractiveBrowser or GraphAuthentication.DeviceCode);

    private static WorkloadIdentityCredentialOptions Workload(string tenant, string client, Uri authority)
    {
        // What is not given comes from the environment that Kubernetes sets up; the defaults read it.
        var options = Aim(new WorkloadIdentityCredentialOptions { DisableInstanceDiscovery = IsForeign(authority) }, authority);
        options.TenantId = NullIfEmpty(tenant) ?? options.TenantId;
        options.ClientId = NullIfEmpty(client) ?? options.ClientId;
        return options;
    }

    private static T Aim<T>(T options, Uri authority)
        where T : TokenCredentialOptions
    {
        if (authority.Scheme == Uri.UriSchemeHttps)
        {
            options.AuthorityHost = authority;
            return options;
        }

        options.AuthorityHost = new UriBuilder(authority) { Scheme = Uri.UriSchemeHttps, Port = authority.Port }.Uri;
        options.Transport = new HttpClientTransport(new HttpClient(new PlainHttpHandler(authority, new HttpClientHandler { AllowAutoRedirect = false })));
        return options;
    }

    private static bool IsForeign(Uri authority) => !GraphCloud.IsMicrosoft(authority);

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;

    private static void Need(GraphConnectionSettings settings, string value, string name)
    {
        if (value.Length == 0)
        {
            throw Missing(settings, name);
        }
    }

    private static GraphException Missing(GraphConnectionSettings settings, string name) =>
        new(ErrorIds.GraphSettingsIncomplete, DisplayText.Sentence(ConnectorMessages.SettingsIncomplete, settings.Authentication.ToString(), name));
}
