using System.Globalization;
using ExchangeArchiveSafety.Lab.Blobs;

namespace ExchangeArchiveSafety.Lab.Server;

/// <summary>A storage account on loopback, as the SDK addresses one by number: the account stands first in the path.</summary>
internal static class BlobRoutes
{
    public const string Account = "labstorage";

    public static void MapBlobs(this IEndpointRouteBuilder routes, LabServer server) => routes.Map($"/{Account}/{{**blob}}", async (HttpContext context) =>
    {
        var (request, response) = (context.Request, context.Response);
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        var reply = server.Storage(new BlobCall(
            request.Method, request.Path, request.QueryString.Value ?? "", name => request.Headers.TryGetValue(name, out var value) ? value.ToString() : null, body.ToArray()));
        response.StatusCode = reply.Status;
        response.Headers["x-ms-error-code"] = reply.Code;
        response.Headers.Date = server.Tenant.Now.ToString("R", CultureInfo.InvariantCulture);
        foreach (var (name, value) in reply.Headers)
        {
            response.Headers[name] = value;
        }

        response.ContentLength = request.Method == "HEAD" && reply.Headers.TryGetValue("x-ms-blob-content-length", out var length)
            ? long.Parse(length, CultureInfo.InvariantCulture)
            : reply.Body.Length;
        if (request.Method != "HEAD")
        {
            await response.Body.WriteAsync(reply.Body);
        }
    });
}
