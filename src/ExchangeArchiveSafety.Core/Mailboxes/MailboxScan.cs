namespace ExchangeArchiveSafety;

/// <summary>What reading a mailbox and its archive gave.</summary>
public sealed class MailboxScan
{
    /// <summary>The mailbox.</summary>
    public GraphMailbox Mailbox { get; init; } = new();

    /// <summary>Inventory files that together hold every item; none for an empty mailbox.</summary>
    public IReadOnlyList<string> InventoryFiles { get; init; } = [];

    /// <summary>What could not be read whole, safe to show: a folder whose count did not fit what was listed, however often. Nothing may be removed then.</summary>
    public IReadOnlyList<string> Incomplete { get; init; } = [];

    /// <summary>Folders that count subfolders which no list shows. What is listed of them was read; copies in them are not offered.</summary>
    public IReadOnlyList<IncompleteFolder> IncompleteFolders { get; init; } = [];

    /// <summary>All folders of both locations, without items too; what each is is settled for both locations together.</summary>
    public IReadOnlyList<GraphFolder> FolderList { get; init; } = [];

    /// <summary>What to do about it: a sentence for each kind of what <see cref="Incomplete"/> says.</summary>
    public IReadOnlyList<string> Remedies { get; init; } = [];

    /// <summary>What was left out though it was listed, and why nothing is lost with it; safe to show.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>What is to be known of what was read, safe to show.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Items read.</summary>
    public long Items { get; init; }

    /// <summary>Folders read.</summary>
    public int Folders { get; init; }

    /// <summary>Those of <see cref="IncompleteFolders"/> that folders to leave out do not name.</summary>
    /// <param name="excluded">Folders as a person names them.</param>
    public IEnumerable<IncompleteFolder> IncompleteWithout(IReadOnlyList<string> excluded)
    {
        if (IncompleteFolders.Count == 0)
        {
            return [];
        }

        var patterns = excluded.Select(pattern => new FolderPattern(pattern)).ToList();
        var folders = MailboxFolders.Of(FolderList);
        return IncompleteFolders.Where(one =>
        {
            var told = FolderList.FirstOrDefault(folder => folder.Location == one.Location && folder.Path == one.Path)?.WellKnownFolder;
            return !patterns.Exists(pattern => pattern.Matches(folders.KeyOf(one.Path, one.Location, told)));
        });
    }
}
