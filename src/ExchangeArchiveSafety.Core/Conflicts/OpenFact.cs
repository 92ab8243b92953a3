namespace ExchangeArchiveSafety.Conflicts;

/// <summary>A fact that a verdict needs and does not have: it was not returned, or it is no documented value.</summary>
/// <param name="Name">What was to be returned.</param>
/// <param name="Undocumented">How the value reads that is no documented one; null where none was returned.</param>
internal sealed record OpenFact(string Name, string? Undocumented = null)
{
    public static OpenFact Of(string name, Known<string?> fact) =>
        new(name, !fact.IsKnown ? null : fact.Value is null ? "null" : string.IsNullOrWhiteSpace(fact.Value) ? "empty" : "'" + fact.Value + "'");

    public Finding Found() => Undocumented is null
        ? FindingKind.FactMissing.Found([new(Name, "not returned")], Name)
        : FindingKind.ValueNotDocumented.Found([new(Name, Undocumented)], Name, Undocumented);
}
