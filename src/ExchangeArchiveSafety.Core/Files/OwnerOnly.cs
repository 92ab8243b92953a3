namespace ExchangeArchiveSafety.Files;

/// <summary>Makes files that only their owner can read: a journal names mailboxes and their settings.</summary>
internal static class OwnerOnly
{
    /// <summary>Whether files are protected by access lists rather than modes.</summary>
    internal static bool IsWindows => Path.DirectorySeparatorChar == '\\';

    public static FileStream Open(string path, FileMode mode, FileAccess access, FileShare share)
    {
        var mayCreate = mode is FileMode.Create or FileMode.CreateNew or FileMode.OpenOrCreate or FileMode.Append;
        if (IsWindows && mayCreate && !File.Exists(path))
        {
            var isMade = WindowsOwner.TryCreate(path);
            mode = isMade && mode == FileMode.CreateNew ? FileMode.Open : mode;
        }

#if NET
        var options = new FileStreamOptions { Mode = mode, Access = access, Share = share };
        if (mayCreate && !OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(path, options);
#else
        return new FileStream(path, mode, access, share);
#endif
    }
}
