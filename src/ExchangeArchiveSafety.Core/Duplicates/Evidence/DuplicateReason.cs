using System.Globalization;

namespace ExchangeArchiveSafety;

/// <summary>Says in a sentence what became of an item. Built when it is read: a million groups need no million sentences.</summary>
internal static class DuplicateReason
{
    /// <summary>Why a surplus copy is offered.</summary>
    /// <param name="kind">How it lies to the others.</param>
    /// <param name="location">Where it lies itself: with a keep rule that prefers the primary mailbox, the surplus of a reappeared item may be the archived one.</param>
    /// <param name="evidence">How sure it is.</param>
    /// <param name="proofs">What says that the bodies are equal.</param>
    public static string OfSurplus(DuplicateKind? kind, MailItemLocation location, DuplicateEvidence? evidence, BodyProofs proofs) =>
        string.Format(CultureInfo.InvariantCulture, DuplicateMessages.Surplus, Relation(kind, location), Proof(evidence, proofs));

    /// <summary>Why an item stays that matched partly.</summary>
    public static string OfSetAside(SetAsideReasons reasons)
    {
        var parts = new List<string>();
        foreach (SetAsideReasons reason in Enum.GetValues(typeof(SetAsideReasons)))
        {
            if (reason != SetAsideReasons.None && (reasons & reason) != 0)
            {
                parts.Add(DuplicateMessages.ResourceManager.GetString("SetAside" + reason, CultureInfo.InvariantCulture) ?? reason.ToString());
            }
        }

        return string.Format(CultureInfo.InvariantCulture, DuplicateMessages.SetAside, string.Join("; ", parts));
    }

    private static string Relation(DuplicateKind? kind, MailItemLocation location) => kind switch
    {
        DuplicateKind.DuplicatedInArchive => DuplicateMessages.DuplicatedInArchive,
        DuplicateKind.DuplicatedInPrimary => DuplicateMessages.DuplicatedInPrimary,
        _ when location == MailItemLocation.Archive => DuplicateMessages.ReappearedInPrimary,
        _ => DuplicateMessages.Reappeared,
    };

    private static string Proof(DuplicateEvidence? evidence, BodyProofs proofs) => evidence switch
    {
        DuplicateEvidence.Identical => proofs switch
        {
            BodyProofs.BodyDigest => DuplicateMessages.IdenticalBodyDigest,
            BodyProofs.SearchKey => DuplicateMessages.IdenticalSearchKey,
            BodyProofs.Both => DuplicateMessages.IdenticalBoth,

            // Only a plan that somebody wrote by hand says so without a proof.
            _ => DuplicateMessages.Strong,
        },
        DuplicateEvidence.Weak => DuplicateMessages.Weak,
        _ => DuplicateMessages.Strong,
    };
}
