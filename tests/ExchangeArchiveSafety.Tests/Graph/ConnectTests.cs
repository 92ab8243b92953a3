using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Assert = Xunit.Assert;

namespace ExchangeArchiveSafety.Tests.Graph;

/// <summary>Signing in over real HTTP, and what is refused before anything is sent.</summary>
public sealed class ConnectTests
{
    private const string App = "11111111-2222-3333-4444-555555555555";

    [Fact]
    public async Task An_access_token_connects_and_is_never_shown()
    {
        await using var session = await LabSession.StartAsync(connect: false);
        var token = session.Server.Graph.Tokens.Issue();
        var shown = session.Run(
            "param($uri, $token) Connect-ArchiveSafetyGraph -GraphEndpoint $uri -AccessToken $token -Verbose 4>&1", session.Server.Uri, LabSession.Secure(token));
        var info = shown.Single(item => item.BaseObject is not VerboseRecord);

        Assert.Equal("AccessToken", info.Properties["Authentication"].Value.ToString());
        Assert.Equal(session.Tenant.Organization.TenantId.ToString(), info.Properties["TenantId"].Value);
        Assert.Equal("v1.0", info.Properties["PrimaryApiVersion"].Value);
        Assert.Equal("beta", info.Properties["ArchiveApiVersion"].Value);
        Assert.DoesNotContain(shown.Select(item => item.ToString()).Concat(info.Properties.Where(property => property.MemberType == PSMemberTypes.Property).Select(property => property.Value?.ToString() ?? "")), text => text.Contains(token[..20], StringComparison.Ordinal));
        Assert.Contains(shown, item => item.BaseObject is VerboseRecord record && record.Message.Contains("status 404", StringComparison.Ordinal));
        Assert.NotEmpty(session.Run("Find-ArchiveDuplicates anna.berg@contoso.example -Summary"));
    }

    [Fact]
    public async Task A_secret_signs_in_at_the_endpoint_that_is_given()
    {
        await using var session = await LabSession.StartAsync(connect: false);
        session.Server.Graph.Tokens.ClientSecret = "not a real secret";
        var credential = new PSCredential(App, LabSession.Secure("not a real secret"));
        var info = session.Run(
            "param($uri, $tenant, $credential) Connect-ArchiveSafetyGraph -GraphEndpoint $uri -TenantId $tenant -ClientSecret $credential",
            session.Server.Uri, session.Tenant.Organization.TenantId.ToString(), credential).Single();
        Assert.Equal("ClientSecret", info.Properties["Authentication"].Value.ToString());
        Assert.Equal(App, info.Properties["ClientId"].Value);
        Assert.NotEmpty(session.Run("Find-ArchiveDuplicates anna.berg@contoso.example -Summary"));
    }

    [Fact]
    public async Task A_wrong_secret_is_an_error_that_does_not_repeat_it()
    {
        await using var session = await LabSession.StartAsync(connect: false);
        session.Server.Graph.Tokens.ClientSecret = "right";
        var credential = new PSCredential(App, LabSession.Secure("entirely-wrong-secret"));
        var outcome = session.Try(
            "param($uri, $tenant, $credential) Connect-ArchiveSafetyGraph -GraphEndpoint $uri -AuthorityHost $uri -TenantId $tenant -ClientSecret $credential",
            session.Server.Uri, session.Tenant.Organization.TenantId.ToString(), credential);
        Assert.StartsWith("GraphSignInFailed,", outcome.Terminating!.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.DoesNotContain("entirely-wrong-secret", outcome.Terminating.Exception.ToString(), StringComparison.Ordinal);
        Assert.Contains("AADSTS7000215", outcome.Terminating.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_signs_in_as_an_object_and_from_a_file()
    {
        await using var session = await LabSession.StartAsync(connect: false);
        using var key = RSA.Create(2048);
        using var certificate = new CertificateRequest("CN=lab", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        const string Common = "-GraphEndpoint $uri -AuthorityHost $uri -TenantId $tenant -ClientId " + App;
        var tenant = session.Tenant.Organization.TenantId.ToString();
        Assert.Equal(
            "ClientCertificate",
            session.Run("param($uri, $tenant, $certificate) (Connect-ArchiveSafetyGraph " + Common + " -Certificate $certificate).Authentication.ToString()", session.Server.Uri, tenant, certificate).Single().ToString());

        var file = TestProcess.NewPath("lab.pfx");
        await File.WriteAllBytesAsync(file, certificate.Export(X509ContentType.Pfx, "pw"));
        Assert.Single(session.Run(
            "param($uri, $tenant, $file, $password) Connect-ArchiveSafetyGraph " + Common + " -CertificatePath $file -CertificatePassword $password",
            session.Server.Uri, tenant, file, LabSession.Secure("pw")));

        var wrong = session.Try(
            "param($uri, $tenant, $file, $password) Connect-ArchiveSafetyGraph " + Common + " -CertificatePath $file -CertificatePassword $password",
            session.Server.Uri, tenant, file, LabSession.Secure("no"));
        Assert.StartsWith("CertificateNotUsable,", wrong.Terminating!.FullyQualifiedErrorId, StringComparison.Ordinal);
        var missing = session.Try("param($uri, $tenant) Connect-ArchiveSafetyGraph " + Common + " -CertificateThumbprint " + new string('A', 40), session.Server.Uri, tenant);
        Assert.StartsWith("CertificateNotUsable,", missing.Terminating!.FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Xunit.Theory]
    [Xunit.InlineData("-GraphEndpoint http://graph.example.com", "GraphEndpointRefused")]
    [Xunit.InlineData("-GraphEndpoint ftp://127.0.0.1", "GraphEndpointRefused")]
    [Xunit.InlineData("-GraphEndpoint https://someone:secret@graph.example.com", "GraphEndpointRefused")]
    [Xunit.InlineData("-GraphEndpoint http://127.0.0.1.example.com", "GraphEndpointRefused")]
    [Xunit.InlineData("-AuthorityHost http://login.example.com", "GraphEndpointRefused")]
    [Xunit.InlineData("-ApiVersion @{ Archive = 'v2' }", "InvalidArgument")]
    [Xunit.InlineData("-ApiVersion @{ Public = 'beta' }", "InvalidArgument")]
    public void Where_credentials_may_not_go_they_do_not_go(string parameters, string errorId)
    {
        using var engine = Engine.Start();
        var outcome = engine.Try("param($token) Connect-ArchiveSafetyGraph -AccessToken $token " + parameters, LabSession.Secure("token"));
        Assert.StartsWith(errorId + ",", outcome.Terminating!.FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void Clouds_that_lack_the_routes_are_told_of()
    {
        using var engine = Engine.Start();
        var outcome = engine.Try("param($token) Connect-ArchiveSafetyGraph -AccessToken $token -Environment USGov -SkipProbe", LabSession.Secure("token"));
        Assert.Contains(outcome.Warnings, warning => warning.Contains("USGov", StringComparison.Ordinal));
        Assert.StartsWith("GraphNotInThisCloud,", engine.Try("Find-ArchiveDuplicates a@contoso.example").Errors.Single().FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_belongs_to_its_runspace_and_ends_when_told()
    {
        await using var session = await LabSession.StartAsync(connect: false);
        session.ConnectGraph();
        using (var another = session.Another())
        {
            var refused = another.Try("Find-ArchiveDuplicates a@b").Terminating!;
            Assert.StartsWith("GraphNotConnected,", refused.FullyQualifiedErrorId, StringComparison.Ordinal);
            Assert.Contains("parallel runspace", refused.Exception.Message, StringComparison.Ordinal);
        }

        _ = session.Run("Disconnect-ArchiveSafetyGraph; Disconnect-ArchiveSafetyGraph");
        Assert.StartsWith("GraphNotConnected,", session.Try("Find-ArchiveDuplicates a@b").Terminating!.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.StartsWith("GraphNotConnected,", session.Try("'a@b' | Export-ArchiveInventory -Path x.csv").Terminating!.FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_that_does_not_come_about_leaves_the_one_that_is_there()
    {
        await using var session = await LabSession.StartAsync(connect: false);
        session.ConnectGraph();
        var outcome = session.Try("param($uri, $token) Connect-ArchiveSafetyGraph -GraphEndpoint $uri -AccessToken $token", session.Server.Uri, LabSession.Secure("garbage"));

        Assert.Equal(session.Server.Uri, outcome.Ended("GraphTokenRefused", ErrorCategory.AuthenticationError).TargetObject);
        Assert.NotEmpty(session.Run("Find-ArchiveDuplicates anna.berg@contoso.example -Summary"));
    }

    [Fact]
    public async Task What_is_wrong_while_connecting_is_told_by_progress_and_verbose()
    {
        await using var session = await LabSession.StartAsync(connect: false);
        session.Server.Graph.Faults.Add(new Lab.Graph.Trouble.GraphFault(Lab.Graph.Trouble.GraphFaultKind.Unavailable503) { Times = 1 });
        var outcome = session.Try(
            "param($uri, $token) Connect-ArchiveSafetyGraph -GraphEndpoint $uri -AccessToken $token -Verbose", session.Server.Uri, LabSession.Secure(session.Server.Graph.Tokens.Issue())).Clean();

        Assert.Contains(outcome.Progress, record => record.StatusDescription.Contains("503", StringComparison.Ordinal) && record.StatusDescription.Contains("giving up in", StringComparison.Ordinal));
        Assert.Equal(ProgressRecordType.Completed, outcome.Progress[^1].RecordType);
        Assert.Contains(outcome.Verbose, text => text.Contains("503", StringComparison.Ordinal) && text.Contains("Asking again", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_the_probe_nothing_is_asked_and_the_search_says_what_is_wrong()
    {
        await using var session = await LabSession.StartAsync(connect: false);
        session.Run(
            "param($uri, $token) $null = Connect-ArchiveSafetyGraph -GraphEndpoint $uri -AccessToken $token -SkipProbe",
            session.Server.Address.Replace("http:", "https:", StringComparison.Ordinal), LabSession.Secure("token"));
        Assert.Empty(session.Server.Graph.Calls.All);

        foreach (var command in new[] { "Find-ArchiveDuplicates a@contoso.example, b@contoso.example", "'a@contoso.example', 'b@contoso.example' | Export-ArchiveInventory -Path " + TestProcess.NewPath("i.csv") })
        {
            var outcome = session.Try(command);
            Assert.Equal("https", ((Uri)outcome.Ended("GraphUnreachable", ErrorCategory.ConnectionError).TargetObject).Scheme);
            Assert.Empty(outcome.Errors);
        }
    }
}
