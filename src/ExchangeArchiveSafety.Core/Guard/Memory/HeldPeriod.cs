namespace ExchangeArchiveSafety;

/// <summary>A time in which a suspension of ours held archiving of a mailbox off.</summary>
/// <param name="SuspensionId">The suspension.</param>
/// <param name="Method">How it suspends; null where that is not known.</param>
/// <param name="FromUtc">When it was first seen in force, UTC.</param>
/// <param name="EndedUtc">When it ended or was found undone, UTC; null while it lasts. It may have been undone before.</param>
public sealed record HeldPeriod(Guid SuspensionId, SuspensionMethod? Method, DateTime FromUtc, DateTime? EndedUtc);
