namespace ExchangeArchiveSafety.Duplicates.Folders;

/// <summary>What is known of the folders of one location: which are told to be well-known, and which top folders have a default folder's name.</summary>
internal sealed class LocationFolders
{
    private readonly Dictionary<string, (string Name, string Below)> _told = new(StringComparer.Ordinal);
    private readonly HashSet<string> _untold = new(StringComparer.Ordinal);
    private readonly HashSet<string> _ordinary = new(StringComparer.Ordinal);

    /// <summary>Whether anything is told.</summary>
    public bool Tells => _told.Count > 0 || _ordinary.Count > 0;

    /// <summary>The folders that are told to be well-known, by path.</summary>
    public IReadOnlyDictionary<string, (string Name, string Below)> Told => _told;

    /// <summary>Top folders of which nothing is told, by path.</summary>
    public IReadOnlyCollection<string> Untold => _untold;

    public void Add(FolderFact fact)
    {
        switch (fact.Told.Kind)
        {
            case ToldFolderKind.WellKnown:
                // Two sources that contradict each other: which comes first must not matter.
                var value = (fact.Told.Name, fact.Told.Below);
                _told[fact.Path] = _told.TryGetValue(fact.Path, out var known) && string.CompareOrdinal(known.Name + known.Below, value.Name + value.Below) < 0 ? known : value;
                break;
            case ToldFolderKind.Ordinary:
            case ToldFolderKind.Empty when fact.Location == MailItemLocation.Primary:
                _ = _ordinary.Add(fact.Path);
                break;
            default:
                _ = _untold.Add(fact.Path);
                break;
        }
    }

    /// <summary>Whether a top folder is told to be no well-known one.</summary>
    public bool IsOrdinary(string top) => _ordinary.Contains(top) && !_told.ContainsKey(top);

    /// <summary>The well-known folder that a folder is or lies in, as far as it is told.</summary>
    public (string Name, string Below)? Find(List<string> names)
    {
        if (_told.Count == 0)
        {
            return null;
        }

        for (var count = names.Count; count > 0; count--)
        {
            if (_told.TryGetValue(FolderNames.Join(names, count), out var told))
            {
                return (told.Name, told.Below + (count == names.Count ? "" : "/" + string.Join("/", names.Skip(count))));
            }
        }

        return null;
    }
}
