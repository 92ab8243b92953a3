using ExchangeArchiveSafety.Lab.ExchangeOnline.Trouble;

namespace ExchangeArchiveSafety.Lab.Server;

/// <summary>The lab's own controls, which no tenant has: clock, call log, faults, permissions, counts.</summary>
internal static class ControlRoutes
{
    public static void MapControl(this IEndpointRouteBuilder routes, LabServer server)
    {
        routes.MapGet("/lab", () => new
        {
            Organization = server.Tenant.Organization.Name,
            server.Tenant.Organization.TenantId,
            server.Tenant.Now,
            Mailboxes = server.Tenant.Mailboxes.Count,
        });

        routes.MapGet("/lab/clock", () => new { server.Tenant.Now });
        routes.MapPost("/lab/clock/advance", (ClockStep step) =>
        {
            var by = step.To is { } to ? to.ToUniversalTime() - server.Tenant.Now : TimeSpan.FromDays(step.Days) + TimeSpan.FromHours(step.Hours) + TimeSpan.FromMinutes(step.Minutes);
            if (by < TimeSpan.Zero)
            {
                return Results.BadRequest("The clock does not go back.");
            }

            server.Tenant.Advance(by);
            return Results.Ok(new { server.Tenant.Now });
        });

        routes.MapGet("/lab/calls", () => server.Exchange.Calls.All);
        routes.MapDelete("/lab/calls", server.Exchange.Calls.Clear);

        routes.MapGet("/lab/faults", () => server.Exchange.Faults.All);
        routes.MapPost("/lab/faults", (Fault fault) => server.Exchange.Faults.Add(fault));
        routes.MapDelete("/lab/faults", server.Exchange.Faults.Clear);

        routes.MapPost("/lab/permissions", (PermissionChange change) =>
        {
            if (change.Property is { } property)
            {
                server.Exchange.Permissions.Hide(change.Command, property);
            }
            else
            {
                server.Exchange.Permissions.Deny(change.Command, change.Parameter ?? "");
            }
        });
        routes.MapDelete("/lab/permissions", server.Exchange.Permissions.Clear);

        routes.MapGet("/lab/counts", server.Tenant.CountAll);
        routes.MapGet("/lab/counts/total", server.Tenant.Total);
        routes.MapGet("/lab/counts/{mailbox}", (string mailbox) => server.Tenant.FindMailboxes(mailbox).Count == 1 ? Results.Ok(server.Tenant.Count(mailbox)) : Results.NotFound());
        routes.MapGet("/lab/truth/{mailbox}", (string mailbox) => server.Tenant.FindMailboxes(mailbox).Count == 1 ? Results.Ok(server.Tenant.Truth(mailbox)) : Results.NotFound());
    }

    private sealed record ClockStep(double Days = 0, double Hours = 0, double Minutes = 0, DateTime? To = null);

    /// <param name="Command">The command.</param>
    /// <param name="Parameter">Denied; null denies the whole command.</param>
    /// <param name="Property">Hidden in what the command returns.</param>
    private sealed record PermissionChange(string Command, string? Parameter = null, string? Property = null);
}
