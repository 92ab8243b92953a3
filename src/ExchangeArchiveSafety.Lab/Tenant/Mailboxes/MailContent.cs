namespace ExchangeArchiveSafety.Lab.Tenant.Mailboxes;

/// <summary>What stands in a mail, for tests that want odd ones. Null: the mail has not got it.</summary>
public sealed record MailContent
{
    public string? InternetMessageId { get; init; }

    public string? Subject { get; init; }

    /// <summary>The SMTP address.</summary>
    public string? Sender { get; init; }

    /// <summary>The address in its own form, which inside an organization need not be SMTP.</summary>
    public string? SenderAddress { get; init; }

    public DateTime? SentUtc { get; init; }

    public DateTime? ReceivedUtc { get; init; }

    public string ItemClass { get; init; } = "IPM.Note";

    public bool? HasAttachments { get; init; }

    public string? Body { get; init; }

    public string? Html { get; init; }

    public string? To { get; init; }

    public string? Cc { get; init; }

    public string? Bcc { get; init; }

    /// <summary>Any other property, by its id as Graph writes it: <c>String 0x007D</c>.</summary>
    public IReadOnlyDictionary<string, string> Properties { get; init; } = new Dictionary<string, string>();
}
