namespace ExchangeArchiveSafety;

/// <summary>A retention policy (Get-RetentionPolicy): the tags that it links.</summary>
public sealed record RetentionPolicy
{
    /// <summary>The name, which is what a mailbox's RetentionPolicy shows.</summary>
    public string Name { get; init; } = "";

    /// <summary>Other texts that a mailbox may name it by: identity, GUIDs, distinguished name.</summary>
    public IReadOnlyList<string> OtherIdentities { get; init; } = [];

    /// <summary>Whether it is the organization's default.</summary>
    public Known<bool> IsDefault { get; init; }

    /// <summary>The names of the tags it links.</summary>
    public Known<IReadOnlyList<string>> RetentionPolicyTagLinks { get; init; }
}
