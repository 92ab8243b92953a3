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
        var state = IsWindows
            ? Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData)
            : environment("XDG_STATE_HOME") is { Length: > 0 } named && Path.IsPathRooted(named)
                ? named
                : Path.Combine(environment("HOME") is { Length: > 0 } home ? home : Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".local", "state");
        return Path.Combine(state, "ExchangeArchiveSafety", FileName(tenant) + ".journal.jsonl");
    }

    internal static bool IsWindows => Path.DirectorySeparatorChar == '\\';

    // Names come from the tenant: everything that a file system could take amiss is written as its code.
    private static string FileName(string tenant)
    {
        var name = new StringBuilder();
        foreach (var c in tenant.Trim().ToLowerInvariant())
        {
            _ = c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-' || (c == '.' && name.Length > 0)
                ? name.Append(c)
                : name.Append('_').Append(((int)c).ToString("x4", System.Globalization.CultureInfo.InvariantCulture));
        }

        return name.Length is > 0 and <= 120 ? name.ToString() : name.Length == 0 ? "tenant" : name.ToString(0, 120);
    }
}
