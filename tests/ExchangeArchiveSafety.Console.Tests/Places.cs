using System.Reflection;

namespace ExchangeArchiveSafety.Console.Tests;

/// <summary>Where restore and build put what the tests start. All of it is known to the build, nothing is looked for on the machine.</summary>
internal static class Places
{
    /// <summary>The console, as the dotnet program that it is on every platform.</summary>
    public static string PowerShell => Path.Combine(Named("PowerShell"), OperatingSystem.IsWindows() ? "win" : "unix", "pwsh.dll");

    /// <summary>The manifest of Pester.</summary>
    public static string Pester => Named("Pester");

    /// <summary>The lab, from the build of this configuration.</summary>
    public static string Lab => Named("Lab");

    /// <summary>The folder of the Pester tests.</summary>
    public static string Tests => Named("Tests");

    /// <summary>The dotnet that runs this test; it may be on no path.</summary>
    public static string DotNet { get; } = Path.GetFullPath(
        Path.Combine(System.Runtime.InteropServices.RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));

    /// <summary>A file that stands beside this assembly.</summary>
    public static string Beside(params string[] names) => Path.Combine([AppContext.BaseDirectory, .. names]);

    private static string Named(string key) =>
        typeof(Places).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(place => place.Key == key).Value!;
}
