using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml.Linq;

namespace ExchangeArchiveSafety.Pack;

/// <summary>The packages: a zip of the module's folder, the same as the PowerShell Gallery takes it, and the symbols.</summary>
internal static class Packages
{
    private const string Name = "ExchangeArchiveSafety";

    /// <summary>Everybody who installs the module downloads, scans and copies it.</summary>
    private const long MaximumBytes = 8_000_000;

    private static readonly DateTimeOffset NoTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <returns>Whether they are light enough to be published.</returns>
    public static bool Make(string staged, string layout, Manifest manifest, string output)
    {
        var version = manifest.Version;
        var files = ModuleLayout.FilesOf(layout).Select(file => (Name: file, Bytes: File.ReadAllBytes(Path.Combine(layout, file)))).ToList();
        _ = Directory.CreateDirectory(output);
        string[] made =
        [
            Zip(Path.Combine(output, $"{Name}-{version}.zip"), files.Select(file => ($"{Name}/{file.Name}", file.Bytes))),
            Zip(Path.Combine(output, $"{Name}.{version}.nupkg"), [.. files, .. PackageParts(manifest, files.Select(file => file.Name))]),
            Zip(
                Path.Combine(output, $"{Name}-{version}-symbols.zip"),
                ModuleLayout.FilesOf(staged).Where(file => file.EndsWith(ModuleLayout.Symbols, StringComparison.Ordinal)).Select(file => ($"{Name}/{file}", File.ReadAllBytes(Path.Combine(staged, file))))),
        ];
        ModuleLayout.Write(output, ModuleLayout.Hashes, string.Concat(made.Select(file => $"{Hash.Of(File.ReadAllBytes(file))}  {Path.GetFileName(file)}\n")));
        foreach (var file in made)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Packed {Path.GetFileName(file)}, {new FileInfo(file).Length:N0} bytes."));
        }

        var heaviest = made.Max(file => new FileInfo(file).Length);
        if (heaviest > MaximumBytes)
        {
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"A package may have {MaximumBytes:N0} bytes, and one has {heaviest:N0}."));
        }

        return heaviest <= MaximumBytes;
    }

    // Order, time and mode of an entry are of no file system; the bytes then depend on the runtime's compression alone.
    private static string Zip(string path, IEnumerable<(string Name, byte[] Bytes)> entries)
    {
        using var archive = new ZipArchive(File.Create(path), ZipArchiveMode.Create);
        foreach (var (name, bytes) in entries.OrderBy(entry => entry.Name, StringComparer.Ordinal))
        {
            var entry = archive.CreateEntry(name, CompressionLevel.Optimal);
            entry.LastWriteTime = NoTime;
            entry.ExternalAttributes = unchecked((int)0x81A40000);
            using var stream = entry.Open();
            stream.Write(bytes);
        }

        return path;
    }

    // What makes a NuGet package of a zip.
    private static IEnumerable<(string Name, byte[] Bytes)> PackageParts(Manifest manifest, IEnumerable<string> files)
    {
        XNamespace nuspec = "http://schemas.microsoft.com/packaging/2011/08/nuspec.xsd";
        XNamespace relations = "http://schemas.openxmlformats.org/package/2006/relationships";
        XNamespace types = "http://schemas.openxmlformats.org/package/2006/content-types";
        XNamespace core = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties";
        XNamespace dc = "http://purl.org/dc/elements/1.1/";
        const string Properties = "package/services/metadata/core-properties/module.psmdcp";
        var parts = files.Append(Name + ".nuspec").Append(Properties).ToList();

        // By these the Gallery and Find-PSResource know what a package holds.
        var tags = manifest.Tags.Append("PSModule").Append("PSIncludes_Cmdlet").Concat(manifest.Cmdlets.SelectMany(cmdlet => (string[])["PSCmdlet_" + cmdlet, "PSCommand_" + cmdlet]));
        var told = new (string Name, string? Value)[]
        {
            ("id", Name), ("version", manifest.Version), ("authors", manifest.Text("Author")), ("owners", manifest.Text("CompanyName")), ("requireLicenseAcceptance", "false"),
            ("licenseUrl", manifest.OfGallery("LicenseUri")), ("projectUrl", manifest.OfGallery("ProjectUri")), ("description", manifest.Text("Description")),
            ("releaseNotes", manifest.OfGallery("ReleaseNotes")), ("copyright", manifest.Text("Copyright")), ("tags", string.Join(' ', tags)),
        };
        yield return (Name + ".nuspec", Xml(new XElement(nuspec + "package", new XElement(nuspec + "metadata", told.Where(one => one.Value is not null).Select(one => new XElement(nuspec + one.Name, one.Value))))));
        yield return (Properties, Xml(new XElement(core + "coreProperties", new XElement(dc + "creator", manifest.Text("Author")), new XElement(dc + "identifier", Name), new XElement(core + "version", manifest.Version))));
        yield return ("_rels/.rels", Xml(new XElement(
            relations + "Relationships",
            Relation(relations, "http://schemas.microsoft.com/packaging/2010/07/manifest", "/" + Name + ".nuspec", "R1"),
            Relation(relations, "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties", "/" + Properties, "R2"))));
        yield return ("[Content_Types].xml", Xml(new XElement(
            types + "Types",
            parts.Select(Path.GetExtension).Where(kind => kind!.Length > 0).Append(".rels").Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal)
                .Select(kind => new XElement(types + "Default", new XAttribute("Extension", kind![1..]), new XAttribute("ContentType", kind == ".rels" ? "application/vnd.openxmlformats-package.relationships+xml" : kind == ".psmdcp" ? "application/vnd.openxmlformats-package.core-properties+xml" : "application/octet"))),
            parts.Where(part => Path.GetExtension(part).Length == 0)
                .Select(part => new XElement(types + "Override", new XAttribute("PartName", "/" + part), new XAttribute("ContentType", "application/octet"))))));
    }

    private static XElement Relation(XNamespace space, string type, string target, string id) =>
        new(space + "Relationship", new XAttribute("Type", type), new XAttribute("Target", target), new XAttribute("Id", id));

    private static byte[] Xml(XElement root) => Encoding.UTF8.GetBytes("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n" + root.ToString(SaveOptions.None).ReplaceLineEndings("\n") + "\n");
}
