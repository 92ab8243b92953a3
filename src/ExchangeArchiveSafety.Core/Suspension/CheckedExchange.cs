namespace ExchangeArchiveSafety.Suspension;

/// <summary>Exchange as a suspension uses it: nothing is begun after the caller asked to stop, and a mailbox that came back is the one that was asked for.</summary>
internal sealed class CheckedExchange(IMailboxPort port)
{
    /// <summary>The writes, and what may be asked beside them.</summary>
    public IMailboxPort Port => port;

    public void ThrowIfStopping()
    {
        if (port.IsStopping)
        {
            throw new OperationCanceledException();
        }
    }

    /// <summary>Reads a mailbox, and makes sure that it is the one.</summary>
    public Mailbox Read(Guid exchangeGuid)
    {
        ThrowIfStopping();
        var mailbox = port.ReadMailbox(exchangeGuid);
        return mailbox.ExchangeGuid == exchangeGuid
            ? mailbox
            : throw new ExchangeCallException(ErrorIds.MailboxMismatch, "Get-Mailbox", DisplayText.Sentence(CoreMessages.ReasonOtherMailbox, exchangeGuid, mailbox.Identity));
    }

    /// <summary>Reads a mailbox after a change; otherwise null and why.</summary>
    public Mailbox? ReadBack(Guid exchangeGuid, out ExchangeCallException? error)
    {
        // After Ctrl+C the call in flight may have come back empty-handed; the intent stays open and the next run finds out.
        ThrowIfStopping();
        Mailbox? mailbox = null;
        error = Try(() => mailbox = Read(exchangeGuid));
        ThrowIfStopping();
        return mailbox;
    }

    /// <summary>Makes a call, and gives what Exchange said against it.</summary>
    public static ExchangeCallException? Try(Action call)
    {
        try
        {
            call();
            return null;
        }
        catch (ExchangeCallException exception)
        {
            return exception;
        }
    }
}
