using System.IO.Compression;
using System.Text;

namespace ExchangeArchiveSafety.Inventory;

/// <summary>A folder for the files of one test, gone with it.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly string _path = Directory.CreateTempSubdirectory("inventory").FullName;

    public string Write(string name, string text) => Write(name, Encoding.UTF8.GetBytes(text));

    public string Write(string name, byte[] content)
    {
        var path = Path.Combine(_path, name);
        if (name.EndsWith(".gz", StringComparison.Ordinal))
        {
            using var stream = new GZipStream(File.Create(path), CompressionLevel.Fastest);
            stream.Write(content);
        }
        else
        {
            File.WriteAllBytes(path, content);
        }

        return path;
    }

    public void Dispose() => Directory.Delete(_path, recursive: true);
}
