using System.Reflection;
using System.Text.Json;

namespace ExchangeArchiveSafety.Pack;

/// <summary>Finds, for every assembly that is shipped and not our own, the restored package that has it byte for byte.</summary>
internal static class ShippedPackages
{
    public static string Repository => Named("Repository");

    public static string Named(string key) => typeof(ShippedPackages).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(named => named.Key == key).Value!;

    /// <exception cref="PackException">An assembly is of no restored package, or a licence is unknown.</exception>
    public static IReadOnlyList<ShippedPackage> In(string module)
    {
        var restored = Restored().ToList();
        var found = new SortedDictionary<string, ShippedPackage>(StringComparer.OrdinalIgnoreCase);
        foreach (var file in ModuleLayout.FilesOf(module).Where(file => file.EndsWith(".dll", StringComparison.Ordinal) && !Path.GetFileName(file).StartsWith("ExchangeArchiveSafety", StringComparison.Ordinal)))
        {
            var bytes = File.ReadAllBytes(Path.Combine(module, file));
            var package = restored.Find(package => package.Files
                .Any(candidate => candidate.EndsWith("/" + Path.GetFileName(file), StringComparison.OrdinalIgnoreCase) && File.ReadAllBytes(Path.Combine(package.Folder, candidate)).AsSpan().SequenceEqual(bytes)));
            if (package.Folder is null)
            {
                throw new PackException($"'{file}' is of no package that was restored.");
            }

            found[package.Key] = found.GetValueOrDefault(package.Key) ?? Licences.Read(package.Folder);
        }

        return [.. found.Values];
    }

    // Connectors brings every package that is shipped, and its restore leaves behind what it got.
    private static IEnumerable<(string Key, string Folder, IReadOnlyList<string> Files)> Restored()
    {
        using var assets = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Repository, "src", "ExchangeArchiveSafety.Connectors", "obj", "project.assets.json")));
        var roots = assets.RootElement.GetProperty("packageFolders").EnumerateObject().Select(root => root.Name).ToList();
        foreach (var library in assets.RootElement.GetProperty("libraries").EnumerateObject().Where(library => library.Value.GetProperty("type").GetString() == "package"))
        {
            var path = library.Value.GetProperty("path").GetString()!;
            yield return (
                library.Name,
                roots.Select(root => Path.Combine(root, path)).First(Directory.Exists),
                [.. library.Value.GetProperty("files").EnumerateArray().Select(file => file.GetString()!)]);
        }
    }
}
