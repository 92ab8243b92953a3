namespace ExchangeArchiveSafety;

/// <summary>The folders of one half, and what speaks against their being all of them.</summary>
internal sealed class FolderTree(IReadOnlyList<ListedFolder> folders, IReadOnlyList<string> problems)
{
    public IReadOnlyList<ListedFolder> Folders => folders;

    /// <summary>Sentences, safe to show; none for a whole tree.</summary>
    public IReadOnlyList<string> Problems => problems;
}
