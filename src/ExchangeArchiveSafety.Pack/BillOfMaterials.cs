using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ExchangeArchiveSafety.Pack;

/// <summary>What the module is made of, as CycloneDX tells it of what was restored, without what is not shipped and without what changes from run to run.</summary>
internal static class BillOfMaterials
{
    private static readonly JsonSerializerOptions Written = new() { WriteIndented = true, NewLine = "\n" };

    public static string Of(IReadOnlyList<ShippedPackage> packages, string version)
    {
        var folder = Directory.CreateTempSubdirectory("eas-sbom-");
        try
        {
            var bill = JsonNode.Parse(File.ReadAllText(Run(folder.FullName, version)))!.AsObject();
            var shipped = packages.Select(package => package.Id + " " + package.Version).ToHashSet(StringComparer.OrdinalIgnoreCase);
            var components = bill["components"]!.AsArray();
            _ = components.RemoveAll(component => !shipped.Remove($"{component!["name"]} {component["version"]}"));
            if (shipped.Count > 0)
            {
                throw new PackException("CycloneDX does not name " + string.Join(", ", shipped.Order(StringComparer.Ordinal)));
            }

            var kept = components.Select(component => (string)component!["bom-ref"]!).ToHashSet(StringComparer.Ordinal);
            var dependencies = bill["dependencies"]?.AsArray() ?? [];
            var module = (string?)bill["metadata"]!["component"]?["bom-ref"];
            _ = dependencies.RemoveAll(dependency => (string)dependency!["ref"]! is var name && name != module && !kept.Contains(name));
            foreach (var dependency in dependencies)
            {
                _ = dependency!["dependsOn"]?.AsArray().RemoveAll(name => !kept.Contains((string)name!));
            }

            _ = bill["metadata"]!.AsObject().Remove("timestamp");
            _ = bill.Remove("serialNumber");
            return bill.ToJsonString(Written) + "\n";
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string Run(string folder, string version)
    {
        const string Name = "sbom.cdx.json";
        var project = Path.Combine(ShippedPackages.Repository, "src", "ExchangeArchiveSafety", "ExchangeArchiveSafety.csproj");
        var start = new ProcessStartInfo(
            Environment.ProcessPath!,
            [ShippedPackages.Named("CycloneDX"), project, "--recursive", "--output", folder, "--filename", Name, "--output-format", "Json", "--disable-package-restore", "--no-serial-number", "--set-name", "ExchangeArchiveSafety", "--set-version", version, "--set-type", "Library"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var said = process.StandardOutput.ReadToEnd() + errors.GetAwaiter().GetResult();
        process.WaitForExit();
        return process.ExitCode == 0 ? Path.Combine(folder, Name) : throw new PackException(said);
    }
}
