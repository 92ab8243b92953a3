using System.Text;
using System.Text.Json;

namespace ExchangeArchiveSafety.Lab.Graph;

/// <summary>Several requests in one: four of them at once, each with an answer of its own.</summary>
internal static class BatchRoute
{
    private const int Most = 20;
    private const int AtOnce = 4;

    public static async Task<GraphAnswer> RunAsync(GraphRequest request, Func<GraphRequest, Task<GraphAnswer>> answer)
    {
        if (!request.Json().TryGetProperty("requests", out var parts) || parts.ValueKind != JsonValueKind.Array || parts.GetArrayLength() is 0 or > Most)
        {
            throw GraphException.BadRequest($"A batch takes 1 to {Most} requests.", "BadRequest");
        }

        using var room = new SemaphoreSlim(AtOnce);
        var running = new Dictionary<string, Task<Part>>();
        foreach (var part in parts.EnumerateArray())
        {
            var id = part.GetProperty("id").GetString()!;
            var first = part.TryGetProperty("dependsOn", out var others)
                ? others.EnumerateArray().Select(other => running.GetValueOrDefault(other.GetString() ?? "")).OfType<Task<Part>>().ToArray()
                : [];
            running[id] = RunPartAsync(id, RequestOf(part, request), first, room, answer);
        }

        var done = await Task.WhenAll(running.Values);
        var whole = GraphAnswer.Json(done, Write);
        Array.ForEach(done, part => part.Answer.Dispose());
        return whole;
    }

    private static async Task<Part> RunPartAsync(string id, GraphRequest request, Task<Part>[] first, SemaphoreSlim room, Func<GraphRequest, Task<GraphAnswer>> answer)
    {
        if ((await Task.WhenAll(first)).Any(part => part.Answer.Status >= 400))
        {
            return new Part(id, new GraphException(424, "FailedDependency", "A request this one depends on has failed.").Answer());
        }

        await room.WaitAsync();
        try
        {
            return new Part(id, await answer(request));
        }
        finally
        {
            room.Release();
        }
    }

    private static GraphRequest RequestOf(JsonElement part, GraphRequest whole)
    {
        var url = part.GetProperty("url").GetString()!;
        var query = url.IndexOf('?', StringComparison.Ordinal);
        return new GraphRequest
        {
            Method = part.GetProperty("method").GetString()!.ToUpperInvariant(),
            BaseAddress = whole.BaseAddress,
            Path = $"/{whole.Version}/{(query < 0 ? url : url[..query]).TrimStart('/')}",
            Query = query < 0 ? "" : url[query..],
            Authorization = whole.Authorization,
            Body = part.TryGetProperty("body", out var body) ? Encoding.UTF8.GetBytes(body.GetRawText()) : [],
            InBatch = true,
        }.Read();
    }

    private static void Write(Utf8JsonWriter json, Part[] parts)
    {
        json.WriteStartObject();
        json.WriteStartArray("responses");
        foreach (var part in parts)
        {
            json.WriteStartObject();
            json.WriteString("id", part.Id);

            // Inside a batch nothing can be dropped: the gateway gives up waiting.
            json.WriteNumber("status", part.Answer.End == AnswerEnd.Whole ? part.Answer.Status : 504);
            json.WriteStartObject("headers");
            json.WriteString("Content-Type", "application/json");
            foreach (var (name, value) in part.Answer.Headers)
            {
                json.WriteString(name, value);
            }

            json.WriteEndObject();
            if (part.Answer.Body.Length > 0 && part.Answer.End == AnswerEnd.Whole)
            {
                json.WritePropertyName("body");
                json.WriteRawValue(part.Answer.Body.Span, skipInputValidation: true);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private sealed record Part(string Id, GraphAnswer Answer);
}
