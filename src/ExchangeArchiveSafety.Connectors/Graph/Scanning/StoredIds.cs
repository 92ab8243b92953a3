using System.Text.Json;

namespace ExchangeArchiveSafety.Connectors.Graph.Scanning;

/// <summary>Reads rows again that an earlier reading wrote.</summary>
internal static class StoredIds
{
    private const int BlockSize = 256 * 1024;

    /// <summary>The numbers of the item ids in a part of the file; null when something in it is no row.</summary>
    public static IReadOnlyList<ulong>? Read(FileStream rows, long start, long end)
    {
        var ids = new List<ulong>();
        var buffer = new byte[BlockSize];
        var kept = 0;
        rows.Position = start;
        for (var left = end - start; left > 0;)
        {
            if (kept == buffer.Length)
            {
                Array.Resize(ref buffer, buffer.Length * 2);
            }

            var read = rows.Read(buffer, kept, (int)Math.Min(left, buffer.Length - kept));
            if (read == 0)
            {
                return null;
            }

            left -= read;
            var (at, stop) = (0, kept + read);
            for (int line; (line = Array.IndexOf(buffer, (byte)'\n', at, stop - at)) >= 0; at = line + 1)
            {
                if (IdOf(buffer.AsSpan(at, line - at)) is not { } id)
                {
                    return null;
                }

                ids.Add(id);
            }

            kept = stop - at;
            Buffer.BlockCopy(buffer, at, buffer, 0, kept);
        }

        return kept == 0 ? ids : null;
    }

    /// <summary>Copies a part of the file.</summary>
    public static void Copy(FileStream rows, long start, long end, Stream target)
    {
        var buffer = new byte[BlockSize];
        rows.Position = start;
        for (var left = end - start; left > 0;)
        {
            var read = rows.Read(buffer, 0, (int)Math.Min(left, buffer.Length));
            if (read == 0)
            {
                throw new IOException(rows.Name);
            }

            target.Write(buffer, 0, read);
            left -= read;
        }
    }

    private static ulong? IdOf(ReadOnlySpan<byte> line)
    {
        try
        {
            ulong? id = null;
            var json = new Utf8JsonReader(line);
            while (json.Read())
            {
                if (json.TokenType == JsonTokenType.PropertyName && json.ValueTextEquals("itemId"u8) && json.Read() && json.TokenType == JsonTokenType.String)
                {
                    id = IdHash.Of(json.ValueSpan);
                }
            }

            return id;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
