namespace ExchangeArchiveSafety.Console.Tests;

/// <summary>What a file of Pester tests came to.</summary>
/// <param name="File">The name of the file.</param>
/// <param name="Result">Pester's word for the run.</param>
/// <param name="Total">How many tests Pester counted.</param>
/// <param name="Troubles">What went wrong outside of tests: in discovery, or in what comes before and after.</param>
/// <param name="Tests">The tests.</param>
/// <param name="Output">What the console wrote.</param>
public sealed record PesterRun(string File, string Result, int Total, IReadOnlyList<string> Troubles, IReadOnlyList<PesterTest> Tests, string Output)
{
    public override string ToString() => File;
}
