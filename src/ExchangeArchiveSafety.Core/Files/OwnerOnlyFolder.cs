namespace ExchangeArchiveSafety;

/// <summary>Makes folders that only their owner can read: what lies in them names mailboxes, their settings and their mail.</summary>
public static class OwnerOnlyFolder
{
    /// <summary>Makes a folder where there is none, and those above it; one that is there stays as it is.</summary>
    /// <param name="path">Its path. On Windows it gets the access list of the folder above.</param>
    /// <exception cref="IOException">It cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">It cannot be made.</exception>
    public static void Create(string path)
    {
        if (string.IsNullOrEmpty(path) || Directory.Exists(path))
        {
            return;
        }

        // One by one: those above would be anybody's to read, if they were made in passing.
        Create(Path.GetDirectoryName(path) ?? "");
#if NET
        if (!OperatingSystem.IsWindows())
        {
            _ = Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            return;
        }
#endif
        _ = Directory.CreateDirectory(path);
    }
}
