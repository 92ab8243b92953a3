using System.Text.Json.Serialization;
using ExchangeArchiveSafety.Lab.ExchangeOnline;
using ExchangeArchiveSafety.Lab.Graph;
using ExchangeArchiveSafety.Lab.Tenant;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace ExchangeArchiveSafety.Lab.Server;

/// <summary>A tenant behind HTTP on loopback.</summary>
public sealed class LabServer : IAsyncDisposable
{
    private readonly WebApplication _host;

    private LabServer(LabTenant tenant, WebApplication host)
    {
        Tenant = tenant;
        _host = host;
        Exchange = new ExchangeService(tenant);
        Graph = new GraphService(tenant);
    }

    public LabTenant Tenant { get; }

    /// <summary>The Exchange side: call log, faults, permissions, hooks.</summary>
    public ExchangeService Exchange { get; }

    /// <summary>The Graph side: call log, faults, permissions, tokens, hooks.</summary>
    public GraphService Graph { get; }

    public Uri Uri { get; private set; } = new("http://127.0.0.1");

    /// <summary>The same, to read and to put paths behind.</summary>
    public string Address => Uri.GetLeftPart(UriPartial.Authority);

    /// <param name="tenant">The tenant to serve.</param>
    /// <param name="port">0 takes any free port.</param>
    public static async Task<LabServer> StartAsync(LabTenant tenant, int port = 0)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(1));
        builder.Services.ConfigureHttpJsonOptions(options => options.SerializerOptions.Converters.Add(new JsonStringEnumConverter()));
        var host = builder.Build();
        var server = new LabServer(tenant, host);
        host.MapExchange(server);
        host.MapGraph(server);
        host.MapGraphSignIn(server);
        host.MapControl(server);
        host.MapGraphControl(server);
        await host.StartAsync();
        server.Uri = new Uri(host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        await _host.DisposeAsync();
    }
}
