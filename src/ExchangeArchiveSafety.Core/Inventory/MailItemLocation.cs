namespace ExchangeArchiveSafety;

/// <summary>Which of the two mailboxes of one user holds an item.</summary>
public enum MailItemLocation
{
    /// <summary>The primary mailbox.</summary>
    Primary,

    /// <summary>The in-place archive, auto-expanded parts included.</summary>
    Archive,
}
