namespace ExchangeArchiveSafety;

/// <summary>A surplus copy with the copy that stays, as the search saw them.</summary>
public sealed class RemovalEntry
{
    internal RemovalEntry(MailItem surplus, MailItem kept, DuplicateKind? kind, DuplicateEvidence evidence)
    {
        Surplus = surplus;
        Kept = kept;
        Kind = kind;
        Evidence = evidence;
    }

    /// <summary>The copy to remove.</summary>
    public MailItem Surplus { get; }

    /// <summary>The copy that stays.</summary>
    public MailItem Kept { get; }

    /// <summary>How the surplus copy lies to the kept one.</summary>
    public DuplicateKind? Kind { get; }

    /// <summary>How sure the search was.</summary>
    public DuplicateEvidence Evidence { get; }

    /// <summary>The entry with the evidence of another reading.</summary>
    internal RemovalEntry With(DuplicateEvidence evidence) => new(Surplus, Kept, Kind, evidence);

    /// <summary>The surplus copy in one line, safe to show.</summary>
    public override string ToString() => Surplus.ToString();
}
