namespace ExchangeArchiveSafety;

/// <summary>
/// What tells a probe's item from all others: a subject and a message id that carry the probe's own random id. Both have to fit, unless nobody learned which message id
/// the service gave.
/// </summary>
public sealed record ProbeMark
{
    /// <summary>The header that tells people and mail programs what the item is.</summary>
    public const string Header = "x-exchange-archive-safety-probe";

    /// <summary>The mark of a probe.</summary>
    /// <param name="probe">Its id.</param>
    public ProbeMark(Guid probe)
    {
        Probe = probe;
        MessageId = $"<probe-{probe:N}@exchangearchivesafety.invalid>";
    }

    /// <summary>The probe's id.</summary>
    public Guid Probe { get; }

    /// <summary>The subject.</summary>
    public string Subject => $"ExchangeArchiveSafety probe {Probe:N}";

    /// <summary>The message id, as the service keeps it; empty where it is not known.</summary>
    public string MessageId { get; init; }

    /// <summary>Whether an item carries it.</summary>
    /// <param name="item">The item as it was read just now.</param>
    public bool IsOn(MailItem item) => item.Subject == Subject && (MessageId.Length == 0 || item.InternetMessageId == MessageId);
}
