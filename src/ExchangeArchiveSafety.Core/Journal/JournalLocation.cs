using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ExchangeArchiveSafety;

/// <summary>Where the journal of a tenant lies when nobody names a path: below the user's state folder, one file a tenant.</summary>
public static class JournalLocation
{
    /// <summary>The default path for a tenant.</summary>
    /// <param name="tenant">The organization's name or id.</param>
    /// <param name="environment">Reads an environment variable.</param>
    public static string Default(string tenant, Func<string, string?> environment)
    {
        var state = OwnerOnly.IsWindows
            ? Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData)
            : environment("XDG_STATE_HOME") is { Length: > 0 } named && Path.IsPathRooted(named)
                ? named
                : Path.Combine(environment("HOME") is { Length: > 0 } home && Path.IsPathRooted(home) ? home : Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".local", "state");
        return Path.Combine(state, "ExchangeArchiveSafety", FileName(tenant) + ".journal.jsonl");
    }

    private const int LongestName = 120;
    private static readonly string[] Devices = ["con", "prn", "aux", "nul", "com#", "lpt#"];

    // Names come from the tenant: everything that a file system could take amiss is written as its code, so that two names never share a file.
    private static string FileName(string tenant)
    {
        var name = new StringBuilder();
        foreach (var c in tenant.Trim())
        {
            var lower = c is >= 'A' and <= 'Z' ? (char)(c | ' ') : c;
            _ = lower is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-' || (lower == '.' && name.Length > 0)
                ? name.Append(lower)
                : name.Append('_').Append(((int)lower).ToString("x4", CultureInfo.InvariantCulture));
        }

        if (name.Length > LongestName)
        {
            using var hash = SHA256.Create();
            var whole = hash.ComputeHash(Encoding.UTF8.GetBytes(name.ToString()));
            name.Length = LongestName - 64;
            foreach (var part in whole)
            {
                _ = name.Append(part.ToString("x2", CultureInfo.InvariantCulture));
            }
        }

        // Windows takes con.anything for a device; an empty name would hide the file.
        var first = name.ToString().Split('.')[0];
        return first.Length == 0 || Devices.Contains(first) || (first.Length == 4 && Devices.Contains(first.Substring(0, 3) + "#") && char.IsDigit(first[3]))
            ? "_" + name
            : name.ToString();
    }
}
