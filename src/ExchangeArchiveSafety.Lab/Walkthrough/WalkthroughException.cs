namespace ExchangeArchiveSafety.Lab.Walkthrough;

/// <summary>Something that the walkthrough promises does not hold.</summary>
internal sealed class WalkthroughException(string message) : Exception(message);
