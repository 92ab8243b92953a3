using System.Text.Json.Serialization;

namespace ExchangeArchiveSafety;

/// <summary>A retention tag (Get-RetentionPolicyTag).</summary>
public sealed record RetentionTag
{
    /// <summary>The name, by which policies link to it. Live names vary: never decide by it.</summary>
    public string Name { get; init; } = "";

    /// <summary>Other texts that a policy may link by: identity, GUIDs, distinguished name.</summary>
    public IReadOnlyList<string> OtherIdentities { get; init; } = [];

    /// <summary><c>All</c>, <c>Personal</c>, <c>RecoverableItems</c> or a default folder.</summary>
    public Fact<string?> Type { get; init; }

    /// <summary><c>MoveToArchive</c>, <c>DeleteAndAllowRecovery</c>, <c>PermanentlyDelete</c> ...</summary>
    public Fact<string?> RetentionAction { get; init; }

    /// <summary>A disabled tag keeps its items and does nothing.</summary>
    public Fact<bool> RetentionEnabled { get; init; }

    /// <summary>Age at which the action is taken; null for a "never" tag.</summary>
    public Fact<TimeSpan?> AgeLimitForRetention { get; init; }

    /// <summary>
    /// Whether the tag moves mail of the primary to the archive: MoveToArchive, enabled, of type All or Personal. Null where a fact is missing that could
    /// decide it. RecoverableItems tags do not count: they move only what IMAP never fills.
    /// </summary>
    [JsonIgnore]
    public bool? Archives => Acts("MoveToArchive", onAnyType: false);

    /// <summary>Whether the tag deletes mail, which the IMAP planning page says comes back as "missing" as well.</summary>
    [JsonIgnore]
    public bool Deletes => Acts("DeleteAndAllowRecovery", onAnyType: true) is true || Acts("PermanentlyDelete", onAnyType: true) is true;

    private bool? Acts(string action, bool onAnyType)
    {
        if (RetentionEnabled.Is(false)
            || (RetentionAction.IsKnown && !Same(RetentionAction.Value, action))
            || (Type.IsKnown && (onAnyType ? Same(Type.Value, "RecoverableItems") : !Same(Type.Value, "All") && !Same(Type.Value, "Personal"))))
        {
            return false;
        }

        return RetentionEnabled.IsKnown && RetentionAction.IsKnown && Type.IsKnown ? true : null;
    }

    private static bool Same(string? left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}
