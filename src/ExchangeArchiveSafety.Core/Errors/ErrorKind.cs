namespace ExchangeArchiveSafety;

/// <summary>The kinds of trouble, each called like the category of PowerShell that it is shown as.</summary>
public enum ErrorKind
{
    /// <summary>Somebody is not who the service wants to see.</summary>
    AuthenticationError,

    /// <summary>A service cannot be reached, or did not do what it was called for.</summary>
    ConnectionError,

    /// <summary>What was asked for makes no sense.</summary>
    InvalidArgument,

    /// <summary>A file or an object is not what it should be.</summary>
    InvalidData,

    /// <summary>It may not be done as things are.</summary>
    InvalidOperation,

    /// <summary>An answer is not the one that was asked for, or does not show what it should.</summary>
    InvalidResult,

    /// <summary>It is more than is allowed.</summary>
    LimitsExceeded,

    /// <summary>The service does not have it.</summary>
    NotImplemented,

    /// <summary>There is no such thing.</summary>
    ObjectNotFound,

    /// <summary>Something cannot be opened.</summary>
    OpenError,

    /// <summary>It is not granted.</summary>
    PermissionDenied,

    /// <summary>Something cannot be read.</summary>
    ReadError,

    /// <summary>Somebody else is at it.</summary>
    ResourceBusy,

    /// <summary>Somebody else's work is there, and stays.</summary>
    ResourceExists,

    /// <summary>It would not be safe.</summary>
    SecurityError,

    /// <summary>Something cannot be written or changed.</summary>
    WriteError,
}
