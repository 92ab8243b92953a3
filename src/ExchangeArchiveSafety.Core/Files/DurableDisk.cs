using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Text;

namespace ExchangeArchiveSafety.Files;

/// <summary>The steps of a <see cref="DurableFile"/>, each in a place of its own so that tests can let one fail.</summary>
internal class DurableDisk
{
    private const int ReplaceExisting = 1;
    private const int WriteThrough = 8;
    private const int LongestPlainPath = 259;
    private const int InvalidArgument = 22;

    /// <summary>The disk itself.</summary>
    public static DurableDisk Real { get; } = new();

    /// <summary>
    /// Begins a file that only its owner can read and nobody else can write meanwhile. It is still open when it gets its name, so whoever reads it by that name
    /// must not be kept out.
    /// </summary>
    public virtual Stream Create(string path) => OwnerOnly.Open(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read);

    /// <summary>Puts what was written on the disk.</summary>
    public virtual void Flush(Stream file) => ((FileStream)file).Flush(flushToDisk: true);

    /// <summary>Gives a file another name in one step; a file that has it is replaced.</summary>
    public virtual void Rename(string from, string to)
    {
        if (OwnerOnly.IsWindows)
        {
            // Written through: it comes back when the new name is on the disk, for which a folder cannot be flushed there.
            if (!MoveFileEx(Extended(from), Extended(to), ReplaceExisting | WriteThrough))
            {
                throw Failed(to);
            }

            return;
        }

#if NET
#pragma warning disable RS0030 // Here is where the folder is flushed after it.
        File.Move(from, to, overwrite: true);
#pragma warning restore RS0030
#else
        if (RenameFile(Native(from), Native(to)) != 0)
        {
            throw Failed(to);
        }
#endif
    }

    /// <summary>Puts the names in the folder of a file on the disk: without that, a power cut can take a file that was flushed.</summary>
    public virtual void FlushDirectoryOf(string path)
    {
        if (OwnerOnly.IsWindows)
        {
            return;
        }

        var folder = Path.GetDirectoryName(Path.GetFullPath(path)) ?? "/";
        var descriptor = OpenFile(Native(folder), 0);
        if (descriptor < 0)
        {
            throw Failed(folder);
        }

        try
        {
            // Some file systems know no flushing of folders, and say so; nothing more can be done on them.
            if (FlushFile(descriptor) != 0 && Marshal.GetLastWin32Error() != InvalidArgument)
            {
                throw Failed(folder);
            }
        }
        finally
        {
            _ = CloseFile(descriptor);
        }
    }

    /// <summary>What is left for us on the disk of a folder, which need not be there yet; null where nobody knows.</summary>
    public virtual long? FreeBytes(string folder)
    {
        for (var there = folder; there is not null; there = Path.GetDirectoryName(there))
        {
            if (Directory.Exists(there))
            {
                try
                {
                    return new DriveInfo(OwnerOnly.IsWindows ? Path.GetPathRoot(there)! : there).AvailableFreeSpace;
                }
                catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
                {
                    // A share has no drive.
                    return null;
                }
            }
        }

        return null;
    }

    private static IOException Failed(string path)
    {
        var error = new Win32Exception(Marshal.GetLastWin32Error());
        return new(path + ": " + error.Message, error);
    }

    // Windows PowerShell takes no longer paths than this without being told.
    private static string Extended(string path) =>
        path.Length <= LongestPlainPath || path.StartsWith(@"\\?\", StringComparison.Ordinal) ? path
        : path.StartsWith(@"\\", StringComparison.Ordinal) ? @"\\?\UNC\" + path.Substring(2)
        : @"\\?\" + path;

    // What the system's library takes: UTF-8 that ends with a zero.
    private static byte[] Native(string path) => [.. Encoding.UTF8.GetBytes(path), 0];

    [DllImport("kernel32.dll", EntryPoint = "MoveFileExW", CharSet = CharSet.Unicode, SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static extern bool MoveFileEx(string from, string to, int flags);

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int OpenFile(byte[] path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int FlushFile(int descriptor);

    [DllImport("libc", EntryPoint = "close", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int CloseFile(int descriptor);

#if !NET
    [DllImport("libc", EntryPoint = "rename", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int RenameFile(byte[] from, byte[] to);
#endif
}
