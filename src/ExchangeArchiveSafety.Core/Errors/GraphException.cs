namespace ExchangeArchiveSafety;

/// <summary>Graph refused, failed, or answered what cannot be relied on. The message never holds a token.</summary>
public sealed class GraphException : ArchiveSafetyException
{
    /// <summary>Makes the error.</summary>
    /// <param name="errorId">The stable error id.</param>
    /// <param name="message">What is wrong and what to do, safe to show.</param>
    /// <param name="inner">What was caught.</param>
    public GraphException(string errorId, string message, Exception? inner = null)
        : base(errorId, message, inner)
    {
    }

    /// <summary>The status of the answer; null when there was none.</summary>
    public int? StatusCode { get; init; }

    /// <summary>The error code in the answer; empty when there was none.</summary>
    public string Code { get; init; } = "";
}
