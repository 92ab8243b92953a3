using System.Buffers.Text;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using ExchangeArchiveSafety.Lab.Graph;
using ExchangeArchiveSafety.Lab.Graph.Trouble;
using ExchangeArchiveSafety.Lab.Serving;

namespace ExchangeArchiveSafety.Lab.Tests.Graph;

public class SignInTests
{
    [Theory]
    [InlineData("client_secret", "s")]
    [InlineData("client_assertion", "a.b.c")]
    public async Task A_client_gets_a_token_that_opens_the_mailbox(string proof, string value)
    {
        await using var lab = await GraphLab.StartAsync();
        var place = await lab.GetAsync($"/{lab.Tenant.Organization.TenantId}/v2.0/.well-known/openid-configuration");
        var answer = await Ask(lab, place.GetProperty("token_endpoint").GetString()!, ("grant_type", "client_credentials"), ("client_id", "app"), (proof, value));
        var token = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString()!;

        var claims = JsonDocument.Parse(Base64Url.DecodeFromChars(token.Split('.')[1])).RootElement;
        Assert.Equal("app", claims.GetProperty("appid").GetString());
        Assert.Equal(lab.Tenant.Organization.TenantId, claims.GetProperty("tid").GetGuid());
        Assert.Contains("MailboxItem.ReadWrite.All", claims.GetProperty("roles").EnumerateArray().Select(role => role.GetString()));
        Assert.Equal(HttpStatusCode.OK, await Status(lab, token));
        Assert.True((await lab.GetAsync("/common/discovery/instance?api-version=1.1")).TryGetProperty("metadata", out _));
    }

    [Fact]
    public async Task A_wrong_secret_gets_nothing()
    {
        await using var lab = await GraphLab.StartAsync();
        lab.Server.Graph.Tokens.ClientSecret = "right";

        Assert.Equal(HttpStatusCode.Unauthorized, (await Ask(lab, "/organizations/oauth2/v2.0/token", ("grant_type", "client_credentials"), ("client_id", "app"), ("client_secret", "wrong"))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await Ask(lab, "/organizations/oauth2/v2.0/token", ("grant_type", "client_credentials"), ("client_id", "app"), ("client_secret", "right"))).StatusCode);
    }

    [Fact]
    public async Task Tokens_end_when_told_to()
    {
        await using var lab = await GraphLab.StartAsync();
        var soon = lab.Server.Graph.Tokens.Issue(lifetime: TimeSpan.FromMilliseconds(-1));
        var token = await lab.Http.GetStringAsync("/lab/graph/token");

        Assert.Equal(HttpStatusCode.OK, await Status(lab, token));
        Assert.Equal(HttpStatusCode.Unauthorized, await Status(lab, soon));
        lab.Server.Graph.Tokens.ExpireAll();
        Assert.Equal(HttpStatusCode.Unauthorized, await Status(lab, token));
        Assert.Equal((HttpStatusCode.Unauthorized, "InvalidAuthenticationToken"), await lab.RefusedAsync(HttpMethod.Get, lab.Primary + "/folders"));
        lab.Http.DefaultRequestHeaders.Authorization = null;
        Assert.Equal(HttpStatusCode.Unauthorized, (await lab.Http.GetAsync(lab.Primary + "/folders")).StatusCode);
    }

    [Fact]
    public async Task A_managed_identity_needs_its_header()
    {
        await using var lab = await GraphLab.StartAsync();
        const string Path = "/msi/token?resource=https://graph.microsoft.com&api-version=2019-08-01";

        Assert.Equal(HttpStatusCode.BadRequest, (await lab.Http.GetAsync(Path)).StatusCode);
        lab.Http.DefaultRequestHeaders.Add("X-IDENTITY-HEADER", "lab");
        Assert.Equal(HttpStatusCode.OK, await Status(lab, (await lab.GetAsync(Path)).GetProperty("access_token").GetString()!));
    }

    [Fact]
    public async Task Faults_reach_the_sign_in_only_by_name()
    {
        await using var lab = await GraphLab.StartAsync();
        (string, string)[] form = [("grant_type", "client_credentials"), ("client_id", "app"), ("client_secret", "s")];
        lab.Server.Graph.Faults.Add(GraphFaultKind.Unavailable503, times: 1);
        lab.Server.Graph.Faults.Add(GraphFaultKind.Unavailable503, GraphRoute.Token, times: 1, skip: 1);

        Assert.Equal(HttpStatusCode.OK, (await Ask(lab, "/organizations/oauth2/v2.0/token", form)).StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await Ask(lab, "/organizations/oauth2/v2.0/token", form)).StatusCode);
        Assert.Equal([200, 503], lab.Server.Graph.Calls.Of(GraphRoute.Token).Select(call => call.Status));
    }

    [Fact]
    public async Task The_invitation_says_how_to_connect()
    {
        await using var lab = await GraphLab.StartAsync();

        Assert.Contains($"Connect-ArchiveSafetyGraph -GraphEndpoint {lab.Server.Address}", ServeVerb.Invitation(lab.Server), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Libraries_that_insist_on_https_get_it()
    {
        await using var server = await LabServer.StartAsync(new TenantBuilder().Mailbox("anna").Build(), https: true);
        using var http = new HttpClient(new SocketsHttpHandler { SslOptions = { RemoteCertificateValidationCallback = (_, _, _, _) => true } });

        var place = await http.GetFromJsonAsync<JsonElement>(new Uri(server.HttpsUri!, "/organizations/v2.0/.well-known/openid-configuration"));
        Assert.StartsWith(server.HttpsUri!.ToString(), place.GetProperty("token_endpoint").GetString(), StringComparison.Ordinal);
    }

    private static async Task<HttpResponseMessage> Ask(GraphLab lab, string path, params (string Name, string Value)[] form)
    {
        using var content = new FormUrlEncodedContent(form.Select(pair => KeyValuePair.Create(pair.Name, pair.Value)));
        return await lab.Http.PostAsync(path, content);
    }

    private static async Task<HttpStatusCode> Status(GraphLab lab, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, lab.Primary + "/folders");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return (await lab.Http.SendAsync(request)).StatusCode;
    }
}
