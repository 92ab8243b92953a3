namespace ExchangeArchiveSafety.Console.Tests;

/// <summary>What a test of Pester came to.</summary>
/// <param name="File">The name of its file.</param>
/// <param name="Name">The names of its blocks and its own, with the values of its data.</param>
/// <param name="Result">Pester's word for it.</param>
/// <param name="Said">The error, or the reason of a skip.</param>
public sealed record PesterTest(string File, string Name, string Result, string Said)
{
    public override string ToString() => $"{File}: {Name}";
}
