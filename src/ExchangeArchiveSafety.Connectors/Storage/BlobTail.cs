using Azure;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;

namespace ExchangeArchiveSafety.Connectors.Storage;

/// <summary>
/// What a blob holds from a place on, read in pieces: each is asked for anew, so that somebody who appends meanwhile disturbs nobody.
/// </summary>
internal sealed class BlobTail(AppendBlobClient blob, long offset) : Stream
{
    private const int Piece = 4 << 20;
    private const int Tries = 5;

    private byte[] _piece = [];
    private int _read;
    private bool _isLast;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => offset - _piece.Length + _read; set => throw new NotSupportedException(); }

    /// <summary>What there is from a place on, up to some bytes.</summary>
    /// <exception cref="RequestFailedException">It cannot be read; 404 where there is no blob.</exception>
    public static byte[] Get(AppendBlobClient blob, long offset, int most, int tries = Tries)
    {
        try
        {
            using var answer = blob.DownloadStreaming(new BlobDownloadOptions { Range = new HttpRange(offset, most) }).Value;
            if (answer.Details.BlobType != BlobType.Append)
            {
                throw new RequestFailedException(409, "", "InvalidBlobType", null);
            }

            using var bytes = new MemoryStream();
            answer.Content.CopyTo(bytes);
            return bytes.ToArray();
        }
        catch (RequestFailedException exception) when (exception.Status is 416 or 304)
        {
            return [];
        }
        catch (RequestFailedException exception) when (exception.Status == 412 && tries > 1)
        {
            // An answer that was cut off is not continued where somebody has appended since.
            return Get(blob, offset, most, tries - 1);
        }
    }

    public override int Read(byte[] buffer, int start, int count)
    {
        if (_read == _piece.Length && !_isLast)
        {
            _piece = Get(blob, offset, Piece);
            offset += _piece.Length;
            (_read, _isLast) = (0, _piece.Length < Piece);
        }

        var length = Math.Min(count, _piece.Length - _read);
        Buffer.BlockCopy(_piece, _read, buffer, start, length);
        _read += length;
        return length;
    }

    public override void Flush()
    {
    }

    public override long Seek(long place, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int start, int count) => throw new NotSupportedException();
}
