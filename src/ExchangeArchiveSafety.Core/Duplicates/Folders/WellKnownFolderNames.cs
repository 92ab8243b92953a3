using System.Text;

namespace ExchangeArchiveSafety.Duplicates.Folders;

/// <summary>
/// Knows default folders by name, in any language. The two locations of a mailbox can differ: changing a mailbox's language renames the default
/// folders of the primary only. Names are compared without a culture and in one normal form.
/// </summary>
internal static class WellKnownFolderNames
{
    private static readonly Dictionary<string, WellKnownFolder> ByName = Index();

    private static readonly HashSet<string> RootNames = new(StringComparer.OrdinalIgnoreCase)
    {
        "Top of Information Store", "Oberste Ebene des Informationsspeichers", "Haut de la banque d'informations",
        "Principio del almacén de información", "Inizio archivio informazioni", "Bovenste niveau van gegevensarchief",
        "Início do Repositório de Informações", "Корневой уровень хранилища",
    };

    // Get-MailboxFolderStatistics writes these at the root, not below Recoverable Items. They have these names in every language.
    private static readonly HashSet<string> RecoverableItemsNames = new(StringComparer.OrdinalIgnoreCase)
    {
        "Deletions", "Purges", "Versions", "DiscoveryHolds", "SubstrateHolds", "Calendar Logging",
    };

    private static readonly Dictionary<WellKnownFolder, string> EnglishNames = ByName
        .GroupBy(pair => pair.Value).ToDictionary(names => names.Key, names => names.First().Key);

    private static readonly Dictionary<string, WellKnownFolder> ByGraphName = EnglishNames.Keys
        .ToDictionary(folder => folder.ToString(), folder => folder, StringComparer.OrdinalIgnoreCase);

    /// <summary>The folder that a name at the top of a mailbox stands for.</summary>
    public static WellKnownFolder Find(string name) =>
        ByName.TryGetValue(Normal(name), out var folder) ? folder : WellKnownFolder.None;

    /// <summary>The folder of a name as in Microsoft Graph: <c>deleteditems</c>.</summary>
    public static WellKnownFolder FindGraphName(string name) => ByGraphName.TryGetValue(name, out var folder) ? folder : WellKnownFolder.None;

    /// <summary>The folder's English name.</summary>
    public static string English(WellKnownFolder folder) => EnglishNames[folder];

    /// <summary>Whether this is the name of the mailbox root itself, which some exports write in front of every path.</summary>
    public static bool IsRoot(string name) => RootNames.Contains(name);

    /// <summary>Whether a folder of this name at the top of a mailbox is one of Recoverable Items, whose content is deleted already.</summary>
    public static bool IsInRecoverableItems(string name) => RecoverableItemsNames.Contains(name);

    private static Dictionary<string, WellKnownFolder> Index()
    {
        var index = new Dictionary<string, WellKnownFolder>(StringComparer.OrdinalIgnoreCase);
        foreach (var line in DefaultFolderNames.Lines.Split('\n'))
        {
            var columns = line.Split(';');
            for (var column = 1; column < columns.Length; column++)
            {
                foreach (var name in columns[column].Split('|'))
                {
                    index[Normal(name.Trim())] = DefaultFolderNames.Columns[column - 1];
                }
            }
        }

        index["Recoverable Items"] = WellKnownFolder.RecoverableItems;
        return index;
    }

    /// <summary>One spelling: composed letters, and the straight apostrophe. Half of a surrogate pair has no normal form, and is in no name.</summary>
    private static string Normal(string name)
    {
        try
        {
            return name.Normalize(NormalizationForm.FormC).Replace('’', '\'');
        }
        catch (ArgumentException)
        {
            return name;
        }
    }
}
