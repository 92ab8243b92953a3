using System.Text.Json;
using ExchangeArchiveSafety.Lab.ExchangeOnline;

namespace ExchangeArchiveSafety.Lab.Server;

/// <summary>What the lab's Exchange module talks to: what the session may do, and doing it.</summary>
internal static class ExchangeRoutes
{
    public static void MapExchange(this IEndpointRouteBuilder routes, LabServer server)
    {
        routes.MapGet("/exchange/session", () => Session(server));
        routes.MapPost("/exchange/commands/{name}", async (string name, HttpContext context) =>
        {
            // Read to the end before anything happens: a caller who leaves now has asked, and will not hear.
            using var body = await JsonDocument.ParseAsync(context.Request.Body);
            var call = new CommandCall(name, WireReader.Parameters(body.RootElement.GetProperty("parameters")), body.RootElement.GetProperty("connection").GetString() ?? "");
            var answer = await server.Exchange.RunAsync(call);
            context.Response.ContentType = "application/json";
            await using var json = new Utf8JsonWriter(context.Response.BodyWriter);
            new WireWriter(json, server.Tenant.Options.Shapes).Write(answer);
        });
    }

    /// <summary>The commands and parameters that this session is granted.</summary>
    private static object Session(LabServer server) => new
    {
        Organization = server.Tenant.Organization.Name,
        server.Tenant.Organization.TenantId,
        NameServer = server.NameServer.Address,
        Commands = CommandCatalog.Commands.Where(name => server.Exchange.Permissions.Allows(name)).Select(name => new
        {
            Name = name,
            BuiltIn = CommandCatalog.IsBuiltIn(name),
            ShouldProcess = CommandCatalog.SupportsShouldProcess(name),
            Asks = CommandCatalog.Asks(name),
            NeedsIdentity = CommandCatalog.NeedsIdentity(name),
            Parameters = CommandCatalog.Parameters(name).Where(parameter => server.Exchange.Permissions.Allows(name, parameter.Key)).Select(parameter => new
            {
                Name = parameter.Key,
                Switch = parameter.Value == "SwitchParameter",
            }),
        }),
    };
}
