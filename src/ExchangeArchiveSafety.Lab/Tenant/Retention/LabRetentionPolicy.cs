namespace ExchangeArchiveSafety.Lab.Tenant.Retention;

public sealed class LabRetentionPolicy(string name, params IEnumerable<string> tags)
{
    public string Name { get; } = name;

    public List<string> TagLinks { get; } = [.. tags];

    public bool IsDefault { get; set; }

    public Guid Guid { get; set; } = new Chance(29, "policy " + name).Guid();
}
