namespace ExchangeArchiveSafety.Lab.Simulation;

/// <summary>Something that happens whether anybody guards the tenant or not.</summary>
/// <param name="AtUtc">When.</param>
/// <param name="Story">What.</param>
/// <param name="Mailbox">Whose settings it changes; null for nobody's, <c>*</c> for everybody's.</param>
/// <param name="Happens">Makes it happen.</param>
internal sealed record SimulatedEvent(DateTime AtUtc, string Story, string? Mailbox, Action<SimulatedTenant> Happens);
