using System.Security.Cryptography;
using System.Text.Json;
using ExchangeArchiveSafety.Lab.Tenant;
using ExchangeArchiveSafety.Lab.Tenant.Mailboxes;

namespace ExchangeArchiveSafety.Lab.Graph.Moving;

/// <summary>An item as a stream that means nothing to anybody but the tenant.</summary>
internal sealed record ItemBlob(ulong Seed, long SearchKey, long Size, string SourceFolder, DateTime ReceivedUtc, bool FromSource, bool Edited, bool Odd, MailContent Content)
{
    private static readonly byte[] Mark = "LABFTS1\0"u8.ToArray();

    public static byte[] Pack(MailItem item)
    {
        var blob = new ItemBlob(
            item.Message.Seed, item.SearchKey, item.Size, item.Message.FolderPath, item.Message.ReceivedUtc, item.Message.IsFromSource, item.IsEdited, item.Message.Own is not null, item.Content);
        var text = JsonSerializer.SerializeToUtf8Bytes(blob);
        Scramble(text, blob.Seed);
        return [.. Mark, .. BitConverter.GetBytes(blob.Seed), .. text, .. SHA256.HashData(text)];
    }

    /// <exception cref="GraphException">Not one of ours, or broken on its way.</exception>
    public static ItemBlob Unpack(ReadOnlySpan<byte> data)
    {
        if (data.Length > 48 && data.StartsWith(Mark))
        {
            var seed = BitConverter.ToUInt64(data[8..16]);
            var text = data[16..^32].ToArray();
            if (SHA256.HashData(text).AsSpan().SequenceEqual(data[^32..]))
            {
                Scramble(text, seed);
                return JsonSerializer.Deserialize<ItemBlob>(text)!;
            }
        }

        throw new GraphException(400, "ErrorCorruptData", "The data of the item cannot be read.");
    }

    // Nobody shall be tempted to read it.
    private static void Scramble(byte[] text, ulong seed)
    {
        var chance = new Chance(seed);
        for (var i = 0; i < text.Length; i++)
        {
            text[i] ^= (byte)chance.Next();
        }
    }
}
