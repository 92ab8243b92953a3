using System.Text.Json;

namespace ExchangeArchiveSafety.Connectors.Graph.Sending;

/// <summary>The code in the body of a failure.</summary>
internal static class GraphErrorBody
{
    private const int LongestCode = 100;

    /// <summary>The code; empty when the body has none. The message beside it is the server's free text and is not passed on.</summary>
    public static string Code(ReadOnlySpan<byte> body)
    {
        try
        {
            using var json = JsonDocument.Parse(body.ToArray());
            if (json.RootElement.ValueKind == JsonValueKind.Object
                && json.RootElement.TryGetProperty("error", out var error) && error.ValueKind == JsonValueKind.Object
                && error.TryGetProperty("code", out var code) && code.ValueKind == JsonValueKind.String)
            {
                var text = code.GetString()!;
                return DisplayText.Escape(text.Length > LongestCode ? text.Substring(0, LongestCode) : text);
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // No JSON, or text that is none; the status has to do.
        }

        return "";
    }
}
