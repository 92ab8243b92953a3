namespace ExchangeArchiveSafety;

/// <summary>A mailbox, or a question to the tenant, that did not go well.</summary>
/// <param name="Identity">The mailbox, or what else it is about.</param>
/// <param name="ExchangeGuid">The key of the mailbox; all zero where it is not known.</param>
/// <param name="ErrorId">The stable error id.</param>
/// <param name="Reason">What is wrong, and what to do.</param>
public sealed record GuardFailure(string Identity, Guid ExchangeGuid, string ErrorId, string Reason)
{
    /// <summary>What it is about, and the error id.</summary>
    public override string ToString() => DisplayText.Escape(Identity) + ": " + ErrorId;
}
