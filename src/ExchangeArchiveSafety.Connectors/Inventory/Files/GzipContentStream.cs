using System.Buffers.Binary;
using System.IO.Compression;

namespace ExchangeArchiveSafety.Connectors.Inventory.Files;

/// <summary>
/// Decompresses a file and makes sure that all of it was there. A cut file ends like a whole one for some versions of the runtime,
/// and the rows behind the cut would be missing in silence; but a gzip file says at its end how long its content is.
/// </summary>
internal sealed class GzipContentStream(FileStream file) : ContentStream
{
    private const int HeaderLength = 10;
    private const int TrailerLength = 8;

#if NET
    private const int LengthLength = 4;

    private static readonly byte[] Magic = [0x1F, 0x8B, 0x08];
#endif

    private readonly GZipStream _content = new(file, CompressionMode.Decompress);
    private long _length;

    public override int Read(byte[] buffer, int offset, int count)
    {
        var length = _content.Read(buffer, offset, count);
        _length += length;
        if (length == 0 && count > 0)
        {
            EnsureWhole();
        }

        return length;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _content.Dispose();
        }

        base.Dispose(disposing);
    }

    private void EnsureWhole()
    {
        // A second stream: the position of the first one shows how much is read.
        using var raw = new FileStream(file.Name, FileMode.Open, FileAccess.Read, FileShare.Read);
        var trailer = new byte[4];
        if (raw.Length is > 0 and < HeaderLength + TrailerLength)
        {
            // Even of nothing there would be more.
            throw new InvalidDataException();
        }

        if (raw.Length > TrailerLength)
        {
            raw.Position = raw.Length - trailer.Length;
            Fill(raw, trailer, trailer.Length);
        }

        var last = BinaryPrimitives.ReadUInt32LittleEndian(trailer);
        if (last == unchecked((uint)_length))
        {
            return;
        }

#if NET
        // .NET Framework reads the first of several members only.
        if (IsWholeWithFurtherMembers(raw, last))
        {
            return;
        }
#endif
        throw new InvalidDataException();
    }

#if NET
    /// <summary>
    /// Several gzip files one behind the other are one gzip file: each tells the length of its own content at its end, before the next
    /// begins. That bytes look like a beginning proves nothing: in megabytes of compressed data some always do.
    /// </summary>
    private bool IsWholeWithFurtherMembers(FileStream raw, uint last)
    {
        var lengths = LengthsBeforeFurtherMembers(raw);
        var total = lengths.Aggregate(last, (sum, length) => unchecked(sum + length));
        var expected = unchecked((uint)_length);

        // Bytes inside a member can look like a beginning even by all that a header says, but hardly twice.
        return total == expected || lengths.Exists(length => unchecked(total - length) == expected);
    }

    private static List<uint> LengthsBeforeFurtherMembers(FileStream raw)
    {
        var lengths = new List<uint>();
        var buffer = new byte[64 * 1024];
        var kept = 0;
        raw.Position = 0;
        for (var length = Fill(raw, buffer, buffer.Length); length > kept; length = kept + Fill(raw, buffer, buffer.Length, kept))
        {
            for (var at = LengthLength; at + HeaderLength <= length; at++)
            {
                var next = buffer.AsSpan(at, length - at).IndexOf(Magic);
                if (next < 0)
                {
                    break;
                }

                at += next;
                if (at + HeaderLength <= length && IsHeader(buffer.AsSpan(at, HeaderLength)))
                {
                    lengths.Add(BinaryPrimitives.ReadUInt32LittleEndian(buffer.AsSpan(at - LengthLength)));
                }
            }

            // What a header needs around its first byte, unless that has been looked at.
            kept = Math.Min(LengthLength + HeaderLength - 1, length);
            Buffer.BlockCopy(buffer, length - kept, buffer, 0, kept);
        }

        return lengths;
    }

    /// <summary>RFC 1952: three flags are reserved, and there are few values for how it was compressed and on which system.</summary>
    private static bool IsHeader(ReadOnlySpan<byte> header) => header[3] < 0x20 && header[8] is 0 or 2 or 4 && header[9] is <= 13 or 255;
#endif

    private static int Fill(FileStream raw, byte[] buffer, int end, int start = 0)
    {
        var at = start;
        for (var read = 1; read > 0 && at < end; at += read)
        {
            read = raw.Read(buffer, at, end - at);
        }

        return at - start;
    }
}
