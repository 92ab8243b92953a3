namespace ExchangeArchiveSafety.Files;

/// <summary>
/// The one way in which a whole file comes into being: it is written under another name that only its owner can read, flushed to the disk, renamed in one step,
/// and the folder that holds the name is flushed too. Whatever fails or is killed on the way leaves the old file as it was, or none.
/// </summary>
internal sealed class DurableFile : IDisposable
{
    private const string Prefix = ".partial-";
    private const string GuidFormat = "N";
    private const int GuidLength = 32;

    private readonly string _path;
    private readonly string _unfinished;
    private readonly DurableDisk _disk;
    private Stream? _stream;

    /// <summary>Begins a file.</summary>
    /// <param name="path">The name that it gets when it is whole; a file that has it is replaced then.</param>
    /// <param name="disk">What carries the steps out; null for the disk itself.</param>
    public DurableFile(string path, DurableDisk? disk = null)
    {
        _path = path;
        _disk = disk ?? DurableDisk.Real;
        (_unfinished, _stream) = HeldFile.Create(
            () => Path.Combine(Path.GetDirectoryName(path) ?? "", Prefix + Guid.NewGuid().ToString(GuidFormat) + "-" + Path.GetFileName(path)), _disk.Create);
    }

    /// <summary>Where to write. Nobody else can write to the file meanwhile.</summary>
    public Stream Stream => _stream ?? throw new ObjectDisposedException(nameof(DurableFile));

    /// <summary>Writes a whole file.</summary>
    /// <param name="path">Its name.</param>
    /// <param name="bytes">What is to stand in it.</param>
    /// <param name="disk">What carries the steps out; null for the disk itself.</param>
    public static void Write(string path, byte[] bytes, DurableDisk? disk = null)
    {
        using var file = new DurableFile(path, disk);
        file.Stream.Write(bytes, 0, bytes.Length);
        file.Finish();
    }

    /// <summary>Reads a whole file, and keeps nobody from replacing it meanwhile.</summary>
    /// <param name="path">Its name.</param>
    public static byte[] Read(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var bytes = new MemoryStream();
        file.CopyTo(bytes);
        return bytes.ToArray();
    }

    /// <summary>Makes a folder that only its owner can read, and the ones above it, so that they are there after a power cut.</summary>
    /// <param name="path">The folder.</param>
    public static void CreateDirectory(string path)
    {
        var missing = new List<string>();
        for (var folder = path; !string.IsNullOrEmpty(folder) && !Directory.Exists(folder); folder = Path.GetDirectoryName(folder))
        {
            missing.Add(folder!);
        }

        if (missing.Count == 0)
        {
            return;
        }

        OwnerOnlyFolder.Create(path);
        foreach (var made in missing)
        {
            DurableDisk.Real.FlushDirectoryOf(made);
        }
    }

    /// <summary>Removes a file so that it does not come back after a power cut.</summary>
    /// <param name="path">The file; it need not be there.</param>
    public static void Delete(string path)
    {
        File.Delete(path);
        DurableDisk.Real.FlushDirectoryOf(path);
    }

    /// <summary>Removes what killed processes left of files that they never finished. One that is still being written is open, and stays.</summary>
    /// <param name="folder">The folder in which they were to be.</param>
    /// <param name="disk">What carries the steps out; null for the disk itself.</param>
    public static void RemoveUnfinished(string folder, DurableDisk? disk = null)
    {
        var unfinished = Directory.GetFiles(folder, Prefix + "*").Where(file => IsUnfinished(Path.GetFileName(file))).ToList();
        if (unfinished.Count == 0 || !CanTellLeftovers(folder, disk))
        {
            return;
        }

        foreach (var file in unfinished)
        {
            try
            {
                // Nobody else can have it open then, and it goes before anybody can.
                using var leftover = new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // One that is under way, or somebody else's file.
            }
        }
    }

    /// <summary>Puts the whole file on the disk and gives it its name.</summary>
    public void Finish()
    {
        _disk.Flush(Stream);
        if (OwnerOnly.IsWindows)
        {
            // What is open for writing gets no other name there. Somebody holds it meanwhile, or it would be taken for something left behind.
            using var hold = new FileStream(_unfinished, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            Close();
            _disk.Rename(_unfinished, _path);
        }
        else
        {
            // Open until it has its name, so that nobody takes it for something left behind.
            _disk.Rename(_unfinished, _path);
            Close();
        }

        _disk.FlushDirectoryOf(_path);
    }

    /// <summary>Ends it; one that was not finished leaves nothing behind.</summary>
    public void Dispose()
    {
        try
        {
            _stream?.Dispose();
        }
        catch (IOException)
        {
            // On a full disk even closing fails. Nothing is lost that is not lost anyway, and it would hide why.
        }
        finally
        {
            _stream = null;
            Forget();
        }
    }

    /// <summary>Whether a file that is being written can be told from one that was left behind. On some network shares it cannot: nobody holds what he writes there.</summary>
    private static bool CanTellLeftovers(string folder, DurableDisk? disk)
    {
        try
        {
            using var tried = new DurableFile(Path.Combine(folder, "probe"), disk);
            return HeldFile.IsHeld(tried._unfinished);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Nobody can tell here, so what is there stays.
            return false;
        }
    }

    private void Forget()
    {
        try
        {
            File.Delete(_unfinished);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Whoever clears up has it, and removes it; or it cannot be removed, which must not hide why it was not finished.
        }
    }

    private void Close()
    {
        _stream!.Dispose();
        _stream = null;
    }

    /// <summary>Whether a file has the name of one that is not finished.</summary>
    /// <param name="name">The name, without its folder.</param>
    internal static bool IsUnfinished(string name) =>
        name.Length > Prefix.Length + GuidLength + 1
        && name.StartsWith(Prefix, StringComparison.Ordinal)
        && Guid.TryParseExact(name.Substring(Prefix.Length, GuidLength), GuidFormat, out _)
        && name[Prefix.Length + GuidLength] == '-';
}
