namespace ExchangeArchiveSafety.Benchmarks;

/// <summary>The module as a build of this project leaves it.</summary>
internal static class StagedModule
{
    /// <summary>Its manifest.</summary>
    public static string Manifest { get; } = Find();

    private static string Find()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            var manifest = Path.Combine(folder, "artifacts", "module", "ExchangeArchiveSafety", "ExchangeArchiveSafety.psd1");
            if (File.Exists(manifest))
            {
                return manifest;
            }
        }

        throw new FileNotFoundException("The module is not staged: build the solution in Release.");
    }
}
