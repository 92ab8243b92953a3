namespace ExchangeArchiveSafety.Duplicates;

/// <summary>Where the build put things.</summary>
internal static class StagedModule
{
    private static readonly string Root = FindRoot();

    /// <summary>The module's manifest.</summary>
    public static string Manifest { get; } = Path.Combine(Root, "artifacts", "module", "ExchangeArchiveSafety", "ExchangeArchiveSafety.psd1");

    /// <summary>The libraries that the module keeps to itself on PowerShell 7.</summary>
    public static string Dependencies { get; } = Path.Combine(Path.GetDirectoryName(Manifest)!, "net8.0", "dependencies");

    /// <summary>The program that runs a script in a session of its own.</summary>
    public static string Session { get; } = AppContext.BaseDirectory
        .Replace("ExchangeArchiveSafety.Tests", "ExchangeArchiveSafety.Session", StringComparison.Ordinal) + "ExchangeArchiveSafety.Session.dll";

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "ExchangeArchiveSafety.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException(AppContext.BaseDirectory);
        }

        return folder;
    }
}
