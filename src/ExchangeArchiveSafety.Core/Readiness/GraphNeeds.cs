namespace ExchangeArchiveSafety.Readiness;

/// <summary>What the cmdlets do with Graph. A permission follows from what is done.</summary>
internal static class GraphNeeds
{
    private const string Find = "Find-ArchiveDuplicates";
    private const string Export = "Export-ArchiveInventory";
    private const string Remove = "Remove-ArchiveDuplicates";
    private const string Restore = "Restore-ArchiveDuplicates";
    private const string Probe = "Test-ArchiveSafetyReadiness -Probe";

    private static readonly string[] Reading = [Find, Export, Remove, Restore, Probe];

    /// <summary>Each operation that has a permission of its own, with the cmdlets that do it.</summary>
    public static IReadOnlyList<(GraphOperation Operation, IReadOnlyList<string> Cmdlets)> All { get; } =
    [
        (GraphOperation.Resolve, Reading),
        (GraphOperation.Folders, Reading),
        (GraphOperation.Items, Reading),
        (GraphOperation.Export, [Remove, Probe]),
        (GraphOperation.Delete, [Remove, Probe]),
        (GraphOperation.ImportSession, [Restore, Probe]),
        (GraphOperation.Create, [Probe]),
    ];

    /// <summary>A permission that allows more than this one, and by its name this too; null where there is none.</summary>
    public static string? Wider(string permission) => permission.StartsWith("Mailbox", StringComparison.Ordinal) && permission.Contains(".Read") && !permission.Contains(".ReadWrite")
        ? permission.Replace(".Read", ".ReadWrite")
        : null;
}
