namespace ExchangeArchiveSafety.Removal.Plan;

/// <summary>Which evidence is enough, and which needs the bodies to be read.</summary>
internal sealed class EvidenceGate(DuplicateEvidence minimum)
{
    /// <summary>Whether copies of this evidence are taken into a plan at all. Strong ones may become identical when their bodies are read.</summary>
    public bool Admits(DuplicateEvidence planned) =>
        planned >= DuplicateEvidence.Strong || (planned == DuplicateEvidence.Weak && minimum == DuplicateEvidence.Weak);

    /// <summary>Whether the bodies have to be read: all but strong evidence that the caller accepts as it is.</summary>
    public bool NeedsBodies(DuplicateEvidence planned) => planned != DuplicateEvidence.Strong || minimum == DuplicateEvidence.Identical;

    /// <summary>Whether two items can be copies of one message, as far as can be told without their bodies.</summary>
    public static bool AreCopies(MailItem first, MailItem second)
    {
        var (one, other) = BodyComparer.Told(first, second, BodyComparison.Unknown);
        return PairEvidence.Of(one, other) != DuplicateEvidence.Conflicting;
    }

    /// <summary>Whether two copies as they were read just now may be parted, and with which evidence.</summary>
    /// <param name="kept">The copy that stays.</param>
    /// <param name="surplus">The copy to remove.</param>
    /// <param name="bodies">What their bodies say.</param>
    public (DuplicateEvidence Evidence, RemovalCause Against) Judge(MailItem kept, MailItem surplus, BodyComparison bodies)
    {
        if (bodies == BodyComparison.Different)
        {
            return (DuplicateEvidence.Conflicting, RemovalCause.Of(RemovalReason.BodiesDiffer));
        }

        var (first, second) = BodyComparer.Told(kept, surplus, bodies);
        var evidence = PairEvidence.Of(first, second);
        var enough = evidence switch
        {
            DuplicateEvidence.Identical => true,
            DuplicateEvidence.Strong => minimum <= DuplicateEvidence.Strong,
            DuplicateEvidence.Weak => minimum == DuplicateEvidence.Weak && bodies == BodyComparison.Equal,
            _ => false,
        };
        return (evidence, enough ? RemovalCause.None
            : evidence == DuplicateEvidence.Conflicting ? RemovalCause.Of(RemovalReason.NoLongerCopies)
            : bodies == BodyComparison.Unknown ? RemovalCause.Of(RemovalReason.BodiesUnknown)
            : RemovalCause.Of(RemovalReason.EvidenceTooWeak, evidence, minimum));
    }
}
