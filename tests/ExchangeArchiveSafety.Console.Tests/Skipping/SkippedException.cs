namespace ExchangeArchiveSafety.Console.Tests.Skipping;

/// <summary>Ends a <see cref="SkippingTheoryAttribute">theory's</see> test as skipped; the message is the reason.</summary>
public sealed class SkippedException(string reason) : Exception(reason);
