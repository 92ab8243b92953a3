using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace ExchangeArchiveSafety.Lab.Tests.Graph;

/// <summary>A tenant with one mailbox and a client that has a token.</summary>
internal sealed class GraphLab : IAsyncDisposable
{
    private GraphLab(LabServer server)
    {
        Server = server;
        Http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = server.Uri };
        Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", server.Graph.Tokens.Issue());
    }

    public LabServer Server { get; }

    public HttpClient Http { get; }

    public LabTenant Tenant => Server.Tenant;

    public LabMailbox Anna => Tenant.Mailbox("anna");

    public string Primary => "/v1.0/admin/exchange/mailboxes/" + Uri.EscapeDataString(Server.Graph.PrimaryIdOf(Anna));

    public string Archive => "/beta/admin/exchange/mailboxes/" + Uri.EscapeDataString(Server.Graph.ArchiveIdOf(Anna));

    /// <summary>The auxiliary archive of this number, from 0.</summary>
    public string Auxiliary(int number) => "/beta/admin/exchange/mailboxes/" + Uri.EscapeDataString(Server.Graph.AuxiliaryIdsOf(Anna)[number]);

    /// <summary>Lets requests be answered only when so many have come, those that are refused included.</summary>
    public IDisposable MeetBeforeAnswering(int requests)
    {
        var before = Server.Graph.Calls.Count;
        return Server.Graph.Hooks.Before(_ => true, _ => Assert.True(SpinWait.SpinUntil(() => Server.Graph.Calls.Count >= before + requests, TimeSpan.FromMinutes(5))));
    }

    public static async Task<GraphLab> StartAsync(Action<TenantBuilder>? set = null)
    {
        var builder = new TenantBuilder().Mailbox("anna");
        set?.Invoke(builder);
        return new GraphLab(await LabServer.StartAsync(builder.Build()));
    }

    public static string Items(string mailbox, MailFolder folder) => $"{mailbox}/folders/{folder.Id}/items";

    public static string Item(string mailbox, MailItem item) => $"{Items(mailbox, item.Folder)}/{item.ItemId}";

    public async Task<JsonElement> GetAsync(string path)
    {
        var response = await Http.GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    /// <summary>Every page.</summary>
    public async Task<List<JsonElement>> ListAsync(string path)
    {
        var all = new List<JsonElement>();
        for (var next = path; next is not null;)
        {
            var page = await GetAsync(next);
            all.AddRange(page.GetProperty("value").EnumerateArray());
            next = page.TryGetProperty("@odata.nextLink", out var link) ? link.GetString() : null;
        }

        return all;
    }

    public async Task<(HttpStatusCode Status, string Code)> RefusedAsync(HttpMethod method, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        var response = await Http.SendAsync(request);
        return (response.StatusCode, (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("error").GetProperty("code").GetString()!);
    }

    public async Task<JsonElement> PostAsync(string path, object body)
    {
        var response = await Http.PostAsJsonAsync(path, body, JsonSerializerOptions.Default);
        Assert.True(response.IsSuccessStatusCode, $"{response.StatusCode}");
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    /// <summary>To an import address, which takes no token.</summary>
    public static async Task<(HttpStatusCode Status, JsonElement Answer)> ImportAsync(string url, MailFolder folder, string data)
    {
        using var anonymous = new HttpClient();
        var response = await anonymous.PostAsJsonAsync(url, new { FolderId = folder.Id, Mode = "create", Data = data }, JsonSerializerOptions.Default);
        return (response.StatusCode, await response.Content.ReadFromJsonAsync<JsonElement>());
    }

    public async Task<string> ImportUrlAsync(string mailbox) => (await PostAsync(mailbox + "/createImportSession", new { })).GetProperty("importUrl").GetString()!;

    public async Task<JsonElement> ExportAsync(string mailbox, MailItem item) => (await PostAsync(mailbox + "/exportItems", new { itemIds = new[] { item.ItemId } })).GetProperty("value")[0];

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Server.DisposeAsync();
    }
}
