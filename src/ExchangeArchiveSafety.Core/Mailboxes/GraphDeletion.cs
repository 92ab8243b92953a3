namespace ExchangeArchiveSafety;

/// <summary>What asking for a soft deletion gave.</summary>
public enum GraphDeletion
{
    /// <summary>The server says that it is done.</summary>
    Done,

    /// <summary>The server says that there is no such item.</summary>
    NotFound,

    /// <summary>Nobody knows: no answer, a broken one, or an error behind which it may have happened. Only reading can tell.</summary>
    Unknown,
}
