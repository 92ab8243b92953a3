namespace ExchangeArchiveSafety;

/// <summary>What a name server said of the MX records of a domain.</summary>
/// <param name="Domain">The domain that was asked about.</param>
/// <param name="Hosts">The servers that its MX records name; empty where it has none, null where nothing usable was answered.</param>
/// <param name="Why">Why nothing is known or there are none, in words for an admin; empty where hosts are named.</param>
public sealed record MailExchangeAnswer(string Domain, IReadOnlyList<string>? Hosts, string Why = "");
