namespace ExchangeArchiveSafety.Benchmarks;

/// <summary>A generated inventory in a temporary folder, for as long as it is measured.</summary>
internal sealed class InventoryFileOnDisk : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("inventory");

    private InventoryFileOnDisk(int rows, Layout layout)
    {
        Path = System.IO.Path.Combine(_folder.FullName, "inventory.csv");
        (Rows, Surplus) = InventoryGenerator.Write(Path, rows, layout);
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>Its rows.</summary>
    public int Rows { get; }

    /// <summary>Rows that are copies beyond the first of their message.</summary>
    public int Surplus { get; }

    /// <summary>Writes one.</summary>
    public static InventoryFileOnDisk Generate(int rows, Layout layout) => new(rows, layout);

    /// <inheritdoc/>
    public void Dispose() => _folder.Delete(recursive: true);
}
