using System.Buffers.Binary;
using System.IO.Compression;

namespace ExchangeArchiveSafety;

/// <summary>
/// Decompresses a file and makes sure that all of it was there. A cut file ends like a whole one for some versions of the runtime,
/// and the rows behind the cut would be missing in silence; but a gzip file says at its end how long its content is.
/// </summary>
internal sealed class GzipContentStream(FileStream file) : Stream
{
    private const int TrailerLength = 8;

#if NET
    private static readonly byte[] Magic = [0x1F, 0x8B, 0x08];
#endif

    private readonly GZipStream _content = new(file, CompressionMode.Decompress);
    private long _length;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

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

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

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
        if (raw.Length > TrailerLength)
        {
            raw.Position = raw.Length - trailer.Length;
            Fill(raw, trailer, trailer.Length);
        }

        if (BinaryPrimitives.ReadUInt32LittleEndian(trailer) != unchecked((uint)_length) && !HasFurtherMember(raw))
        {
            throw new InvalidDataException();
        }
    }

    /// <summary>Several gzip files one behind the other are one gzip file, whose end tells the length of the last only.</summary>
    private static bool HasFurtherMember(FileStream raw)
    {
#if NET
        var buffer = new byte[64 * 1024];
        var kept = 0;
        raw.Position = 1;
        for (var length = Fill(raw, buffer, buffer.Length); length > kept; length = kept + Fill(raw, buffer, buffer.Length, kept))
        {
            if (buffer.AsSpan(0, length).IndexOf(Magic) >= 0)
            {
                return true;
            }

            kept = Math.Min(2, length);
            Buffer.BlockCopy(buffer, length - kept, buffer, 0, kept);
        }

        return false;
#else
        // .NET Framework reads the first of them only.
        _ = raw;
        return false;
#endif
    }

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
