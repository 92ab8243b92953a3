namespace ExchangeArchiveSafety.Tests.Readiness;

/// <summary>A check, read as a script reads it.</summary>
internal sealed class Check(PSObject source)
{
    public string Category => source.Text("Category");

    public string Name => source.Text("Name");

    public string Status => source.Text("Status");

    public string Because => source.Text("Because");

    public string Remedy => source.Text("Remedy");

    public TimeSpan? Duration => (TimeSpan?)source.Value("Duration");

    /// <summary>The cmdlets that it says need it.</summary>
    public IReadOnlyList<string> NeededBy => Because.Split("Needed by ") is [_, var cmdlets] ? [.. cmdlets.TrimEnd('.').Split(", ")] : [];

    public static IReadOnlyList<Check> All(Outcome outcome) => [.. outcome.Output.Select(item => new Check(item))];

    public override string ToString() => $"{Category} {Name}: {Status}, {Because}";
}
