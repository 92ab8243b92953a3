using ExchangeArchiveSafety.Lab.Graph;
using Microsoft.AspNetCore.Http.Features;

namespace ExchangeArchiveSafety.Lab.Server;

/// <summary>Microsoft Graph, as far as mailboxes go: takes requests off the wire and puts answers on it.</summary>
internal static class GraphRoutes
{
    public static void MapGraph(this IEndpointRouteBuilder routes, LabServer server)
    {
        foreach (var root in (string[])["/v1.0/{**path}", "/beta/{**path}", "/import/{**path}"])
        {
            routes.Map(root, context => HandleAsync(context, server.Graph));
        }
    }

    private static async Task HandleAsync(HttpContext context, GraphService graph)
    {
        using var answer = await graph.AnswerAsync(await ReadAsync(context.Request));
        if (answer.End == AnswerEnd.Dropped)
        {
            context.Abort();
            return;
        }

        var response = context.Response;
        response.StatusCode = answer.Status;
        foreach (var (name, value) in answer.Headers)
        {
            response.Headers.Append(name, value);
        }

        if (answer.Body.IsEmpty)
        {
            return;
        }

        response.ContentType = "application/json; odata.metadata=minimal; charset=utf-8";
        response.ContentLength = answer.Body.Length;
        if (answer.End == AnswerEnd.CutInTheMiddle)
        {
            await response.Body.WriteAsync(answer.Body[..(answer.Body.Length / 2)]);
            await response.Body.FlushAsync();
            context.Abort();
            return;
        }

        await response.BodyWriter.WriteAsync(answer.Body);
    }

    private static async Task<GraphRequest> ReadAsync(HttpRequest request)
    {
        // As it was written: links that go back are made of it.
        var target = request.HttpContext.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var query = target.IndexOf('?', StringComparison.Ordinal);
        byte[] body = [];
        if (request.ContentLength > 0 || request.Headers.TransferEncoding.Count > 0)
        {
            using var buffer = new MemoryStream();
            await request.Body.CopyToAsync(buffer);
            body = buffer.ToArray();
        }

        return new GraphRequest
        {
            Method = request.Method,
            BaseAddress = $"{request.Scheme}://{request.Host}",
            Path = query < 0 ? target : target[..query],
            Query = query < 0 ? "" : target[query..],
            Authorization = request.Headers.Authorization.Count > 0 ? request.Headers.Authorization.ToString() : null,
            Prefer = request.Headers["Prefer"].ToString(),
            Body = body,
        }.Read();
    }
}
