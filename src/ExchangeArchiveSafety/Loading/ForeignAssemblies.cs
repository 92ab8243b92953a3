using System.Reflection;

namespace ExchangeArchiveSafety.Loading;

/// <summary>What other modules brought into the process of the libraries that this module brings itself.</summary>
internal static class ForeignAssemblies
{
    /// <summary>Whether this module keeps its libraries apart from those of others.</summary>
    public static bool AreApart => !EditionFolder.IsWindowsPowerShell;

    /// <summary>The libraries: where this module keeps its own apart, those of another version; where it cannot, those of an older one.</summary>
    public static IReadOnlyList<string> All()
    {
        var folder = EditionFolder.Dependencies;
        var own = Directory.Exists(folder)
            ? Directory.GetFiles(folder, "*.dll").Select(AssemblyName.GetAssemblyName).ToDictionary(name => name.Name!, name => name.Version!, StringComparer.OrdinalIgnoreCase)
            : [];
        return [.. AppDomain.CurrentDomain.GetAssemblies()
            .Where(assembly => !assembly.IsDynamic && !assembly.Location.StartsWith(folder, StringComparison.OrdinalIgnoreCase))
            .Select(assembly => assembly.GetName())
            .Where(name => own.TryGetValue(name.Name!, out var version) && (AreApart ? name.Version != version : name.Version < version))
            .Select(name => $"{name.Name} {name.Version}")
            .Distinct()
            .OrderBy(name => name, StringComparer.Ordinal)];
    }
}
