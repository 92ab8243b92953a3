using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ExchangeArchiveSafety.Lab.Serving;

namespace ExchangeArchiveSafety.Lab.Tests.Control;

public sealed class ControlRouteTests : IAsyncLifetime
{
    private LabServer _server = null!;
    private HttpClient _http = null!;

    public async Task InitializeAsync()
    {
        _server = await LabServer.StartAsync(Contoso.Create());
        _http = new HttpClient { BaseAddress = _server.Uri };
    }

    public async Task DisposeAsync()
    {
        _http.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task The_clock_is_read_and_moved()
    {
        (await _http.PostAsJsonAsync("/lab/clock/advance", new { days = 2, hours = 3 })).EnsureSuccessStatusCode();
        Assert.Equal(LabTenant.DefaultStart.AddDays(2).AddHours(3), _server.Tenant.Now);

        (await _http.PostAsJsonAsync("/lab/clock/advance", new { to = LabTenant.DefaultStart.AddDays(9) })).EnsureSuccessStatusCode();
        Assert.Equal(LabTenant.DefaultStart.AddDays(9), (await _http.GetFromJsonAsync<JsonElement>("/lab/clock")).GetProperty("now").GetDateTime());

        Assert.Equal(HttpStatusCode.BadRequest, (await _http.PostAsJsonAsync("/lab/clock/advance", new { days = -1 })).StatusCode);
    }

    [Fact]
    public async Task Faults_permissions_and_calls_are_within_reach_of_a_script()
    {
        await _http.PostAsJsonAsync("/lab/faults", new { command = "Get-Mailbox", kind = "Throttled", mailbox = "anna.berg", times = 1 });
        await _http.PostAsJsonAsync("/lab/permissions", new { command = "Set-Mailbox", parameter = "RetentionHoldEnabled" });

        var spoilt = await Command("Get-Mailbox", new { Identity = "anna.berg" });
        Assert.Contains("throttled", spoilt.GetProperty("errors")[0].GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Equal(1, (await Command("Get-Mailbox", new { Identity = "anna.berg" })).GetProperty("objects").GetArrayLength());
        Assert.True((await Command("Set-Mailbox", new { Identity = "anna.berg", RetentionHoldEnabled = true })).GetProperty("errors")[0].GetProperty("terminating").GetBoolean());
        Assert.False(_server.Tenant.Mailbox("anna.berg").RetentionHoldEnabled);

        var calls = await _http.GetFromJsonAsync<JsonElement>("/lab/calls");
        Assert.Equal(["Get-Mailbox", "Get-Mailbox", "Set-Mailbox"], calls.EnumerateArray().Select(call => call.GetProperty("command").GetString()));
        await _http.DeleteAsync("/lab/calls");
        Assert.Empty(_server.Exchange.Calls.All);
        await _http.DeleteAsync("/lab/permissions");
        Assert.Equal(0, (await Command("Set-Mailbox", new { Identity = "anna.berg", RetentionHoldEnabled = true })).GetProperty("errors").GetArrayLength());
    }

    [Fact]
    public async Task The_truth_can_be_counted()
    {
        _server.Tenant.AdvanceDays(20);

        var one = await _http.GetFromJsonAsync<JsonElement>("/lab/counts/anna.berg");
        Assert.Equal(_server.Tenant.Count("anna.berg").DuplicatedInArchive, one.GetProperty("duplicatedInArchive").GetInt32());
        Assert.Equal(_server.Tenant.Mailboxes.Count, (await _http.GetFromJsonAsync<JsonElement>("/lab/counts")).GetArrayLength());
        Assert.Equal(_server.Tenant.Total().Reappeared, (await _http.GetFromJsonAsync<JsonElement>("/lab/counts/total")).GetProperty("reappeared").GetInt32());
        Assert.True((await _http.GetFromJsonAsync<JsonElement>("/lab/truth/anna.berg")).GetArrayLength() >= 46);
        Assert.Equal(HttpStatusCode.NotFound, (await _http.GetAsync("/lab/counts/nobody")).StatusCode);
    }

    [Fact]
    public void The_invitation_names_the_modules_and_the_address()
    {
        var text = ServeVerb.Invitation(_server);

        Assert.Contains($"Connect-LabExchange -Uri {_server.Address}", text, StringComparison.Ordinal);
        Assert.Contains(StagedModules.Exchange, text, StringComparison.Ordinal);
        Assert.Contains(StagedModules.Product, text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--port", "x")]
    [InlineData("--seed", "-1")]
    [InlineData("--preset", "nothing")]
    [InlineData("--wrong", "1")]
    [InlineData("--port")]
    public void Wrong_options_are_named(params string[] arguments) =>
        Assert.Contains(arguments[^1] == "--port" ? "--port" : arguments[0] == "--wrong" ? "--wrong" : arguments[1], Assert.Throws<FormatException>(() => ServeOptions.Parse(arguments)).Message, StringComparison.Ordinal);

    private async Task<JsonElement> Command(string name, object parameters)
    {
        var response = await _http.PostAsJsonAsync("/exchange/commands/" + name, new { connection = "test", parameters }, new JsonSerializerOptions());
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }
}
