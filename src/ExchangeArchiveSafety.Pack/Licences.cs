using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace ExchangeArchiveSafety.Pack;

/// <summary>Reads the licence of a package from the package. What is not known here to allow passing on under MIT is refused.</summary>
internal static partial class Licences
{
    // A text, whatever it is called, is known by a sentence that no other licence has.
    private static readonly Dictionary<string, string> Known = new()
    {
        ["MIT"] = "Permission is hereby granted, free of charge, to any person obtaining a copy",
        ["Apache-2.0"] = "Apache License",
    };

    public static ShippedPackage Read(string folder)
    {
        var metadata = XDocument.Load(Directory.GetFiles(folder, "*.nuspec").Single()).Root!.Elements().First();
        string? Told(string name) => metadata.Elements().FirstOrDefault(element => element.Name.LocalName == name)?.Value.Trim();
        var licence = metadata.Elements().FirstOrDefault(element => element.Name.LocalName == "license");
        var expression = licence?.Attribute("type")?.Value == "expression" ? licence.Value.Trim() : null;
        var copyright = Told("copyright") is { Length: > 0 } stated ? stated : "Copyright (c) " + Told("authors");
        List<string> Texts(Regex name) => [.. Directory.GetFiles(folder).Where(file => name.IsMatch(Path.GetFileName(file))).Order(StringComparer.Ordinal).Select(Text)];
        var texts = Texts(LicenceFile());

        var id = expression ?? Known.FirstOrDefault(known => texts.Exists(text => text.Contains(known.Value, StringComparison.Ordinal))).Key;
        if (id is null || !Known.TryGetValue(id, out var mark))
        {
            throw new PackException($"{Told("id")} {Told("version")} is under '{expression ?? Told("licenseUrl")}', which nobody has looked at yet.");
        }

        if (!texts.Exists(text => text.Contains(mark, StringComparison.Ordinal)))
        {
            texts.Insert(0, Standard(id, copyright));
        }

        return new(Told("id")!, Told("version")!, id, copyright, [.. texts, .. Texts(NoticeFile())]);
    }

    // Where a package names its licence and brings no text, the text is the one that the name stands for: that of MIT is our own, with another holder.
    private static string Standard(string id, string copyright) =>
        id == "MIT"
            ? HolderLine().Replace(Text(Path.Combine(ShippedPackages.Repository, "LICENSE")), copyright)
            : new StreamReader(typeof(Licences).Assembly.GetManifestResourceStream(id) ?? throw new PackException($"There is no text of {id}.")).ReadToEnd().Trim();

    private static string Text(string file) => File.ReadAllText(file).ReplaceLineEndings("\n").Trim();

    [GeneratedRegex("^LICEN[CS]E", RegexOptions.IgnoreCase)]
    private static partial Regex LicenceFile();

    [GeneratedRegex("^(NOTICE|THIRD[-_ ]?PARTY)", RegexOptions.IgnoreCase)]
    private static partial Regex NoticeFile();

    [GeneratedRegex("^Copyright .*$", RegexOptions.Multiline)]
    private static partial Regex HolderLine();
}
