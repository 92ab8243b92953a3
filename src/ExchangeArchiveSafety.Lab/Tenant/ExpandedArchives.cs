using System.Globalization;
using ExchangeArchiveSafety.Lab.Tenant.Mailboxes;

namespace ExchangeArchiveSafety.Lab.Tenant;

/// <summary>What auto-expanding does to an archive: folders, or a part of what is in them, go to an auxiliary archive mailbox.</summary>
public static class ExpandedArchives
{
    /// <summary>The mailbox GUID of an auxiliary archive of this mailbox; the first is number 1.</summary>
    public static Guid AuxiliaryArchive(this LabMailbox mailbox, int number) => new Chance(19, FormattableString.Invariant($"auxiliary {number} of {mailbox.ExchangeGuid}")).Guid();

    /// <summary>A folder of the archive lies in an auxiliary archive, with all that is in it. It is made if it is not there.</summary>
    public static MailFolder MoveToAuxiliary(this LabTenant tenant, string mailbox, string folderPath, int auxiliary = 1)
    {
        lock (tenant.Gate)
        {
            var target = tenant.Mailbox(mailbox);
            target.AutoExpandingArchiveEnabled = true;
            var folder = target.Archive.Folder(folderPath, tenant.Now);
            folder.AuxiliaryMailbox = target.AuxiliaryArchive(auxiliary);
            return folder;
        }
    }

    /// <summary>
    /// The subfolder to which a part of the folder's items went, in an auxiliary archive. It is named as documented:
    /// <c>Inbox_2026 (Created on Jan 5, 2026 8_00)</c>.
    /// </summary>
    public static MailFolder Expand(this LabTenant tenant, string mailbox, string folderPath, int auxiliary = 1)
    {
        // Every auxiliary archive was added later than the one before.
        var created = tenant.Now.AddDays(30 * (auxiliary - 4));
        var name = folderPath[(folderPath.LastIndexOf('/') + 1)..];
        return tenant.MoveToAuxiliary(mailbox, folderPath + "/" + name + created.ToString("'_'yyyy' (Created on 'MMM d, yyyy H'_'mm')'", CultureInfo.InvariantCulture), auxiliary);
    }
}
