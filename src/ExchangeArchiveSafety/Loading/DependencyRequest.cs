using System.Reflection;

namespace ExchangeArchiveSafety.Loading;

/// <summary>
/// Whether a request for an assembly is ours to answer. Windows PowerShell has one place for the assemblies of all modules, so the
/// answer to anybody else's request would be a fault in their module.
/// </summary>
internal static class DependencyRequest
{
    /// <summary>Whether the shipped assembly may answer a request.</summary>
    /// <param name="requested">What is asked for.</param>
    /// <param name="requester">The file of the assembly that asks; null when it is not known.</param>
    /// <param name="moduleFolder">The folder of our own assemblies; those in folders below it are ours as well.</param>
    /// <param name="shipped">The assembly that the module brings under that name.</param>
    public static bool IsAnsweredBy(AssemblyName requested, string? requester, string moduleFolder, AssemblyName shipped) =>
        IsOurs(requester, moduleFolder)
        && string.Equals(requested.Name, shipped.Name, StringComparison.OrdinalIgnoreCase)
        && (requested.GetPublicKeyToken() ?? []).SequenceEqual(shipped.GetPublicKeyToken() ?? [])
        && (requested.Version is null || requested.Version <= shipped.Version);

    private static bool IsOurs(string? requester, string moduleFolder) =>
        requester is { Length: > 0 }
        && Path.GetFullPath(requester).StartsWith(Path.GetFullPath(moduleFolder).TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar, StringComparison.OrdinalIgnoreCase);
}
