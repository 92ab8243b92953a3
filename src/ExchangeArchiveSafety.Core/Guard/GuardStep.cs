namespace ExchangeArchiveSafety.Guard;

/// <summary>Something that is to be done to a mailbox.</summary>
/// <param name="Action">What.</param>
/// <param name="Method">How archiving is, or is to be, suspended.</param>
/// <param name="Suspension">The suspension that it is about; null for a new one.</param>
/// <param name="Why">Why.</param>
internal sealed record GuardStep(GuardAction Action, SuspensionMethod Method, JournaledSuspension? Suspension, string Why);
