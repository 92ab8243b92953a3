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
    public Known<string?> Type { get; init; }

    /// <summary><c>MoveToArchive</c>, <c>DeleteAndAllowRecovery</c>, <c>PermanentlyDelete</c> ...</summary>
    public Known<string?> RetentionAction { get; init; }

    /// <summary>A disabled tag keeps its items and does nothing.</summary>
    public Known<bool> RetentionEnabled { get; init; }

    /// <summary>Age at which the action is taken; null for a "never" tag.</summary>
    public Known<TimeSpan?> AgeLimitForRetention { get; init; }

    /// <summary>
    /// Whether the tag moves mail of the primary to the archive: MoveToArchive, enabled, of type All or Personal. Null where a fact that could decide it is
    /// missing or is no documented value. RecoverableItems tags do not count: they move only what IMAP never fills.
    /// </summary>
    [JsonIgnore]
    public bool? Archives =>
        RetentionEnabled.Is(false)
        || Action is not (null or RetentionActionMeaning.Archives)
        || Scope is not (null or RetentionTagScope.WholeMailbox or RetentionTagScope.Personal) ? false
        : RetentionEnabled.IsKnown && Action is not null && Scope is not null ? true
        : null;

    /// <summary>Whether the tag deletes mail, which the IMAP planning page says comes back as "missing" as well.</summary>
    [JsonIgnore]
    public bool Deletes =>
        RetentionEnabled.Is(true) && Action is RetentionActionMeaning.Deletes && Scope is not (null or RetentionTagScope.RecoverableItems);

    private RetentionTagScope? Scope => Vocabularies.RetentionTagType.Of(Type);

    private RetentionActionMeaning? Action => Vocabularies.RetentionAction.Of(RetentionAction);

    /// <summary>What leaves open whether the tag archives.</summary>
    internal IEnumerable<OpenFact> Unclear()
    {
        if (!RetentionEnabled.IsKnown)
        {
            yield return new("RetentionEnabled ('" + Name + "')");
        }

        if (Action is null)
        {
            yield return OpenFact.Of("RetentionAction ('" + Name + "')", RetentionAction);
        }

        if (Scope is null)
        {
            yield return OpenFact.Of("Type ('" + Name + "')", Type);
        }
    }
}
