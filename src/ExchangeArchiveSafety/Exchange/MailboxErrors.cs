namespace ExchangeArchiveSafety.Exchange;

/// <summary>Names errors about a mailbox: what Exchange cannot find is, asked for by identity, a mailbox that does not exist.</summary>
internal static class MailboxErrors
{
    public static ExchangeCallException Named(ExchangeCallException exception, string identity) =>
        exception.ErrorId == ErrorIds.ObjectNotFound ? NotFound(identity, exception) : exception;

    /// <summary>There is no such mailbox; what looks like a displayed name is told what to hand over instead.</summary>
    public static ExchangeCallException NotFound(string identity, Exception? inner = null)
    {
        // Quotes, brackets and SMTP: around an address are no part of it.
        var isKey = MailboxIdentity.IsAddress(identity) || Guid.TryParse(identity, out _);
        var message = DisplayText.Sentence(isKey ? Messages.MailboxNotFound : Messages.MailboxNotFoundByName, identity);
        return inner is null ? new(ErrorIds.MailboxNotFound, "Get-Mailbox", message) : new(ErrorIds.MailboxNotFound, "Get-Mailbox", message, inner);
    }
}
