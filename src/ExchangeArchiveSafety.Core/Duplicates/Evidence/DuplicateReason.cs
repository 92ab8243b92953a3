using System.Globalization;

namespace ExchangeArchiveSafety.Duplicates.Evidence;

/// <summary>Says in a sentence what became of an item. Built when it is read: a million groups need no million sentences.</summary>
internal static class DuplicateReason
{
    /// <summary>Why a surplus copy is offered.</summary>
    /// <param name="kind">How it lies to the others.</param>
    /// <param name="location">Where it lies itself: with a keep rule that prefers the primary mailbox, the surplus of a reappeared item may be the archived one.</param>
    /// <param name="evidence">How sure it is.</param>
    /// <param name="proofs">What says that the bodies are equal.</param>
    public static string OfSurplus(DuplicateKind? kind, MailItemLocation location, DuplicateEvidence? evidence, BodyProofs proofs) =>
        DisplayText.Sentence(CoreMessages.Surplus, Relation(kind, location), Proof(evidence, proofs));

    /// <summary>Why an item stays that matched partly.</summary>
    public static string OfSetAside(SetAsideReasons reasons)
    {
        var parts = new List<string>();
        foreach (SetAsideReasons reason in Enum.GetValues(typeof(SetAsideReasons)))
        {
            if (reason != SetAsideReasons.None && (reasons & reason) != 0)
            {
                parts.Add(CoreMessages.ResourceManager.GetString("SetAside" + reason, CultureInfo.InvariantCulture) ?? reason.ToString());
            }
        }

        return DisplayText.Sentence(CoreMessages.SetAside, string.Join("; ", parts));
    }

    private static string Relation(DuplicateKind? kind, MailItemLocation location) => kind switch
    {
        DuplicateKind.DuplicatedInArchive => CoreMessages.DuplicatedInArchive,
        DuplicateKind.DuplicatedInPrimary => CoreMessages.DuplicatedInPrimary,
        _ when location == MailItemLocation.Archive => CoreMessages.ReappearedInPrimary,
        _ => CoreMessages.Reappeared,
    };

    private static string Proof(DuplicateEvidence? evidence, BodyProofs proofs) => evidence switch
    {
        DuplicateEvidence.Identical => proofs switch
        {
            BodyProofs.BodyDigest => CoreMessages.IdenticalBodyDigest,
            BodyProofs.SearchKey => CoreMessages.IdenticalSearchKey,
            BodyProofs.Both => CoreMessages.IdenticalBoth,

            // Only a plan that somebody wrote by hand says so without a proof.
            _ => CoreMessages.Strong,
        },
        DuplicateEvidence.Weak => CoreMessages.Weak,
        _ => CoreMessages.Strong,
    };
}
