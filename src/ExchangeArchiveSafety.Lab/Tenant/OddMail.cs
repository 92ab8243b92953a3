using ExchangeArchiveSafety.Lab.Tenant.Mailboxes;

namespace ExchangeArchiveSafety.Lab.Tenant;

/// <summary>Mail of one's own choice, for tests: every message and every copy can differ from the usual ones.</summary>
public static class OddMail
{
    /// <summary>A new message in a folder of the primary mailbox or the archive.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="mailbox">An identity of the mailbox.</param>
    /// <param name="folderPath">The folder; made if it is not there.</param>
    /// <param name="write">What stands in it, from what an ordinary one would say.</param>
    /// <param name="inArchive">In the archive, not in the primary mailbox.</param>
    /// <param name="createdUtc">When the copy was stored; now by default.</param>
    /// <param name="size">Its size in bytes.</param>
    public static MailItem PutMessage(
        this LabTenant tenant, string mailbox, string folderPath, Func<MailContent, MailContent>? write = null, bool inArchive = false, DateTime? createdUtc = null, long size = 20_000)
    {
        lock (tenant.Gate)
        {
            var target = tenant.Mailbox(mailbox);
            var store = inArchive ? target.Archive : target.Primary;
            var received = tenant.Now.AddDays(-400);
            var seed = new Chance(83, target.PrimarySmtpAddress + target.Primary.Items.Count + "/" + target.Archive.Items.Count + folderPath).Next();
            var message = new MailMessage(seed, folderPath, received.AddTicks(-(received.Ticks % TimeSpan.TicksPerSecond)), size, fromSource: false);
            if (write is not null)
            {
                message.Rewrite(write);
            }

            target.Entrusted.Add(message);
            return tenant.AddCopy(store, message, store.Folder(folderPath, tenant.Now), createdUtc ?? tenant.Now);
        }
    }

    /// <summary>One more copy of the same message, as a new sync makes it: with a search key of its own.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="mailbox">An identity of the mailbox.</param>
    /// <param name="original">A copy that is there.</param>
    /// <param name="folderPath">The folder; that of the original by default.</param>
    /// <param name="inArchive">In the archive, not in the primary mailbox.</param>
    /// <param name="createdUtc">When the copy was stored; now by default.</param>
    /// <param name="edit">How this copy differs.</param>
    /// <param name="sameSearchKey">As a copy that Exchange itself made.</param>
    public static MailItem PutCopy(
        this LabTenant tenant,
        string mailbox,
        MailItem original,
        string? folderPath = null,
        bool inArchive = false,
        DateTime? createdUtc = null,
        Func<MailContent, MailContent>? edit = null,
        bool sameSearchKey = false)
    {
        lock (tenant.Gate)
        {
            var target = tenant.Mailbox(mailbox);
            var store = inArchive ? target.Archive : target.Primary;
            var folder = store.Folder(folderPath ?? original.Folder.Path, tenant.Now);
            var copy = tenant.AddCopy(store, original.Message, folder, createdUtc ?? tenant.Now, sameSearchKey ? original.SearchKey : null);
            return edit is null ? copy : copy.Edit(edit, copy.ModifiedUtc);
        }
    }

    /// <summary>The owner moves it to another folder of the same half: it gets a new id.</summary>
    public static void Move(this LabTenant tenant, MailItem item, string folderPath)
    {
        lock (tenant.Gate)
        {
            if (item.Store is { } store)
            {
                store.Take(item);
                tenant.Place(item, store, folderPath);
                item.Touch(tenant.Now);
            }
        }
    }

    /// <summary>The owner deletes it: it goes to the Recoverable Items of its half.</summary>
    public static void SoftDelete(this LabTenant tenant, MailItem item)
    {
        lock (tenant.Gate)
        {
            if (item.Store is { } store && !item.Folder.IsRecoverableItems)
            {
                store.Take(item);
                tenant.RecoverableItems.Place(item, tenant.OwnerOf(store), store);
            }
        }
    }

    /// <summary>Nothing of this copy is left.</summary>
    public static void Purge(this LabTenant tenant, MailItem item)
    {
        lock (tenant.Gate)
        {
            item.Store?.Take(item);
        }
    }
}
