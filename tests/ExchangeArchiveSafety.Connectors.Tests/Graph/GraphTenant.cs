using System.Security;
using System.Text.Json;
using ExchangeArchiveSafety.Lab.Building;
using ExchangeArchiveSafety.Lab.Graph;
using ExchangeArchiveSafety.Lab.Server;
using ExchangeArchiveSafety.Lab.Tenant.Mailboxes;
using Xunit;

namespace ExchangeArchiveSafety.Graph;

/// <summary>A lab tenant over real HTTP, and a connection to it.</summary>
internal sealed class GraphTenant : IAsyncDisposable
{
    private GraphTenant(LabServer server) => Server = server;

    public LabServer Server { get; }

    public GraphService Graph => Server.Graph;

    public LabMailbox Anna => Server.Tenant.Mailbox("anna");

    public FastTime Time { get; } = new();

    public string Folder { get; } = Directory.CreateTempSubdirectory("graph").FullName;

    public string WorkFolder => Path.Combine(Folder, "work");

    public static async Task<GraphTenant> StartAsync(Action<TenantBuilder>? set = null)
    {
        var builder = new TenantBuilder().Mailbox("anna");
        set?.Invoke(builder);
        return new GraphTenant(await LabServer.StartAsync(builder.Build()));
    }

    public static SecureString Protect(string text)
    {
        var secret = new SecureString();
        foreach (var character in text)
        {
            secret.AppendChar(character);
        }

        return secret;
    }

    public GraphConnectionSettings Settings(GraphAuthentication authentication = GraphAuthentication.ClientSecret, string? secret = null, int pageSize = 200, int budgetSeconds = 600) => new()
    {
        Authentication = authentication,
        GraphEndpoint = Server.Uri,
        AuthorityHost = Server.Uri,
        TenantId = Server.Tenant.Organization.TenantId.ToString(),
        ClientId = "11111111-2222-3333-4444-555555555555",
        Secret = Protect(secret ?? (authentication == GraphAuthentication.AccessToken ? Graph.Tokens.Issue() : "s3cret-of-the-app")),
        PageSize = pageSize,
        TimeBudget = TimeSpan.FromSeconds(budgetSeconds),
    };

    public Task<IGraphConnection> ConnectAsync(GraphConnectionSettings? settings = null) =>
        new GraphConnector(Time, () => 0.5).ConnectAsync(settings ?? Settings(), CancellationToken.None);

    public async Task<(IGraphConnection Connection, GraphMailbox Anna)> AnnaAsync(GraphConnectionSettings? settings = null)
    {
        var connection = await ConnectAsync(settings);
        return (connection, await connection.ResolveAsync("anna@contoso.example", CancellationToken.None));
    }

    /// <summary>What the tenant holds, in the folders that it lists: half, path and id of every item.</summary>
    public List<string> Held() =>
        [.. Of(Anna.Primary, "Primary").Concat(Of(Anna.Archive, "Archive")).Order(StringComparer.Ordinal)];

    /// <summary>What a scan wrote.</summary>
    public static List<string> Listed(MailboxScan scan) => [.. Rows(scan).Select(row => $"{row.GetProperty("location")} {row.GetProperty("folderPath")} {row.GetProperty("itemId")}").Order(StringComparer.Ordinal)];

    public static IEnumerable<JsonElement> Rows(MailboxScan scan) =>
        scan.InventoryFiles.SelectMany(File.ReadLines).Select(line => JsonDocument.Parse(line).RootElement);

    /// <summary>Scans, and makes sure that exactly what the tenant holds was read.</summary>
    public async Task<MailboxScan> ScanWholeAsync(IGraphConnection connection, GraphMailbox anna)
    {
        var scan = await connection.ScanAsync(anna, WorkFolder, null, CancellationToken.None);
        Assert.Empty(scan.Incomplete);
        Assert.Equal(Held(), Listed(scan));
        Assert.Equal(Held().Count, scan.Items);
        Assert.True(Graph.Calls.LargestInFlight().Values.DefaultIfEmpty().Max() <= 4);
        return scan;
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }

    private IEnumerable<string> Of(MailStore store, string half) =>
        store.Folders.Where(folder => Graph.Options.ListsRecoverableItems || !folder.IsRecoverableItems)
            .SelectMany(folder => folder.Items.Select(item => $"{half} {folder.Path} {item.ItemId}"));
}
