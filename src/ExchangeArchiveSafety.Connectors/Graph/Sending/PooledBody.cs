using System.Buffers;

namespace ExchangeArchiveSafety.Connectors.Graph.Sending;

/// <summary>The bytes of an answer in a buffer that is used again and again.</summary>
internal sealed class PooledBody : IDisposable
{
    private const int FirstSize = 64 * 1024;

    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(FirstSize);
    private int _length;

    public ReadOnlySpan<byte> Span => _bytes.AsSpan(0, _length);

    /// <summary>Reads a stream to its end.</summary>
    public static async Task<PooledBody> ReadAsync(Stream stream, CancellationToken cancellation)
    {
        var body = new PooledBody();
        try
        {
            for (var read = 1; read > 0; body._length += read)
            {
                if (body._length == body._bytes.Length)
                {
                    body.Grow();
                }

#if NET
                read = await stream.ReadAsync(body._bytes.AsMemory(body._length), cancellation).ConfigureAwait(false);
#else
                read = await stream.ReadAsync(body._bytes, body._length, body._bytes.Length - body._length, cancellation).ConfigureAwait(false);
#endif
            }

            return body;
        }
        catch
        {
            body.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        // Mail of people must not turn up in somebody else's buffer.
        _bytes.AsSpan(0, _length).Clear();
        ArrayPool<byte>.Shared.Return(_bytes);
        (_bytes, _length) = ([], 0);
    }

    private void Grow()
    {
        var larger = ArrayPool<byte>.Shared.Rent(_bytes.Length * 2);
        _bytes.AsSpan(0, _length).CopyTo(larger);
        _bytes.AsSpan(0, _length).Clear();
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = larger;
    }
}
