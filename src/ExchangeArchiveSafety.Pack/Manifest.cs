using System.Text.Json;

namespace ExchangeArchiveSafety.Pack;

/// <summary>What packages say of the module: its manifest, which build.ps1 reads by Import-PowerShellDataFile and hands over as JSON.</summary>
internal sealed class Manifest
{
    private readonly JsonElement _data;

    private Manifest(JsonElement data) => _data = data;

    public string Version => Text("ModuleVersion");

    public IReadOnlyList<string> Cmdlets => List(_data.GetProperty("CmdletsToExport"));

    public IReadOnlyList<string> Tags => List(Gallery.GetProperty("Tags"));

    private JsonElement Gallery => _data.GetProperty("PrivateData").GetProperty("PSData");

    public static Manifest Read(string file) => new(JsonDocument.Parse(File.ReadAllText(file)).RootElement);

    public string Text(string name) => _data.GetProperty(name).GetString()!;

    public string? OfGallery(string name) => Gallery.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static string[] List(JsonElement list) => [.. list.EnumerateArray().Select(one => one.GetString()!)];
}
