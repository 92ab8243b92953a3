namespace ExchangeArchiveSafety.Connectors.Graph.Scanning;

/// <summary>How the listing of a folder ended.</summary>
internal enum FolderListing
{
    /// <summary>What was listed is what the server counts.</summary>
    Whole,

    /// <summary>It is not, however often it was listed.</summary>
    Unequal,

    /// <summary>The folder is no longer there.</summary>
    Gone,
}
