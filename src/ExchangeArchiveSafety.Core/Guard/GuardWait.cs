namespace ExchangeArchiveSafety;

/// <summary>A suspension that stays for now although its migration has ended, or that waits for a person.</summary>
/// <param name="Identity">The mailbox.</param>
/// <param name="ExchangeGuid">Its key.</param>
/// <param name="UntilUtc">When it is resumed if nothing changes, UTC; null where somebody has to decide.</param>
/// <param name="Reason">What it waits for.</param>
public sealed record GuardWait(string Identity, Guid ExchangeGuid, DateTime? UntilUtc, string Reason)
{
    /// <summary>The mailbox, and until when.</summary>
    public override string ToString() => DisplayText.Escape(Identity) + (UntilUtc is { } until ? ": " + DisplayText.Show(until) : "");
}
