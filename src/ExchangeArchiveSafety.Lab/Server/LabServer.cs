using System.Globalization;
using System.Net;
using System.Text.Json.Serialization;
using ExchangeArchiveSafety.Lab.Blobs;
using ExchangeArchiveSafety.Lab.Dns;
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

    private LabServer(LabTenant tenant, ExchangeService exchange, WebApplication host)
    {
        Tenant = tenant;
        _host = host;
        Exchange = exchange;
        Graph = new GraphService(tenant);
        NameServer = LabNameServer.Start(tenant);
        Storage = new BlobStore(() => tenant.Now).Handle;
    }

    public LabTenant Tenant { get; }

    /// <summary>The Exchange side: call log, faults, permissions, hooks.</summary>
    public ExchangeService Exchange { get; }

    /// <summary>The Graph side: call log, faults, permissions, tokens, hooks.</summary>
    public GraphService Graph { get; }

    /// <summary>Answers about the MX records of the tenant's domains.</summary>
    public LabNameServer NameServer { get; }

    /// <summary>Answers as a storage account.</summary>
    public Func<BlobCall, BlobReply> Storage { get; set; }

    public Uri Uri { get; private set; } = new("http://127.0.0.1");

    /// <summary>The same over https, if that was asked for.</summary>
    public Uri? HttpsUri { get; private set; }

    /// <summary>The http address, to read and to put paths behind.</summary>
    public string Address => Uri.GetLeftPart(UriPartial.Authority);

    /// <param name="tenant">The tenant to serve.</param>
    /// <param name="port">0 takes any free port.</param>
    /// <param name="https">Answers on https too, with a certificate that nobody trusts, at <see cref="HttpsUri"/>.</param>
    /// <param name="exchange">The tenant's Exchange, where others have it in hand too.</param>
    public static async Task<LabServer> StartAsync(LabTenant tenant, int port = 0, bool https = false, ExchangeService? exchange = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(options =>
        {
            options.Listen(IPAddress.Loopback, port);
            if (https)
            {
                options.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(LoopbackCertificate.Create()));
            }
        });
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(1));
        builder.Services.ConfigureHttpJsonOptions(options => options.SerializerOptions.Converters.Add(new JsonStringEnumConverter()));
        var host = builder.Build();
        var server = new LabServer(tenant, exchange ?? new ExchangeService(tenant), host);
        host.Use((context, next) =>
        {
            if (server.Graph.Options.ClockSkew is var skew && skew != TimeSpan.Zero)
            {
                context.Response.Headers.Date = (DateTime.UtcNow + skew).ToString("R", CultureInfo.InvariantCulture);
            }

            return next(context);
        });
        host.MapExchange(server);
        host.MapGraph(server);
        host.MapGraphSignIn(server);
        host.MapBlobs(server);
        host.MapControl(server);
        host.MapGraphControl(server);
        await host.StartAsync();
        var addresses = host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Select(address => new Uri(address)).ToList();
        server.Uri = addresses.Find(address => address.Scheme == Uri.UriSchemeHttp)!;
        server.HttpsUri = addresses.Find(address => address.Scheme == Uri.UriSchemeHttps);
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        NameServer.Dispose();
        await _host.StopAsync();
        await _host.DisposeAsync();
    }
}
