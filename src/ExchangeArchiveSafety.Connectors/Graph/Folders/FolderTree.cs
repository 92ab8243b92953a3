namespace ExchangeArchiveSafety.Connectors.Graph.Folders;

/// <summary>The folders of one location, and what speaks against their being all of them.</summary>
internal sealed class FolderTree
{
    public IReadOnlyList<ListedFolder> Folders { get; init; } = [];

    /// <summary>What makes the location as a whole unreliable: sentences, safe to show; none for a whole tree.</summary>
    public IReadOnlyList<string> Problems { get; init; } = [];

    /// <summary>Folders that count more subfolders than any list shows.</summary>
    public IReadOnlyList<IncompleteFolder> Incomplete { get; init; } = [];

    /// <summary>What is to be known of it, safe to show.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}
