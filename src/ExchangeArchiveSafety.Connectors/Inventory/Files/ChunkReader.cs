using System.Buffers;

namespace ExchangeArchiveSafety.Connectors.Inventory.Files;

/// <summary>
/// Cuts the files of an inventory into chunks of complete rows. Threads take turns: whoever needs work reads the next chunk, and works
/// through it while another reads.
/// </summary>
internal sealed class ChunkReader(IReadOnlyList<InventorySection> sections) : IDisposable
{
    private const int ChunkSize = 128 * 1024;
    private const int LongestRow = 256 * 1024 * 1024;

    private readonly object _turn = new();
    private readonly double _total = Math.Max(1, sections.Sum(section => (double)section.File.Length));
    private int _next;
    private Stream? _stream;
    private Func<double> _fraction = () => 0;
    private InventorySection? _section;
    private byte[] _rest = [];
    private int _restLength;
    private long _position;
    private double _done;
    private double _fractionRead;

    /// <summary>How much has been handed out, from 0 to 1.</summary>
    public double FractionRead => Volatile.Read(ref _fractionRead);

    /// <summary>The next chunk; null when all files are read.</summary>
    public RowChunk? Read()
    {
        lock (_turn)
        {
            while (true)
            {
                if (_stream is null && !OpenNext())
                {
                    return null;
                }

                var chunk = InventoryFile.Guard(_section!.File.Path, ReadChunk);
                if (chunk is not null)
                {
                    Volatile.Write(ref _fractionRead, (_done + (_fraction() * _section.File.Length)) / _total);
                    return chunk;
                }

                _done += _section.File.Length;
                _stream!.Dispose();
                _stream = null;
            }
        }
    }

    /// <summary>Closes the file being read.</summary>
    public void Dispose() => _stream?.Dispose();

    private bool OpenNext()
    {
        if (_next == sections.Count)
        {
            return false;
        }

        _section = sections[_next++];
        _stream = InventoryFile.Guard(_section.File.Path, () => _section.File.OpenContent(out _fraction));
        _position = _section.File.FirstByte;
        _restLength = 0;
        SkipHeader();
        return true;
    }

    private void SkipHeader()
    {
        var header = new byte[(int)(_section!.FirstRow - _position)];
        InventoryFile.Guard(_section.File.Path, () => Fill(header, 0));
        _position = _section.FirstRow;
    }

    private RowChunk? ReadChunk()
    {
        var buffer = ArrayPool<byte>.Shared.Rent(Math.Max(ChunkSize, _restLength * 2));
        Buffer.BlockCopy(_rest, 0, buffer, 0, _restLength);
        var length = _restLength;
        while (true)
        {
            length += Fill(buffer, length);
            var isAll = length < buffer.Length;
            var rows = isAll ? length : _section!.Tokenizer.CompleteRows(buffer, 0, length);
            if (rows > 0)
            {
                KeepRest(buffer, rows, length - rows);
                var chunk = new RowChunk(_section!, buffer, rows, _position);
                _position += rows;
                return chunk;
            }

            if (isAll)
            {
                ArrayPool<byte>.Shared.Return(buffer);
                return null;
            }

            if (buffer.Length >= LongestRow)
            {
                throw new InventoryException(ErrorIds.RowTooLong, DisplayText.Sentence(ConnectorMessages.RowTooLong, _section!.File.ShownPath), _section.File.Path);
            }

            var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
            Buffer.BlockCopy(buffer, 0, larger, 0, length);
            ArrayPool<byte>.Shared.Return(buffer);
            buffer = larger;
        }
    }

    private void KeepRest(byte[] buffer, int start, int length)
    {
        if (_rest.Length < length)
        {
            _rest = new byte[length * 2];
        }

        Buffer.BlockCopy(buffer, start, _rest, 0, length);
        _restLength = length;
    }

    private int Fill(byte[] buffer, int start)
    {
        var at = start;
        for (var read = 1; read > 0 && at < buffer.Length; at += read)
        {
            read = _stream!.Read(buffer, at, buffer.Length - at);
        }

        return at - start;
    }
}
