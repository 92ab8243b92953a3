using System.Runtime.CompilerServices;

namespace ExchangeArchiveSafety;

/// <summary>
/// Decides by which name the folders of possible copies are compared. A well-known folder of the primary pairs with the same one of
/// the archive in any language; but where one half has two folders of that meaning, somebody made one of them, and nobody can say
/// which pairs with the other half. Then nothing in them pairs: pairing by equal names would offer one today, and with it gone the
/// other one tomorrow.
/// </summary>
internal static class FolderPairing
{
    [MethodImpl(Hot.Path)]
    public static void Resolve(Candidate[] family)
    {
        if (Array.TrueForAll(family, static candidate => candidate.Folder.IsCanonical))
        {
            return;
        }

        var spelling = new Dictionary<(MailItemLocation, string), string>();
        var ambiguous = new HashSet<string>(StringComparer.Ordinal);
        foreach (var candidate in family)
        {
            var place = (candidate.Item.Location, candidate.Folder.Paired);
            if (!spelling.TryGetValue(place, out var path))
            {
                spelling.Add(place, candidate.Folder.Path);
            }
            else if (!string.Equals(path, candidate.Folder.Path, StringComparison.Ordinal))
            {
                ambiguous.Add(candidate.Folder.Paired);
            }
        }

        foreach (var candidate in family)
        {
            candidate.FolderText = ambiguous.Contains(candidate.Folder.Paired)
                ? candidate.Folder.Path + "\0" + candidate.Item.ItemId
                : candidate.Folder.Paired;
        }
    }
}
