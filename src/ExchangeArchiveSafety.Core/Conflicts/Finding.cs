namespace ExchangeArchiveSafety;

/// <summary>A reason: why a mailbox is judged so, or what to know before acting on it.</summary>
public sealed class Finding
{
    internal Finding(FindingKind kind, string message, IReadOnlyList<KeyValuePair<string, string>> facts)
    {
        Kind = kind;
        Message = message;
        Facts = new ShownList<KeyValuePair<string, string>>(facts, fact => DisplayText.Escape(fact.Key + " = " + fact.Value));
    }

    /// <summary>The stable id, for example <c>EAS1001</c>.</summary>
    public string Id => Kind.Id;

    /// <summary>The name that goes with the id.</summary>
    public string Name => Kind.Name;

    /// <summary>How much it weighs.</summary>
    public FindingSeverity Severity => Kind.Severity;

    /// <summary>The sentence, with text of the tenant escaped.</summary>
    public string Message { get; }

    /// <summary>The facts it rests on, by the names Exchange gives them.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Facts { get; }

    /// <summary>The help topic that explains it.</summary>
    public string HelpTopic { get; } = "about_ArchiveMigrationConflicts";

    internal FindingKind Kind { get; }

    /// <summary>Id and sentence.</summary>
    public override string ToString() => Id + ": " + Message;
}
