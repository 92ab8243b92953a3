namespace ExchangeArchiveSafety;

/// <summary>Why a mailbox is left alone from now on.</summary>
public sealed class RemovalFailure
{
    internal RemovalFailure(string errorId, string message, Exception? error = null)
    {
        ErrorId = errorId;
        Message = message;
        Error = error;
    }

    /// <summary>The stable error id.</summary>
    public string ErrorId { get; }

    /// <summary>What happened and what to do, safe to show.</summary>
    public string Message { get; }

    /// <summary>What was caught; null when nothing was.</summary>
    public Exception? Error { get; }
}
