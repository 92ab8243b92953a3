using ExchangeArchiveSafety.Lab.Tenant.Mailboxes;

namespace ExchangeArchiveSafety.Lab.Tenant.Migration;

/// <summary>Copies messages from the source to the primary mailbox.</summary>
internal sealed class MailSync(LabTenant tenant)
{
    private int _pass;

    /// <summary>The first pass, or a part of it: what was never brought over. Oldest first.</summary>
    /// <returns>How many messages came over.</returns>
    public int CopyNew(LabMailbox mailbox, int atMost = int.MaxValue)
    {
        if (mailbox.Source is not { } source)
        {
            return 0;
        }

        source.ReceiveUntil(tenant.Now);
        var copied = 0;
        foreach (var message in source.Messages.Where(message => !message.Delivered).OrderBy(message => message.ReceivedUtc))
        {
            if (copied >= atMost || !Deliver(mailbox, message))
            {
                break;
            }

            copied++;
        }

        return copied;
    }

    /// <summary>The daily pass of IMAP: whatever the source has and the primary mailbox has not is "missing". The archive is out of its sight, and there lies the fault.</summary>
    public int CopyWhatThePrimaryLacks(LabMailbox mailbox)
    {
        if (mailbox.Source is not { } source)
        {
            return 0;
        }

        source.ReceiveUntil(tenant.Now);
        _pass++;
        foreach (var item in mailbox.Primary.Items)
        {
            if (!item.Folder.IsRecoverableItems)
            {
                item.Message.SeenInPass = _pass;
            }
        }

        var copied = 0;
        foreach (var message in source.Messages)
        {
            if (message.SeenInPass == _pass)
            {
                continue;
            }

            if (!Deliver(mailbox, message))
            {
                break;
            }

            copied++;
        }

        return copied;
    }

    /// <returns>False when the mailbox is full.</returns>
    private bool Deliver(LabMailbox mailbox, MailMessage message)
    {
        if (mailbox.Primary.Bytes + message.Size > mailbox.ProhibitSendReceiveQuota)
        {
            return false;
        }

        tenant.Store(mailbox.Primary, message);
        message.Delivered = true;
        return true;
    }
}
