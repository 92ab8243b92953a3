namespace ExchangeArchiveSafety.Lab;

/// <summary>Where the build put the modules that PowerShell imports.</summary>
public static class StagedModules
{
    /// <summary>The lab's Exchange commands.</summary>
    public static string Exchange => Path.Combine(Artifacts, "lab", "ExchangeArchiveSafety.Lab.Exchange");

    /// <summary>The product.</summary>
    public static string Product => Path.Combine(Artifacts, "module", "ExchangeArchiveSafety");

    /// <summary>The report that the walkthrough writes.</summary>
    public static string Report => Path.Combine(Artifacts, "report", "contoso.html");

    private static string Artifacts
    {
        get
        {
            // The build runs inside the repository; whatever it made stands below the folder that holds the solution.
            for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            {
                if (File.Exists(Path.Combine(folder.FullName, "ExchangeArchiveSafety.sln")))
                {
                    return Path.Combine(folder.FullName, "artifacts");
                }
            }

            throw new DirectoryNotFoundException("The repository that this program was built in is not there any more.");
        }
    }
}
