namespace ExchangeArchiveSafety.Lab.Tenant.Mailboxes;

/// <summary>Ways in which a mailbox has, or seems to have, an archive.</summary>
public static class ArchiveKinds
{
    public static LabMailbox WithArchive(this LabMailbox mailbox)
    {
        mailbox.ArchiveGuid = new Chance(17, "archive " + mailbox.ExchangeGuid).Guid();
        mailbox.ArchiveStatus = "Active";
        mailbox.ArchiveState = "Local";
        return mailbox;
    }

    public static LabMailbox WithoutArchive(this LabMailbox mailbox)
    {
        mailbox.ArchiveGuid = Guid.Empty;
        mailbox.ArchiveStatus = "None";
        mailbox.ArchiveState = "None";
        return mailbox;
    }

    /// <summary>KB 2757430: Active, and no archive behind it.</summary>
    public static LabMailbox WithGhostArchive(this LabMailbox mailbox)
    {
        mailbox.WithoutArchive();
        mailbox.ArchiveStatus = "Active";
        return mailbox;
    }

    /// <summary>KB 4486848: the archive is there, the status says None.</summary>
    public static LabMailbox WithArchiveStatusNone(this LabMailbox mailbox)
    {
        mailbox.WithArchive();
        mailbox.ArchiveStatus = "None";
        return mailbox;
    }
}
