using System.Text.RegularExpressions;

namespace ExchangeArchiveSafety.Pack;

/// <summary>The folder that is installed: the staged module without its symbols, with what a recipient has a right to know.</summary>
internal static partial class ModuleLayout
{
    public const string Hashes = "SHA256SUMS";
    public const string Symbols = ".pdb";

    public static void Make(string staged, string layout, string? projectUri)
    {
        if (Directory.Exists(layout))
        {
            Directory.Delete(layout, recursive: true);
        }

        foreach (var file in FilesOf(staged).Where(file => !file.EndsWith(Symbols, StringComparison.Ordinal)))
        {
            var target = Path.Combine(layout, file);
            _ = Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(Path.Combine(staged, file), target);
        }

        foreach (var told in (string[])["LICENSE", "CHANGELOG.md"])
        {
            File.Copy(Path.Combine(ShippedPackages.Repository, told), Path.Combine(layout, told));
        }

        var manifest = Path.Combine(layout, "ExchangeArchiveSafety.psd1");
        if (projectUri is not null)
        {
            NameProject(manifest, projectUri);
        }

        var packages = ShippedPackages.In(layout);
        Write(layout, "THIRD-PARTY-NOTICES.txt", Notices.Of(packages));
        Write(layout, "sbom.cdx.json", BillOfMaterials.Of(packages, Version().Match(File.ReadAllText(manifest)).Groups[1].Value));
        Write(layout, Hashes, HashesOf(layout));
    }

    /// <summary>Paths below a folder as packages write them, in one order everywhere.</summary>
    public static IReadOnlyList<string> FilesOf(string folder) =>
        [.. Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder, file).Replace('\\', '/')).Order(StringComparer.Ordinal)];

    /// <summary>The form that sha256sum writes and checks.</summary>
    public static string HashesOf(string folder) =>
        string.Concat(FilesOf(folder).Where(file => file != Hashes).Select(file => $"{Hash.Of(File.ReadAllBytes(Path.Combine(folder, file)))}  {file}\n"));

    /// <summary>Always the same bytes: UTF-8 without a mark, and one kind of line end.</summary>
    public static void Write(string folder, string name, string text) => File.WriteAllText(Path.Combine(folder, name), text.ReplaceLineEndings("\n"));

    private static void NameProject(string manifest, string projectUri)
    {
        const string Before = "            LicenseUri ";
        if (!Uri.TryCreate(projectUri, UriKind.Absolute, out var uri) || uri.Scheme != Uri.UriSchemeHttps || uri.AbsoluteUri.Contains('\'', StringComparison.Ordinal))
        {
            throw new PackException($"'{projectUri}' is no address of a project.");
        }

        var text = File.ReadAllText(manifest);
        File.WriteAllText(manifest, text.Replace(Before, $"            ProjectUri   = '{uri.AbsoluteUri}'\n{Before}", StringComparison.Ordinal));
    }

    [GeneratedRegex(@"ModuleVersion\s*=\s*'([^']+)'")]
    private static partial Regex Version();
}
