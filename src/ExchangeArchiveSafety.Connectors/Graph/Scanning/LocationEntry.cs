using System.Globalization;
using System.Text;
using System.Text.Json;

namespace ExchangeArchiveSafety.Connectors.Graph.Scanning;

/// <summary>A line of the index of one location: a folder whose rows are in the file, up to where.</summary>
internal sealed class LocationEntry
{
    /// <summary>The folder's id, as JSON.</summary>
    public string FolderId { get; init; } = "";

    /// <summary>The folder's path, as JSON.</summary>
    public string Path { get; init; } = "";

    /// <summary>What was told that the folder is, as JSON; empty where that was not written.</summary>
    public string Told { get; init; } = "";

    /// <summary>Items in it when it was read; -1 where they are not known to be all.</summary>
    public int Count { get; init; }

    /// <summary>Where its rows end. They begin where those of the line before end.</summary>
    public long End { get; init; }

    /// <summary>Where the line itself begins in the index.</summary>
    public int Start { get; set; }

    public byte[] Line() => Encoding.ASCII.GetBytes(
        "{\"folderId\":" + FolderId + ",\"path\":" + Path + (Told.Length > 0 ? ",\"wellKnownFolder\":" + Told : "")
        + ",\"count\":" + Count.ToString(CultureInfo.InvariantCulture) + ",\"end\":" + End.ToString(CultureInfo.InvariantCulture) + "}\n");

    /// <summary>Reads a line; null when it is none.</summary>
    public static LocationEntry? Read(ReadOnlySpan<byte> line)
    {
        try
        {
            using var json = JsonDocument.Parse(line.ToArray());
            var entry = json.RootElement;
            return entry.ValueKind == JsonValueKind.Object
                && entry.TryGetProperty("folderId", out var id) && id.ValueKind == JsonValueKind.String
                && entry.TryGetProperty("path", out var path) && path.ValueKind == JsonValueKind.String
                && entry.TryGetProperty("count", out var count) && count.TryGetInt32(out var items)
                && entry.TryGetProperty("end", out var end) && end.TryGetInt64(out var place)
                ? new() { FolderId = id.GetRawText(), Path = path.GetRawText(), Told = entry.TryGetProperty("wellKnownFolder", out var told) && told.ValueKind == JsonValueKind.String ? told.GetRawText() : "", Count = items, End = place }
                : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    public static string Json(string text) => Encoding.ASCII.GetString(JsonText.Quote(text));
}
