using ExchangeArchiveSafety.Lab.Tenant.Mailboxes;

namespace ExchangeArchiveSafety.Lab.Tenant.Retention;

/// <summary>
/// Where deleted items go, and how long there is room for them. Each part of a mailbox, an auxiliary archive too, has its own Recoverable
/// Items; above the warning quota the oldest leave them first.
/// </summary>
internal sealed class RecoverableItems(LabTenant tenant)
{
    /// <summary>Is there room for one more? What can still leave first makes room.</summary>
    public bool HasRoomFor(MailItem item, LabMailbox mailbox, MailStore store) =>
        item.Size + (tenant.Options.RecoverableItemsLeaveAtOnce && CanLeave(mailbox) ? 0 : store.RecoverableBytesOf(item.Folder.AuxiliaryMailbox)) <= mailbox.RecoverableItemsQuota;

    /// <summary>Puts an item that was taken out into the Recoverable Items of the mailbox that it lay in.</summary>
    /// <param name="item">The item; it still knows its folder.</param>
    /// <param name="mailbox">Whose it is.</param>
    /// <param name="store">The part it lay in.</param>
    /// <param name="path">The folder of Recoverable Items.</param>
    public void Place(MailItem item, LabMailbox mailbox, MailStore store, string path = DefaultFolders.Deletions)
    {
        var auxiliary = item.Folder.AuxiliaryMailbox;
        item.DeletedUtc = tenant.Now;
        tenant.Place(item, store, store.RecoverableItems(path, auxiliary, tenant.Now));
        item.Touch(tenant.Now);
        if (tenant.Options.RecoverableItemsLeaveAtOnce)
        {
            Leave(mailbox, store, auxiliary);
        }
    }

    /// <summary>First in, first out, down to the warning quota; in every part of the mailbox.</summary>
    /// <returns>How many left.</returns>
    public int Leave(LabMailbox mailbox) =>
        Leave(mailbox, mailbox.Primary, null) + mailbox.AuxiliaryArchives.Select(one => (Guid?)one).Append(null).Sum(auxiliary => Leave(mailbox, mailbox.Archive, auxiliary));

    private int Leave(LabMailbox mailbox, MailStore store, Guid? auxiliary)
    {
        var left = 0;
        if (CanLeave(mailbox))
        {
            var folders = store.Folders.Where(folder => folder.IsRecoverableItems && folder.AuxiliaryMailbox == auxiliary).ToList();
            for (; store.RecoverableBytesOf(auxiliary) > mailbox.RecoverableItemsWarningQuota; left++)
            {
                store.Take(folders.Where(folder => folder.Items.Count > 0).Select(folder => folder.Items[0]).MinBy(item => item.Number)!);
            }
        }

        return left;
    }

    /// <summary>Nothing leaves them: a hold of the mailbox, or one of the whole organization that does not leave the mailbox out. One that only deletes (<c>:1</c>) is none.</summary>
    public bool AreKept(LabMailbox mailbox) =>
        mailbox.KeepsRecoverableItems
        || tenant.Organization.InPlaceHolds.Exists(hold => hold.StartsWith("mbx", StringComparison.Ordinal) && !hold.EndsWith(":1", StringComparison.Ordinal)
            && !mailbox.InPlaceHolds.Exists(left => left.StartsWith("-" + hold.Split(':')[0], StringComparison.Ordinal)));

    /// <summary>A hold keeps them; and without the assistant nobody takes them away, so that they can fill to the quota.</summary>
    private bool CanLeave(LabMailbox mailbox) =>
        !AreKept(mailbox) && !tenant.Organization.ElcProcessingDisabled && (!mailbox.ElcProcessingDisabled || mailbox.PreservationLocked);
}
