using ExchangeArchiveSafety.Lab.Graph.Trouble;

namespace ExchangeArchiveSafety.Lab.Server;

/// <summary>The lab's controls of its Graph side, which no tenant has.</summary>
internal static class GraphControlRoutes
{
    public static void MapGraphControl(this IEndpointRouteBuilder routes, LabServer server)
    {
        routes.MapGet("/lab/graph/token", () => Results.Text(server.Graph.Tokens.Issue()));
        routes.MapDelete("/lab/graph/token", server.Graph.Tokens.ExpireAll);

        routes.MapGet("/lab/graph/calls", () => server.Graph.Calls.All);
        routes.MapDelete("/lab/graph/calls", server.Graph.Calls.Clear);

        routes.MapGet("/lab/graph/faults", () => server.Graph.Faults.All);
        routes.MapPost("/lab/graph/faults", (GraphFault fault) => server.Graph.Faults.Add(fault));
        routes.MapPost("/lab/graph/faults/rough", (ulong? seed) => server.Graph.Faults.AddRough(seed ?? 29));
        routes.MapPost("/lab/graph/faults/moving", (ulong? seed) => server.Graph.Faults.AddMoving(seed ?? 29));
        routes.MapDelete("/lab/graph/faults", server.Graph.Faults.Clear);

        routes.MapPost("/lab/graph/permissions", (DeniedPermission denied) => server.Graph.Permissions.Deny(denied.Permission));
        routes.MapDelete("/lab/graph/permissions", server.Graph.Permissions.Clear);
    }

    private sealed record DeniedPermission(string Permission);
}
