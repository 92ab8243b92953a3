using ExchangeArchiveSafety.Lab.Tenant;
using ExchangeArchiveSafety.Lab.Tenant.Mailboxes;

namespace ExchangeArchiveSafety.Lab.Building;

/// <summary>Large mailboxes in which the loop has already been at work, made without living through it.</summary>
public static class LargePairs
{
    /// <summary>A mailbox and its archive with so many items together. The originals lie in the archive; the surplus copies half there, half in the primary.</summary>
    /// <param name="builder">The tenant's builder.</param>
    /// <param name="alias">The mailbox; added if it is not there.</param>
    /// <param name="items">Items in both halves together, without the few that every mailbox has.</param>
    /// <param name="folders">Folders in each half that hold them, in a tree.</param>
    /// <param name="surplus">The share of the items that are surplus copies.</param>
    public static TenantBuilder LargePair(this TenantBuilder builder, string alias, int items, int folders = 20, double surplus = 0.2)
    {
        var tenant = builder.Tenant;
        if (tenant.FindMailboxes(alias).Count == 0)
        {
            builder.Mailbox(alias, mailbox => mailbox.ProhibitSendReceiveQuota = mailbox.ArchiveQuota = null);
        }

        var target = tenant.Mailbox(alias);
        var chance = new Chance(71, "large " + alias);
        var paths = Enumerable.Range(0, folders).Select(Path).ToArray();
        var messages = items - (int)(items * surplus);
        for (var i = 0; i < items; i++)
        {
            // The first round are the messages themselves, the rest comes again as the sync of a later day brings it.
            var again = i >= messages;
            if (!again)
            {
                var received = tenant.Now.AddMinutes(-60 - i * 13L);
                var message = new MailMessage(chance.Next(), paths[i % folders], received.AddTicks(-(received.Ticks % TimeSpan.TicksPerSecond)), 2048 + chance.Below(120_000), fromSource: true) { Delivered = true };
                var store = i % 2 == 0 || i < items - messages ? target.Archive : target.Primary;
                target.Entrusted.Add(message);
                Copy(store, message, tenant.Now.AddDays(-60));
            }
            else
            {
                // The archive of a fresh mailbox is empty: it begins with the originals.
                var original = target.Archive.Items[i - messages];
                Copy(i % 2 == 0 ? target.Primary : target.Archive, original.Message, tenant.Now.AddDays(-1));
            }
        }

        return builder;

        void Copy(MailStore store, MailMessage message, DateTime created) =>
            tenant.AddCopy(store, message, store.Folder(message.FolderPath, target.WhenCreatedUtc), created.AddSeconds(chance.Below(86_400)));
    }

    private static string Path(int number) => number switch
    {
        0 => "/Inbox",
        1 => "/Sent Items",
        _ when number % 3 == 0 => FormattableString.Invariant($"/Inbox/Projects/{2000 + number}"),
        _ when number % 3 == 1 => FormattableString.Invariant($"/Customers/Customer {number}"),
        _ => FormattableString.Invariant($"/Folder {number}"),
    };
}
