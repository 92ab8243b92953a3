using System.Diagnostics;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Assert = Xunit.Assert;

namespace ExchangeArchiveSafety.Tests.Module;

/// <summary>What any build stages is fit for users, whichever configuration it was.</summary>
public sealed class StagedBuildTests
{
    // What names the folder of the build and the commit in symbols, where a clone knows an address of its sources.
    private static readonly Guid SourceLink = new("CC110556-A091-4D38-9FEC-25AB9A351A6A");

    [Xunit.Fact]
    public void OwnAssembliesAreOptimisedAndBringTheirSymbols()
    {
        var assemblies = OwnAssemblies();

        Assert.Equal(
            [
                "ExchangeArchiveSafety.dll",
                "net8.0/ExchangeArchiveSafety.Core.dll", "net8.0/ExchangeArchiveSafety.Isolation.dll", "net8.0/dependencies/ExchangeArchiveSafety.Connectors.dll",
                "netstandard2.0/ExchangeArchiveSafety.Core.dll", "netstandard2.0/dependencies/ExchangeArchiveSafety.Connectors.dll",
            ],
            assemblies.Select(file => Path.GetRelativePath(Lab.StagedModules.Product, file).Replace('\\', '/')).Order(StringComparer.Ordinal));
        Assert.All(assemblies, assembly =>
        {
            Assert.False(IsOptimisationOff(assembly), assembly);
            Assert.True(File.Exists(Path.ChangeExtension(assembly, ".pdb")), assembly);
        });
    }

    /// <summary>Which folder a build was made in, and when, is in no byte of it.</summary>
    [Xunit.Fact]
    public void TwoBuildsGiveTheSameBytes()
    {
        foreach (var assembly in OwnAssemblies())
        {
            using var file = new PEReader(File.OpenRead(assembly));
            var entries = file.ReadDebugDirectory();
            Assert.Contains(entries, entry => entry.Type == DebugDirectoryEntryType.Reproducible);
            Assert.StartsWith("/_/", file.ReadCodeViewDebugDirectoryData(entries.Single(entry => entry.Type == DebugDirectoryEntryType.CodeView)).Path, StringComparison.Ordinal);

            using var symbols = MetadataReaderProvider.FromPortablePdbStream(File.OpenRead(Path.ChangeExtension(assembly, ".pdb")));
            var metadata = symbols.GetMetadataReader();
            Assert.DoesNotContain(metadata.CustomDebugInformation.Select(metadata.GetCustomDebugInformation), one => metadata.GetGuid(one.Kind) == SourceLink);
            Assert.All(metadata.Documents, document => Assert.StartsWith("/_/", metadata.GetString(metadata.GetDocument(document).Name).Replace('\\', '/'), StringComparison.Ordinal));
        }
    }

    private static string[] OwnAssemblies() => Directory.GetFiles(Lab.StagedModules.Product, "ExchangeArchiveSafety*.dll", SearchOption.AllDirectories);

    // Read and not loaded: the assembly of the other framework has no place in this process.
    private static bool IsOptimisationOff(string path)
    {
        using var file = new PEReader(File.OpenRead(path));
        var metadata = file.GetMetadataReader();
        var modes = metadata.GetAssemblyDefinition().GetCustomAttributes()
            .Select(metadata.GetCustomAttribute)
            .Where(attribute => attribute.Constructor.Kind == HandleKind.MemberReference && NameOf(metadata, attribute) == nameof(DebuggableAttribute))
            .Select(attribute =>
            {
                var value = metadata.GetBlobReader(attribute.Value);
                _ = value.ReadUInt16();
                return (DebuggableAttribute.DebuggingModes)value.ReadInt32();
            });
        return Assert.Single(modes).HasFlag(DebuggableAttribute.DebuggingModes.DisableOptimizations);
    }

    private static string NameOf(MetadataReader metadata, CustomAttribute attribute)
    {
        var constructor = metadata.GetMemberReference((MemberReferenceHandle)attribute.Constructor);
        return metadata.GetString(metadata.GetTypeReference((TypeReferenceHandle)constructor.Parent).Name);
    }
}
