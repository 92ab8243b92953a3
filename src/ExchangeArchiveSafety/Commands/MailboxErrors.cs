namespace ExchangeArchiveSafety.Commands;

/// <summary>Names errors about a mailbox: what Exchange cannot find is, asked for by identity, a mailbox that does not exist.</summary>
internal static class MailboxErrors
{
    public static ExchangeCallException Named(ExchangeCallException exception, string identity) => exception.ErrorId == ErrorIds.ObjectNotFound
        ? new(ErrorIds.MailboxNotFound, exception.Cmdlet, DisplayText.Sentence(Messages.MailboxNotFound, identity), exception)
        : exception;
}
