namespace ExchangeArchiveSafety;

/// <summary>Looks up MX records. Whoever implements it is loaded on first use and brings its own libraries.</summary>
public interface IMailExchangeLookup
{
    /// <summary>Looks up the MX records of domains, within a budget for all of them together.</summary>
    /// <param name="domains">The domains, as Exchange names them.</param>
    /// <param name="server">The name server to ask, by address and optionally port; null for the ones of this machine.</param>
    /// <param name="cancellation">Stops asking.</param>
    /// <returns>One answer a domain, in the same order. What was not answered in time is an answer that knows nothing.</returns>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    Task<IReadOnlyList<MailExchangeAnswer>> LookUpAsync(IReadOnlyList<string> domains, string? server, CancellationToken cancellation);
}
