namespace ExchangeArchiveSafety.Connectors.Graph.Scanning;

/// <summary>What speaks against a reading being whole.</summary>
/// <param name="sentence">What was seen, safe to show.</param>
/// <param name="remedy">What to do about it, a whole sentence.</param>
internal sealed class ScanProblem(string sentence, string remedy)
{
    public string Sentence => sentence;

    public string Remedy => remedy;
}
