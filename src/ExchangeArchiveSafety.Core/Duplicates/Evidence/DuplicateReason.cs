using System.Globalization;

namespace ExchangeArchiveSafety;

/// <summary>Says in a sentence what became of an item. Built when it is read: a million groups need no million sentences.</summary>
internal static class DuplicateReason
{
    public static string Sentence(bool isKept, DuplicateKind? kind, DuplicateEvidence? evidence, SetAsideReasons setAside)
    {
        if (isKept)
        {
            return DuplicateMessages.Kept;
        }

        if (setAside == SetAsideReasons.None)
        {
            var relation = kind switch
            {
                DuplicateKind.DuplicatedInArchive => DuplicateMessages.DuplicatedInArchive,
                DuplicateKind.DuplicatedInPrimary => DuplicateMessages.DuplicatedInPrimary,
                _ => DuplicateMessages.Reappeared,
            };
            var proof = evidence switch
            {
                DuplicateEvidence.Identical => DuplicateMessages.Identical,
                DuplicateEvidence.Weak => DuplicateMessages.Weak,
                _ => DuplicateMessages.Strong,
            };
            return string.Format(CultureInfo.InvariantCulture, DuplicateMessages.Surplus, relation, proof);
        }

        var parts = new List<string>();
        foreach (SetAsideReasons reason in Enum.GetValues(typeof(SetAsideReasons)))
        {
            if (reason != SetAsideReasons.None && (setAside & reason) != 0)
            {
                parts.Add(DuplicateMessages.ResourceManager.GetString("SetAside" + reason, CultureInfo.InvariantCulture) ?? reason.ToString());
            }
        }

        return string.Format(CultureInfo.InvariantCulture, DuplicateMessages.SetAside, string.Join("; ", parts));
    }
}
