namespace ExchangeArchiveSafety;

/// <summary>A call to Exchange failed, or its answer was not the one that was asked for.</summary>
public sealed class ExchangeCallException : ArchiveSafetyException
{
    /// <summary>Names what failed.</summary>
    /// <param name="errorId">The stable error id.</param>
    /// <param name="cmdlet">The Exchange cmdlet.</param>
    /// <param name="message">The sentence.</param>
    /// <param name="inner">What Exchange said.</param>
    public ExchangeCallException(string errorId, string cmdlet, string message, Exception? inner = null)
        : base(errorId, message, inner) => Cmdlet = cmdlet;

    /// <summary>The Exchange cmdlet that was called.</summary>
    public string Cmdlet { get; }

    /// <summary>The parameter that the session does not grant; null for anything else.</summary>
    public string? Parameter { get; init; }

    /// <inheritdoc/>
    public override object Target => Cmdlet;
}
