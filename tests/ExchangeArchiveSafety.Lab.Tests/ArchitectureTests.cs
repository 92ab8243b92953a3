using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace ExchangeArchiveSafety.Lab.Tests;

/// <summary>The lab judges the product, so nothing of the product is in it: what was compiled and runs here counts.</summary>
public class ArchitectureTests
{
    private static readonly string[] Product = ["ExchangeArchiveSafety", "ExchangeArchiveSafety.Core", "ExchangeArchiveSafety.Connectors"];

    [Fact]
    public void The_lab_references_no_product_assembly()
    {
        var references = typeof(LabServer).Assembly.GetReferencedAssemblies();

        Assert.Contains(references, reference => reference.Name == "Microsoft.AspNetCore");
        Assert.Empty(references.Select(reference => reference.Name).Intersect(Product));
    }

    [Fact]
    public void The_labs_exchange_commands_as_they_are_staged_reference_no_product_assembly()
    {
        var references = ReferencesOf(Path.Combine(StagedModules.Exchange, "ExchangeArchiveSafety.Lab.Exchange.dll"));

        Assert.Contains("System.Management.Automation", references);
        Assert.Empty(references.Intersect(Product));
    }

    private static List<string> ReferencesOf(string path)
    {
        using var file = new PEReader(File.OpenRead(path));
        var metadata = file.GetMetadataReader();
        return [.. metadata.AssemblyReferences.Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name))];
    }
}
