namespace ExchangeArchiveSafety.Graph;

/// <summary>
/// An inventory file in the making. Nobody may take half an inventory for a whole one, so it gets its name at the end; the extensions
/// stay, they tell how it is written. It names people and subjects, so what a killed process left of one is removed by the next.
/// </summary>
internal sealed class PartialInventory : IDisposable
{
    private const string Prefix = ".partial-";
    private const string GuidFormat = "N";
    private const int GuidLength = 32;

    private readonly string _target;
    private readonly IDisposable _hold;

    /// <summary>Begins a file.</summary>
    /// <param name="target">Where it is to be when it is whole.</param>
    /// <param name="exporter">What writes it.</param>
    public PartialInventory(string target, IInventoryExporter exporter)
    {
        var folder = System.IO.Path.GetDirectoryName(target)!;
        RemoveLeftovers(folder);
        _target = target;
        Path = System.IO.Path.Combine(folder, Prefix + Guid.NewGuid().ToString(GuidFormat) + "-" + System.IO.Path.GetFileName(target));

        // Held open also between two mailboxes, so that another export can tell it from what was left behind.
        _hold = exporter.Hold(Path);
    }

    /// <summary>Where to write.</summary>
    public string Path { get; }

    /// <summary>Gives the file its name.</summary>
    public void Finish()
    {
        _hold.Dispose();
        if (File.Exists(_target))
        {
            File.Replace(Path, _target, null);
        }
        else
        {
            File.Move(Path, _target);
        }
    }

    public void Dispose()
    {
        _hold.Dispose();
        File.Delete(Path);
    }

    private static void RemoveLeftovers(string folder)
    {
        foreach (var file in Directory.GetFiles(folder, Prefix + "*").Where(IsOurs))
        {
            try
            {
                // Nobody else can have it open then, and it goes before anybody can.
                using var leftover = new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // An export that is under way, or somebody else's file.
            }
        }
    }

    private static bool IsOurs(string file)
    {
        var name = System.IO.Path.GetFileName(file);
        return name.Length > Prefix.Length + GuidLength + 1
            && name.StartsWith(Prefix, StringComparison.Ordinal)
            && Guid.TryParseExact(name.Substring(Prefix.Length, GuidLength), GuidFormat, out _)
            && name[Prefix.Length + GuidLength] == '-';
    }
}
