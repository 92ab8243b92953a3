using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ExchangeArchiveSafety.Lab.Graph;
using Xunit;

namespace ExchangeArchiveSafety.Graph;

public class SignInTests
{
    [Fact]
    public async Task A_client_secret_signs_in_and_the_token_tells_who()
    {
        await using var tenant = await GraphTenant.StartAsync();
        tenant.Graph.Tokens.ClientSecret = "s3cret-of-the-app";
        using var connection = await tenant.ConnectAsync();

        Assert.Equal(tenant.Server.Tenant.Organization.TenantId.ToString(), connection.Info.TenantId);
        Assert.Equal("11111111-2222-3333-4444-555555555555", connection.Info.ClientId);
        Assert.Contains("MailboxItem.Read.All", connection.Info.Permissions);
        Assert.NotNull(connection.Info.TokenExpiresUtc);
        await connection.ResolveAsync("anna@contoso.example", CancellationToken.None);
    }

    [Fact]
    public async Task A_wrong_secret_is_refused_and_not_repeated_in_the_error()
    {
        await using var tenant = await GraphTenant.StartAsync();
        tenant.Graph.Tokens.ClientSecret = "another";

        var error = await Assert.ThrowsAsync<GraphException>(() => tenant.ConnectAsync());
        Assert.Equal(("GraphSignInFailed", "AADSTS7000215"), (error.ErrorId, error.Code));
        Assert.Contains("Invalid client secret provided.", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_signs_in()
    {
        await using var tenant = await GraphTenant.StartAsync();
        using var key = RSA.Create(2048);
        using var certificate = new CertificateRequest("CN=test", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        var settings = new GraphConnectionSettings
        {
            Authentication = GraphAuthentication.ClientCertificate,
            GraphEndpoint = tenant.Server.Uri,
            AuthorityHost = tenant.Server.Uri,
            TenantId = tenant.Server.Tenant.Organization.TenantId.ToString(),
            ClientId = "11111111-2222-3333-4444-555555555555",
            Certificate = certificate,
        };
        using var connection = await tenant.ConnectAsync(settings);
        await connection.ResolveAsync("anna@contoso.example", CancellationToken.None);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("99999999-2222-3333-4444-555555555555")]
    public async Task A_managed_identity_signs_in(string? clientId)
    {
        await using var tenant = await GraphTenant.StartAsync();
        Environment.SetEnvironmentVariable("IDENTITY_ENDPOINT", tenant.Server.Address + "/msi/token");
        Environment.SetEnvironmentVariable("IDENTITY_HEADER", "lab");
        try
        {
            using var connection = await tenant.ConnectAsync(new() { Authentication = GraphAuthentication.ManagedIdentity, GraphEndpoint = tenant.Server.Uri, ClientId = clientId });
            await connection.ResolveAsync("anna@contoso.example", CancellationToken.None);
            Assert.Single(tenant.Graph.Calls.Of(GraphRoute.ManagedIdentity));
        }
        finally
        {
            Environment.SetEnvironmentVariable("IDENTITY_ENDPOINT", null);
            Environment.SetEnvironmentVariable("IDENTITY_HEADER", null);
        }
    }

    [Fact]
    public async Task A_workload_identity_signs_in()
    {
        await using var tenant = await GraphTenant.StartAsync();
        var file = Path.Combine(tenant.Folder, "federated");
        await File.WriteAllTextAsync(file, "a.b.c");
        Environment.SetEnvironmentVariable("AZURE_FEDERATED_TOKEN_FILE", file);
        try
        {
            using var connection = await tenant.ConnectAsync(tenant.Settings(GraphAuthentication.WorkloadIdentity));
            await connection.ResolveAsync("anna@contoso.example", CancellationToken.None);
        }
        finally
        {
            Environment.SetEnvironmentVariable("AZURE_FEDERATED_TOKEN_FILE", null);
        }
    }

    [Fact]
    public async Task A_device_code_is_shown()
    {
        await using var tenant = await GraphTenant.StartAsync();
        var shown = "";
        var settings = new GraphConnectionSettings
        {
            Authentication = GraphAuthentication.DeviceCode,
            GraphEndpoint = tenant.Server.Uri,
            AuthorityHost = tenant.Server.Uri,
            TenantId = tenant.Server.Tenant.Organization.TenantId.ToString(),
            ClientId = "11111111-2222-3333-4444-555555555555",
            ShowDeviceCode = text => shown = text,
        };
        using var connection = await tenant.ConnectAsync(settings);
        Assert.Contains("LABCODE", shown, StringComparison.Ordinal);
        await connection.ResolveAsync("anna@contoso.example", CancellationToken.None);
    }

    [Fact]
    public async Task A_token_that_the_server_ended_is_replaced_once_and_the_reading_goes_on()
    {
        await using var tenant = await GraphTenant.StartAsync();
        using var connection = await tenant.ConnectAsync();
        await connection.ResolveAsync("anna@contoso.example", CancellationToken.None);
        tenant.Graph.Tokens.ExpireAll();

        await connection.ResolveAsync("anna@contoso.example", CancellationToken.None);
        Assert.Equal(2, tenant.Graph.Calls.Of(GraphRoute.Token).Count);
    }

    [Fact]
    public async Task A_handed_over_token_cannot_be_renewed_and_says_so()
    {
        await using var tenant = await GraphTenant.StartAsync();
        var token = tenant.Graph.Tokens.Issue();
        using var connection = await tenant.ConnectAsync(tenant.Settings(GraphAuthentication.AccessToken, token));
        await connection.ResolveAsync("anna@contoso.example", CancellationToken.None);
        tenant.Graph.Tokens.ExpireAll();

        var error = await Assert.ThrowsAsync<GraphException>(() => connection.ResolveAsync("anna@contoso.example", CancellationToken.None));
        Assert.Equal("GraphTokenExpired", error.ErrorId);
        Assert.DoesNotContain(token, error.ToString(), StringComparison.Ordinal);
        var old = await Assert.ThrowsAsync<GraphException>(() => tenant.ConnectAsync(tenant.Settings(GraphAuthentication.AccessToken, tenant.Graph.Tokens.Issue(lifetime: TimeSpan.FromMinutes(-1)))));
        Assert.Equal("GraphTokenExpired", old.ErrorId);
    }

    [Fact]
    public async Task A_token_that_is_no_jwt_connects_and_tells_nothing()
    {
        using var server = new OtherServer(_ => (404, "{}"));
        using var connection = await server.ConnectAsync();
        Assert.Equal(("", ""), (connection.Info.TenantId, connection.Info.ClientId));
        Assert.Null(connection.Info.TokenExpiresUtc);
    }

    [Fact]
    public async Task A_token_is_renewed_before_it_ends()
    {
        await using var tenant = await GraphTenant.StartAsync();
        tenant.Graph.Tokens.Lifetime = TimeSpan.FromMinutes(65);
        using var connection = await tenant.ConnectAsync();
        await tenant.Time.Delay(TimeSpan.FromMinutes(61), CancellationToken.None);

        await connection.ResolveAsync("anna@contoso.example", CancellationToken.None);
    }

    [Theory]
    [InlineData("http://graph.example")]
    [InlineData("ftp://127.0.0.1")]
    [InlineData("https://user:pass@graph.example")]
    [InlineData("https://graph.example/?a=b")]
    [InlineData("https://graph.example/#a")]
    public async Task Credentials_go_nowhere_unprotected(string address)
    {
        await using var tenant = await GraphTenant.StartAsync();
        var good = tenant.Settings();
        foreach (var (graph, authority) in new[] { (new Uri(address), good.AuthorityHost), (good.GraphEndpoint, new Uri(address)) })
        {
            var settings = new GraphConnectionSettings
            {
                Authentication = GraphAuthentication.ClientSecret,
                GraphEndpoint = graph,
                AuthorityHost = authority,
                TenantId = good.TenantId,
                ClientId = good.ClientId,
                Secret = good.Secret,
            };
            var error = await Assert.ThrowsAsync<GraphException>(() => tenant.ConnectAsync(settings));
            Assert.Equal("GraphEndpointRefused", error.ErrorId);
            Assert.DoesNotContain("pass", error.Message, StringComparison.Ordinal);
        }

        Assert.Empty(tenant.Graph.Calls.All);
    }

    [Theory]
    [InlineData(null, null, "https://login.microsoftonline.us/")]
    [InlineData("https://graph.example/root/", null, "https://graph.example/")]
    [InlineData("http://127.0.0.1:8080", null, "http://127.0.0.1:8080/")]
    [InlineData("https://graph.example", "https://login.example/", "https://login.example/")]
    [InlineData("https://graph.microsoft.us/", null, "https://login.microsoftonline.us/")]
    [InlineData("https://graph.microsoft.com/", null, "https://login.microsoftonline.us/")]
    public void One_signs_in_where_it_is_said_or_at_the_other_root_or_at_the_cloud(string? endpoint, string? authority, string expected) =>
        Assert.Equal(expected, GraphCloud.AuthorityOf(new()
        {
            Environment = GraphEnvironment.USGov,
            GraphEndpoint = endpoint is null ? null : new(endpoint),
            AuthorityHost = authority is null ? null : new(authority),
        }).AbsoluteUri);

    [Fact]
    public async Task Other_clouds_are_told_apart_before_anything_is_asked()
    {
        await using var tenant = await GraphTenant.StartAsync();
        var settings = new GraphConnectionSettings { Authentication = GraphAuthentication.AccessToken, Environment = GraphEnvironment.China, Secret = GraphTenant.Protect("opaque"), SkipProbe = true };
        using var connection = await tenant.ConnectAsync(settings);
        var error = await Assert.ThrowsAsync<GraphException>(() => connection.ResolveAsync("anna@contoso.example", CancellationToken.None));
        Assert.Equal("GraphNotInThisCloud", error.ErrorId);
    }

    [Theory]
    [InlineData(GraphAuthentication.ClientSecret)]
    [InlineData(GraphAuthentication.ClientCertificate)]
    [InlineData(GraphAuthentication.AccessToken)]
    [InlineData(GraphAuthentication.DeviceCode)]
    [InlineData(GraphAuthentication.InteractiveBrowser)]
    public async Task What_is_missing_is_named(GraphAuthentication authentication)
    {
        await using var tenant = await GraphTenant.StartAsync();
        var error = await Assert.ThrowsAsync<GraphException>(() => tenant.ConnectAsync(new() { Authentication = authentication }));
        Assert.Equal("GraphSettingsIncomplete", error.ErrorId);
    }
}
