using System.Globalization;
using System.Text;
using System.Text.Json;
using ExchangeArchiveSafety.Lab.Graph;
using ExchangeArchiveSafety.Lab.Graph.Trouble;

namespace ExchangeArchiveSafety.Lab.Server;

/// <summary>The sign-in of the tenant and the endpoint for managed identities, as far as clients of Graph use them.</summary>
internal static class GraphSignInRoutes
{
    private const string ManagedIdentitySecret = "lab";

    public static void MapGraphSignIn(this IEndpointRouteBuilder routes, LabServer server)
    {
        routes.MapGet("/common/discovery/instance", (HttpRequest request) => Results.Json(new
        {
            tenant_discovery_endpoint = $"{Root(request)}/{server.Tenant.Organization.TenantId}/v2.0/.well-known/openid-configuration",
            metadata = new[] { new { preferred_network = request.Host.Value, preferred_cache = request.Host.Value, aliases = new[] { request.Host.Value } } },
        }));
        routes.MapGet("/{tenant}/v2.0/.well-known/openid-configuration", (string tenant, HttpRequest request) => Results.Json(new
        {
            issuer = $"{Root(request)}/{tenant}/v2.0",
            authorization_endpoint = $"{Root(request)}/{tenant}/oauth2/v2.0/authorize",
            token_endpoint = $"{Root(request)}/{tenant}/oauth2/v2.0/token",
            device_authorization_endpoint = $"{Root(request)}/{tenant}/oauth2/v2.0/devicecode",
            jwks_uri = $"{Root(request)}/{tenant}/discovery/v2.0/keys",
        }));
        routes.MapPost("/{tenant}/oauth2/v2.0/devicecode", (string tenant, HttpRequest request) => Results.Json(new
        {
            user_code = "LABCODE",
            device_code = Guid.NewGuid().ToString("N"),
            verification_uri = $"{Root(request)}/{tenant}/device",
            expires_in = 900,
            interval = 1,
            message = $"Open {Root(request)}/{tenant}/device and enter the code LABCODE.",
        }));
        routes.MapPost("/{tenant}/oauth2/v2.0/token", async (HttpRequest request) => Token(request, await request.ReadFormAsync(), server));
        routes.MapGet("/msi/token", (HttpRequest request) => ManagedIdentity(request, server));
    }

    private static IResult Token(HttpRequest request, IFormCollection form, LabServer server)
    {
        var call = Log(request, server, GraphRoute.Token, out var refusal);
        var answer = refusal ?? Granting(form, server);
        call.Status = (answer as IStatusCodeHttpResult)?.StatusCode ?? 200;
        return answer;
    }

    private static IResult Granting(IFormCollection form, LabServer server)
    {
        var client = form["client_id"].ToString();
        if (client.Length == 0)
        {
            return Refusal("invalid_request", "AADSTS900144: The request body must contain the following parameter: 'client_id'.");
        }

        switch (form["grant_type"].ToString())
        {
            case "client_credentials" when form["client_assertion"].Count > 0:
            case "urn:ietf:params:oauth:grant-type:jwt-bearer":
                var assertion = form["client_assertion"].Count > 0 ? form["client_assertion"].ToString() : form["assertion"].ToString();
                return assertion.Split('.').Length == 3 ? Granted(client, server) : Refusal("invalid_client", "AADSTS50027: JWT token is invalid or malformed.");
            case "client_credentials":
                return form["client_secret"].Count > 0 && (server.Graph.Tokens.ClientSecret is not { } secret || secret == form["client_secret"])
                    ? Granted(client, server)
                    : Refusal("invalid_client", "AADSTS7000215: Invalid client secret provided.");
            case "urn:ietf:params:oauth:grant-type:device_code" or "device_code" or "authorization_code" or "refresh_token":
                return Granted(client, server, ofUser: true);
            default:
                return Refusal("unsupported_grant_type", "AADSTS70003: The app requested an unsupported grant type.");
        }
    }

    private static IResult Granted(string client, LabServer server, bool ofUser = false)
    {
        var token = server.Graph.Tokens.Issue(client);
        var seconds = (int)server.Graph.Tokens.Lifetime.TotalSeconds;
        var answer = new Dictionary<string, object> { ["token_type"] = "Bearer", ["expires_in"] = seconds, ["ext_expires_in"] = seconds, ["access_token"] = token };
        if (ofUser)
        {
            var user = server.Tenant.Mailboxes[0].ExternalDirectoryObjectId;
            answer["scope"] = "https://graph.microsoft.com/.default";
            answer["refresh_token"] = "lab-refresh";
            answer["id_token"] = $"{Encoded(new { typ = "JWT", alg = "none" })}.{Encoded(new { aud = client, sub = user, oid = user, tid = server.Tenant.Organization.TenantId, preferred_username = "admin@contoso.example", ver = "2.0" })}.x";
            answer["client_info"] = Encoded(new { uid = user, utid = server.Tenant.Organization.TenantId });
        }

        return Results.Json(answer);
    }

    /// <summary>The form of App Service: <c>IDENTITY_ENDPOINT</c> is this route, <c>IDENTITY_HEADER</c> the word "lab".</summary>
    private static IResult ManagedIdentity(HttpRequest request, LabServer server)
    {
        var call = Log(request, server, GraphRoute.ManagedIdentity, out var refusal);
        var answer = refusal ?? Identity(request, server);
        call.Status = (answer as IStatusCodeHttpResult)?.StatusCode ?? 200;
        return answer;
    }

    private static IResult Identity(HttpRequest request, LabServer server)
    {
        if (request.Headers["X-IDENTITY-HEADER"] != ManagedIdentitySecret || request.Query["resource"].Count == 0)
        {
            return Results.Json(new { statusCode = 400, message = "The secret or the resource is missing." }, statusCode: 400);
        }

        var client = request.Query["client_id"].Count > 0 ? request.Query["client_id"].ToString() : null;
        return Results.Json(new
        {
            access_token = server.Graph.Tokens.Issue(client),
            expires_on = DateTimeOffset.UtcNow.Add(server.Graph.Tokens.Lifetime).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
            resource = request.Query["resource"].ToString(),
            token_type = "Bearer",
            client_id = client,
        });
    }

    /// <summary>Faults hit the sign-in only where they name it.</summary>
    private static GraphCall Log(HttpRequest request, LabServer server, GraphRoute route, out IResult? refusal)
    {
        var asked = new GraphRequest { Method = request.Method, BaseAddress = Root(request), Path = request.Path, Query = request.QueryString.ToString() }.As(route);
        refusal = null;
        foreach (var fault in server.Graph.Faults.Hit(asked))
        {
            if (Spoiler.Instead(fault, server.Graph.Options.ClockSkew) is { } instead)
            {
                refusal = Results.Json(new { error = "temporarily_unavailable", error_description = "AADSTS90033: A transient error has occurred." }, statusCode: instead.Status);
            }
        }

        return server.Graph.Calls.Add(asked, 0);
    }

    private static IResult Refusal(string error, string text) =>
        Results.Json(new { error, error_description = text, error_codes = new[] { 0 }, timestamp = DateTime.UtcNow, trace_id = Guid.NewGuid(), correlation_id = Guid.NewGuid() }, statusCode: error == "invalid_client" ? 401 : 400);

    private static string Encoded(object value) => System.Buffers.Text.Base64Url.EncodeToString(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(value)));

    // A client whose library insists on https may come through something that undoes it, and says so.
    private static string Root(HttpRequest request) =>
        $"{(request.Headers["X-Forwarded-Proto"] is { Count: > 0 } scheme ? scheme.ToString() : request.Scheme)}://{request.Host}";
}
