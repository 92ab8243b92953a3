namespace ExchangeArchiveSafety.Duplicates.Evidence;

/// <summary>Whether an item is a copy of another, and how sure that is.</summary>
internal readonly struct PairVerdict(SetAsideReasons against, DuplicateEvidence evidence, BodyProofs proofs)
{
    /// <summary>What speaks against it.</summary>
    public readonly SetAsideReasons Against = against;

    /// <summary>How sure it is; <see cref="DuplicateEvidence.Conflicting"/> when something speaks against it.</summary>
    public readonly DuplicateEvidence Evidence = evidence;

    /// <summary>What says that the bodies are equal.</summary>
    public readonly BodyProofs Proofs = proofs;

    public bool IsCopy => Against == SetAsideReasons.None;
}
