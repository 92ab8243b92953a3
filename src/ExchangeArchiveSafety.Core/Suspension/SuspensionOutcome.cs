namespace ExchangeArchiveSafety;

/// <summary>What came of one mailbox, and the error to report where it did not go as asked.</summary>
/// <param name="Result">The result object.</param>
/// <param name="ErrorId">The stable error id; null where there is no error.</param>
/// <param name="Error">What Exchange said, where it said something.</param>
public sealed record SuspensionOutcome(ArchivePolicySuspension Result, string? ErrorId = null, Exception? Error = null);
