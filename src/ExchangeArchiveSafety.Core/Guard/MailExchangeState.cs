namespace ExchangeArchiveSafety;

/// <summary>Whether mail for a domain arrives in Exchange Online, as its MX records tell.</summary>
public enum MailExchangeState
{
    /// <summary>Nobody can say: no answer, or one that cannot be used.</summary>
    Unknown,

    /// <summary>Not every MX record points to Exchange Online. A filter in front of Exchange Online looks the same as the old server.</summary>
    NotMoved,

    /// <summary>Every MX record points to Exchange Online.</summary>
    Moved,
}
