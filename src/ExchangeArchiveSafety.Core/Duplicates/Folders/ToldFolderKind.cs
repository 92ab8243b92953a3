namespace ExchangeArchiveSafety.Duplicates.Folders;

/// <summary>What a source tells of a folder.</summary>
internal enum ToldFolderKind
{
    /// <summary>The source does not know what folders are, and may have changed their names.</summary>
    Silent,

    /// <summary>The source knows what folders are, but not of these.</summary>
    Unknown,

    /// <summary>No well-known name. In a primary mailbox that is a folder that somebody made; those of an archive hardly ever have one.</summary>
    Empty,

    /// <summary>A folder that somebody made.</summary>
    Ordinary,

    /// <summary>A well-known folder, or one below it.</summary>
    WellKnown,
}
