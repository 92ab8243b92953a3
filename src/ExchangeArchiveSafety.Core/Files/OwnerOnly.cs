using System.ComponentModel;
using System.Runtime.InteropServices;

namespace ExchangeArchiveSafety;

/// <summary>Makes files and folders that only their owner can read: a journal names mailboxes and their settings.</summary>
internal static class OwnerOnly
{
    // Full access for the owner alone, nothing inherited from the folder above.
    private const string OwnerOnlySddl = "D:P(A;;FA;;;OW)";
    private const int DaclSecurityInformation = 4;
    private const int SddlRevision = 1;

    public static DirectoryInfo CreateDirectory(string path)
    {
        if (Directory.Exists(path))
        {
            return new(path);
        }

#if NET
        if (!OperatingSystem.IsWindows())
        {
            return Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
#endif
        return Directory.CreateDirectory(path);
    }

    public static FileStream Open(string path, FileMode mode, FileAccess access, FileShare share)
    {
        var isNew = !File.Exists(path);
#if NET
        var options = new FileStreamOptions { Mode = mode, Access = access, Share = share };
        if (isNew && !OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        var file = new FileStream(path, options);
#else
        var file = new FileStream(path, mode, access, share);
#endif
        if (isNew && JournalLocation.IsWindows)
        {
            try
            {
                Protect(path);
            }
            catch
            {
                file.Dispose();
                throw;
            }
        }

        return file;
    }

    private static void Protect(string path)
    {
        if (!ConvertStringSecurityDescriptorToSecurityDescriptor(OwnerOnlySddl, SddlRevision, out var descriptor, IntPtr.Zero))
        {
            throw new IOException(path, new Win32Exception(Marshal.GetLastWin32Error()));
        }

        try
        {
            if (!SetFileSecurity(path, DaclSecurityInformation, descriptor))
            {
                throw new IOException(path, new Win32Exception(Marshal.GetLastWin32Error()));
            }
        }
        finally
        {
            _ = LocalFree(descriptor);
        }
    }

    [DllImport("advapi32.dll", EntryPoint = "ConvertStringSecurityDescriptorToSecurityDescriptorW", CharSet = CharSet.Unicode, SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static extern bool ConvertStringSecurityDescriptorToSecurityDescriptor(string text, int revision, out IntPtr descriptor, IntPtr size);

    [DllImport("advapi32.dll", EntryPoint = "SetFileSecurityW", CharSet = CharSet.Unicode, SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static extern bool SetFileSecurity(string path, int information, IntPtr descriptor);

    [DllImport("kernel32.dll", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern IntPtr LocalFree(IntPtr memory);
}
