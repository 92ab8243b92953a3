using System.Runtime.CompilerServices;

namespace ExchangeArchiveSafety;

/// <summary>
/// Decides by which name the folders of possible copies are compared. A well-known folder of the primary pairs with the same one of
/// the archive in any language; but where one half has two folders of that meaning, nobody can say which pairs with the other half
/// under another name. Then equal names pair, if that leaves a copy in both folders; else nothing in them pairs: one copy offered
/// today would leave a single folder of that meaning, and another copy to be offered tomorrow.
/// </summary>
internal static class FolderPairing
{
    /// <summary>Sets what the folder of each item is compared by.</summary>
    /// <param name="family">Items with one message id.</param>
    /// <param name="order">The order in which they are worth keeping: the first of each folder stays whatever else is offered.</param>
    [MethodImpl(Hot.Path)]
    public static void Resolve(Candidate[] family, IComparer<Candidate> order)
    {
        if (Array.TrueForAll(family, static candidate => candidate.Folder.IsCanonical))
        {
            return;
        }

        foreach (var meaning in family.GroupBy(candidate => candidate.Folder.Paired, StringComparer.Ordinal))
        {
            var spellings = meaning.GroupBy(candidate => candidate.Folder.Path, StringComparer.Ordinal).ToList();
            var isAmbiguous = HasTwoInOneHalf(spellings.SelectMany(spelling => spelling.Select(candidate => candidate.Item.Location).Distinct()));
            var staysAmbiguous = isAmbiguous && HasTwoInOneHalf(spellings.Select(spelling => spelling.OrderBy(candidate => candidate, order).First().Item.Location));
            foreach (var candidate in meaning)
            {
                candidate.FolderIsAmbiguous = isAmbiguous && !staysAmbiguous;
                candidate.FolderText = staysAmbiguous ? candidate.Folder.Path
                    : isAmbiguous ? candidate.Folder.Path + "\0" + candidate.Item.ItemId
                    : candidate.Folder.Paired;
            }
        }
    }

    private static bool HasTwoInOneHalf(IEnumerable<MailItemLocation> halves) => halves.GroupBy(half => half).Any(half => half.Count() > 1);
}
