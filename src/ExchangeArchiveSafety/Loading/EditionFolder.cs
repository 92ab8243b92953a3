namespace ExchangeArchiveSafety.Loading;

/// <summary>
/// Where the assemblies for this edition of PowerShell lie. The cmdlets are one assembly for both, so that the manifest can name it and decides nothing: a script module
/// that chose between two took as long as the import itself, and a manifest that chooses is one that Import-PowerShellDataFile refuses.
/// </summary>
internal static class EditionFolder
{
    /// <summary>Whether this is Windows PowerShell, on .NET Framework, which counts no further than 4.</summary>
    public static bool IsWindowsPowerShell => Environment.Version.Major <= 4;

    /// <summary>The folder of the module.</summary>
    public static string Module { get; } = System.IO.Path.GetDirectoryName(typeof(EditionFolder).Assembly.Location)!;

    /// <summary>The folder with Core.</summary>
    public static string Path { get; } = System.IO.Path.Combine(Module, IsWindowsPowerShell ? "netstandard2.0" : "net8.0");

    /// <summary>The folder with Connectors and its libraries.</summary>
    public static string Dependencies { get; } = System.IO.Path.Combine(Path, "dependencies");
}
