namespace ExchangeArchiveSafety.Graph;

/// <summary>
/// A folder for what is read of mailboxes, gone when it is closed. It names people and subjects, so what a killed process left of one is
/// removed by the next. As long as it is used a file beside it is held open: that is how another process tells it from what was left behind.
/// </summary>
internal sealed class TemporaryFolder : IDisposable
{
    private const string Prefix = "ExchangeArchiveSafety-";
    private const string HoldExtension = ".lock";
    private const string GuidFormat = "N";

    private readonly FileStream _hold;

    private TemporaryFolder(string path, FileStream hold) => (Path, _hold) = (path, hold);

    /// <summary>The folder, which only its owner can read.</summary>
    public string Path { get; }

    /// <summary>Makes a folder, and removes those that nobody uses any more.</summary>
    /// <param name="parent">Where temporary folders lie.</param>
    /// <exception cref="IOException">It cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">It cannot be made.</exception>
    public static TemporaryFolder Create(string parent)
    {
        // The hold is there before the folder is: a folder without one that is held is nobody's.
        var (held, hold) = HeldFile.Create(
            () => System.IO.Path.Combine(parent, Prefix + Guid.NewGuid().ToString(GuidFormat) + HoldExtension),
            name => new FileStream(name, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose));
        var path = held.Substring(0, held.Length - HoldExtension.Length);

        try
        {
            // Where files cannot be held, a folder in use looks like one that was left behind.
            if (HeldFile.IsHeld(held))
            {
                RemoveLeftovers(parent);
            }

            OwnerOnlyFolder.Create(path);
            return new(path, hold);
        }
        catch
        {
            hold.Dispose();
            throw;
        }
    }

    /// <summary>Removes it.</summary>
    public void Dispose()
    {
        Remove(Path);
        _hold.Dispose();
    }

    /// <summary>Removes a folder as far as that goes.</summary>
    public static void Remove(string folder)
    {
        try
        {
            if (Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A virus scanner may hold a file for a moment; what was found must not be lost over it.
        }
    }

    private static void RemoveLeftovers(string parent)
    {
        try
        {
            // Also a hold without a folder: its process was killed between the two.
            foreach (var path in Directory.GetDirectories(parent, Prefix + "*").Concat(Directory.GetFiles(parent, Prefix + "*" + HoldExtension).Select(file => file.Substring(0, file.Length - HoldExtension.Length))).Distinct().Where(IsOurs))
            {
                RemoveLeftover(path);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Whoever may not list the folder for temporary files leaves nothing in it either.
        }
    }

    private static void RemoveLeftover(string path)
    {
        try
        {
            if (File.Exists(path + HoldExtension) && (File.GetAttributes(path + HoldExtension) & FileAttributes.ReparsePoint) != 0)
            {
                return;
            }

            // Nobody else can have it open then, and nobody can take it while the folder goes.
            using var hold = HeldFile.Take(path + HoldExtension);
            if (Directory.Exists(path))
            {
                Directory.Delete(path, recursive: true);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // In use, or somebody else's.
        }
    }

    private static bool IsOurs(string path) =>
        Guid.TryParseExact(System.IO.Path.GetFileName(path).Substring(Prefix.Length), GuidFormat, out _);
}
