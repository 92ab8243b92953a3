namespace ExchangeArchiveSafety.Connectors.Inventory.Files;

/// <summary>One file of an inventory: how it is written, and what it was when it was first looked at.</summary>
internal sealed class InventoryFile
{
    private const int StreamBuffer = 1;

    private readonly long _length;
    private readonly DateTime _written;
    private readonly bool _isCompressed;
    private InventoryEncoding _encoding;

    private InventoryFile(string path, FileInfo info)
    {
        Path = path;
        ShownPath = DisplayText.Escape(path);
        _length = info.Length;
        _written = info.LastWriteTimeUtc;
        _isCompressed = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);
    }

    public string Path { get; }

    /// <summary>The path, safe to show.</summary>
    public string ShownPath { get; }

    /// <summary>Bytes on disk.</summary>
    public long Length => _length;

    /// <summary>Whether any row can be read by itself; a compressed file or one in UTF-16 can only be read forward.</summary>
    public bool IsDirect => !_isCompressed && _encoding is InventoryEncoding.Utf8 or InventoryEncoding.Utf8WithMark;

    /// <summary>The reference of the first byte behind a byte order mark. References count bytes of UTF-8 text.</summary>
    public long FirstByte => IsDirect && _encoding == InventoryEncoding.Utf8WithMark ? 3 : 0;

    /// <summary>Looks at a file for the first time.</summary>
    /// <exception cref="InventoryException">It is not there, or cannot be read.</exception>
    public static InventoryFile Open(string path) => Guard(path, () =>
    {
        if (Directory.Exists(path))
        {
            throw new InventoryException(ErrorIds.NoFile, DisplayText.Sentence(ConnectorMessages.Folder, path), path);
        }

        var file = new InventoryFile(path, new FileInfo(path));
        using var stream = file.OpenStream();
        var mark = new byte[3];
        var length = 0;
        for (var read = 1; read > 0 && length < mark.Length; length += read)
        {
            read = stream.Read(mark, length, mark.Length - length);
        }

        file._encoding = length == 3 && mark.AsSpan().SequenceEqual(new byte[] { 0xEF, 0xBB, 0xBF }) ? InventoryEncoding.Utf8WithMark
            : length >= 2 && mark[0] == 0xFF && mark[1] == 0xFE ? InventoryEncoding.Utf16LittleEndian
            : length >= 2 && mark[0] == 0xFE && mark[1] == 0xFF ? InventoryEncoding.Utf16BigEndian
            : InventoryEncoding.Utf8;
        return file;
    });

    /// <summary>Opens the text as UTF-8, from behind the byte order mark on.</summary>
    /// <param name="fraction">Receives a function that tells how much of the file is read.</param>
    public Stream OpenContent(out Func<double> fraction)
    {
        var file = OpenFile();
        fraction = () => _length == 0 ? 1 : (double)file.Position / _length;
        var stream = Decompressed(file);
        switch (_encoding)
        {
            case InventoryEncoding.Utf8WithMark:
                Skip(stream, 3);
                return stream;
            case InventoryEncoding.Utf16LittleEndian or InventoryEncoding.Utf16BigEndian:
                Skip(stream, 2);
                return new Utf16ContentStream(stream, _encoding == InventoryEncoding.Utf16BigEndian);
            default:
                return stream;
        }
    }

    /// <summary>Opens the file as it is on disk, to read any part of it.</summary>
    public FileStream OpenFile() => new(Path, FileMode.Open, FileAccess.Read, FileShare.Read, StreamBuffer, FileOptions.None);

    /// <summary>Makes sure that the file is still the one first looked at.</summary>
    /// <exception cref="InventoryException">It is not.</exception>
    public void EnsureUnchanged()
    {
        var now = new FileInfo(Path);
        if (!now.Exists || now.Length != _length || now.LastWriteTimeUtc != _written)
        {
            throw Changed();
        }
    }

    public InventoryException Changed() => new(ErrorIds.InventoryChanged, DisplayText.Sentence(ConnectorMessages.Changed, ShownPath), Path);

    /// <summary>Runs what reads a file, and tells its failures in the terms of an inventory.</summary>
    public static T Guard<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (InvalidDataException error)
        {
            throw new InventoryException(ErrorIds.InventoryDamaged, DisplayText.Sentence(ConnectorMessages.Damaged, path), path, error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw Unreadable(path, error);
        }
    }

    public static InventoryException Unreadable(string path, Exception error) =>
        new(ErrorIds.InventoryUnreadable, DisplayText.Sentence(ConnectorMessages.Unreadable, path, error.Message), path, error);

    private static void Skip(Stream stream, int bytes)
    {
        while (bytes > 0 && stream.ReadByte() >= 0)
        {
            bytes--;
        }
    }

    private Stream OpenStream() => Decompressed(OpenFile());

    private Stream Decompressed(FileStream file) => _isCompressed ? new GzipContentStream(file) : file;

    private enum InventoryEncoding
    {
        Utf8,
        Utf8WithMark,
        Utf16LittleEndian,
        Utf16BigEndian,
    }
}
