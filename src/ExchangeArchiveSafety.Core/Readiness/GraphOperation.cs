namespace ExchangeArchiveSafety.Readiness;

/// <summary>What a request is for, as far as its permission and its failures differ.</summary>
internal enum GraphOperation
{
    /// <summary>Sees whether a Graph answers and takes the token.</summary>
    Probe,

    /// <summary>Finds the mailbox ids of a user.</summary>
    Resolve,

    /// <summary>Lists or reads folders.</summary>
    Folders,

    /// <summary>Lists or reads items.</summary>
    Items,

    /// <summary>Deletes an item.</summary>
    Delete,

    /// <summary>Exports items.</summary>
    Export,

    /// <summary>Asks where to import to.</summary>
    ImportSession,

    /// <summary>Imports an item.</summary>
    Import,

    /// <summary>Makes a message.</summary>
    Create,
}
