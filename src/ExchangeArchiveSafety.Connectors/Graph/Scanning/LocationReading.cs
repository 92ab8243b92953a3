namespace ExchangeArchiveSafety.Connectors.Graph.Scanning;

/// <summary>What reading one location gave.</summary>
/// <param name="file">The inventory file; null when there is no item.</param>
/// <param name="problems">What speaks against its being all; none for a whole location.</param>
/// <param name="notes">What was done that may surprise, safe to show.</param>
internal sealed class LocationReading(string? file, IReadOnlyList<ScanProblem> problems, IReadOnlyList<string> notes)
{
    public string? File => file;

    public IReadOnlyList<ScanProblem> Problems => problems;

    public IReadOnlyList<string> Notes => notes;
}
