namespace ExchangeArchiveSafety.Connectors.Inventory.Files;

/// <summary>Reads a file in blocks of whole lines.</summary>
internal sealed class LineBlocks(string path) : IDisposable
{
    private const int FirstSize = 256 * 1024;

    private readonly FileStream _file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read);
    private byte[] _buffer = new byte[FirstSize];
    private int _filled;

    /// <summary>Holds the lines.</summary>
    public byte[] Buffer => _buffer;

    /// <summary>Where they end.</summary>
    public int Length { get; private set; }

    /// <summary>Reads the next lines.</summary>
    /// <returns>Whether there are any.</returns>
    public bool Next()
    {
        _filled -= Length;
        System.Buffer.BlockCopy(_buffer, Length, _buffer, 0, _filled);
        Length = 0;
        while (true)
        {
            if (_filled == _buffer.Length)
            {
                Array.Resize(ref _buffer, _buffer.Length * 2);
            }

            var read = _file.Read(_buffer, _filled, _buffer.Length - _filled);
            _filled += read;
            Length = read == 0 ? _filled : Array.LastIndexOf(_buffer, (byte)'\n', _filled - 1, _filled) + 1;
            if (Length > 0 || read == 0)
            {
                return Length > 0;
            }
        }
    }

    public void Dispose() => _file.Dispose();
}
