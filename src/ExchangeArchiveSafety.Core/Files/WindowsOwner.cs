using System.ComponentModel;
using System.Runtime.InteropServices;

namespace ExchangeArchiveSafety.Files;

/// <summary>
/// Makes files on Windows that belong to the user who runs this, by the user's own security identifier. The owner that Windows takes by itself is the group of
/// administrators for an elevated user: then every administrator could read the file, and the same user without elevation could not.
/// </summary>
internal static class WindowsOwner
{
    private const int TokenQuery = 8;
    private const int TokenUser = 1;
    private const int NoToken = 1008;
    private const int FileExists = 80;
    private const int AlreadyExists = 183;
    private const int AccessDenied = 5;
    private const int InsufficientBuffer = 122;
    private const int SddlRevision = 1;
    private const uint GenericWrite = 0x40000000;
    private const uint ShareAll = 7;
    private const uint CreateNew = 1;
    private const uint Normal = 0x80;

    /// <summary>Makes an empty file. It never exists without its protection.</summary>
    /// <param name="path">The full path.</param>
    /// <returns>False where there is a file of that name already.</returns>
    /// <exception cref="IOException">It cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">Nor may it.</exception>
    public static bool TryCreate(string path)
    {
        // Owner and full access for the user alone, nothing inherited from the folder above.
        var user = UserSid();
        if (!ConvertStringSecurityDescriptorToSecurityDescriptor("O:" + user + "D:P(A;;FA;;;" + user + ")", SddlRevision, out var descriptor, IntPtr.Zero))
        {
            throw Failed(path, Marshal.GetLastWin32Error());
        }

        try
        {
            var attributes = new SecurityAttributes { Length = Marshal.SizeOf<SecurityAttributes>(), Descriptor = descriptor };
            var file = CreateFile(path, GenericWrite, ShareAll, ref attributes, CreateNew, Normal, IntPtr.Zero);
            if (file == new IntPtr(-1))
            {
                var error = Marshal.GetLastWin32Error();
                return error is FileExists or AlreadyExists ? false : throw Failed(path, error);
            }

            _ = CloseHandle(file);
            return true;
        }
        finally
        {
            _ = LocalFree(descriptor);
        }
    }

    /// <summary>The security identifier of the user of this thread, whoever it acts for.</summary>
    private static string UserSid()
    {
        if (!OpenThreadToken(GetCurrentThread(), TokenQuery, true, out var token))
        {
            var error = Marshal.GetLastWin32Error();
            if (error != NoToken || !OpenProcessToken(GetCurrentProcess(), TokenQuery, out token))
            {
                throw Failed("token", error != NoToken ? error : Marshal.GetLastWin32Error());
            }
        }

        try
        {
            if (!GetTokenInformation(token, TokenUser, IntPtr.Zero, 0, out var length) && Marshal.GetLastWin32Error() != InsufficientBuffer)
            {
                throw Failed("token", Marshal.GetLastWin32Error());
            }

            var information = Marshal.AllocHGlobal(length);
            try
            {
                // TOKEN_USER begins with the pointer to the identifier.
                if (!GetTokenInformation(token, TokenUser, information, length, out _)
                    || !ConvertSidToStringSid(Marshal.ReadIntPtr(information), out var text))
                {
                    throw Failed("token", Marshal.GetLastWin32Error());
                }

                try
                {
                    return Marshal.PtrToStringUni(text)!;
                }
                finally
                {
                    _ = LocalFree(text);
                }
            }
            finally
            {
                Marshal.FreeHGlobal(information);
            }
        }
        finally
        {
            _ = CloseHandle(token);
        }
    }

    private static Exception Failed(string what, int error)
    {
        var inner = new Win32Exception(error);
        var message = what + ": " + inner.Message;
        return error == AccessDenied ? new UnauthorizedAccessException(message, inner) : new IOException(message, inner);
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct SecurityAttributes
    {
        public int Length;
        public IntPtr Descriptor;
        public int InheritHandle;
    }

    [DllImport("advapi32.dll", EntryPoint = "ConvertStringSecurityDescriptorToSecurityDescriptorW", CharSet = CharSet.Unicode, SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static extern bool ConvertStringSecurityDescriptorToSecurityDescriptor(string text, int revision, out IntPtr descriptor, IntPtr size);

    [DllImport("advapi32.dll", EntryPoint = "ConvertSidToStringSidW", CharSet = CharSet.Unicode, SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static extern bool ConvertSidToStringSid(IntPtr sid, out IntPtr text);

    [DllImport("advapi32.dll", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static extern bool OpenThreadToken(IntPtr thread, int access, [MarshalAs(UnmanagedType.Bool)] bool asSelf, out IntPtr token);

    [DllImport("advapi32.dll", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static extern bool OpenProcessToken(IntPtr process, int access, out IntPtr token);

    [DllImport("advapi32.dll", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static extern bool GetTokenInformation(IntPtr token, int kind, IntPtr information, int length, out int needed);

    [DllImport("kernel32.dll", EntryPoint = "CreateFileW", CharSet = CharSet.Unicode, SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern IntPtr CreateFile(
        string path, uint access, uint share, ref SecurityAttributes attributes, uint disposition, uint flags, IntPtr template);

    [DllImport("kernel32.dll")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern IntPtr GetCurrentThread();

    [DllImport("kernel32.dll")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern IntPtr GetCurrentProcess();

    [DllImport("kernel32.dll", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static extern bool CloseHandle(IntPtr handle);

    [DllImport("kernel32.dll", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern IntPtr LocalFree(IntPtr memory);
}
