using System.IO.Compression;

namespace ExchangeArchiveSafety.Tests.Module;

/// <summary>What the module weighs. Every megabyte is downloaded, scanned and copied by everybody who installs it.</summary>
public class WeightTests
{
    private const long Megabyte = 1_000_000;

    [Fact]
    public void The_staged_module_stays_light_without_its_symbols()
    {
        var files = Directory.GetFiles(StagedModules.Product, "*", SearchOption.AllDirectories).Where(file => Path.GetExtension(file) != ".pdb").ToArray();
        var zipped = files.Sum(Zipped);

        Assert.InRange(files.Sum(file => new FileInfo(file).Length), 1, 20 * Megabyte);
        Assert.InRange(zipped, 1, 7_900_000);
    }

    [Fact]
    public void Of_the_Graph_SDK_only_the_core_is_shipped()
    {
        var names = Directory.GetFiles(StagedModules.Product, "Microsoft.Graph*", SearchOption.AllDirectories).Select(Path.GetFileName);

        Assert.Equal(["Microsoft.Graph.Core.dll", "Microsoft.Graph.Core.dll"], names);
    }

    private static long Zipped(string file)
    {
        using var target = new MemoryStream();
        using (var deflate = new DeflateStream(target, CompressionLevel.Optimal, leaveOpen: true))
        {
            using var source = File.OpenRead(file);
            source.CopyTo(deflate);
        }

        return target.Length;
    }
}
