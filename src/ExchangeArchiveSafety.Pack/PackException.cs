namespace ExchangeArchiveSafety.Pack;

/// <summary>Something that must not be published.</summary>
/// <param name="message">What, and why not.</param>
internal sealed class PackException(string message) : Exception(message);
