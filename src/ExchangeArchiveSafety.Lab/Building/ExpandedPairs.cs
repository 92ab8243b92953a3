using ExchangeArchiveSafety.Lab.Tenant;
using ExchangeArchiveSafety.Lab.Tenant.Mailboxes;

namespace ExchangeArchiveSafety.Lab.Building;

/// <summary>Mailboxes whose archive was expanded before and after the loop had been at work: originals and copies lie on either side.</summary>
public static class ExpandedPairs
{
    /// <summary>
    /// A mailbox with two auxiliary archives, and for each way in which an original and its later copy can lie, so many of them. Of six copies
    /// two lie in the primary mailbox and four in the archive. As many messages again lie once in the primary mailbox, the main archive and
    /// each auxiliary archive.
    /// </summary>
    /// <param name="builder">The tenant's builder.</param>
    /// <param name="alias">The mailbox; added if it is not there.</param>
    /// <param name="each">How many originals with one copy, of each of the six kinds.</param>
    public static TenantBuilder ExpandedPair(this TenantBuilder builder, string alias, int each = 3)
    {
        var tenant = builder.Tenant;
        if (tenant.FindMailboxes(alias).Count == 0)
        {
            builder.Mailbox(alias);
        }

        var start = tenant.Now.AddDays(-60);
        var first = tenant.Expand(alias, "/Inbox").Path;
        var second = tenant.Expand(alias, "/Inbox", auxiliary: 2).Path;
        var whole = tenant.MoveToAuxiliary(alias, "/Customers", auxiliary: 2).Path;
        for (var i = 0; i < each; i++)
        {
            Pair("/Inbox", first);
            Pair(first, "/Inbox");
            Pair(first, first);
            Pair(first, second);
            Pair(first, "/Inbox", copyInArchive: false);
            Pair(whole, whole, copyInArchive: false);
            foreach (var path in (string[])["/Inbox", first, second, whole])
            {
                Put(path);
            }

            tenant.PutMessage(alias, "/Inbox", createdUtc: start.AddMinutes(i));
        }

        return builder;

        void Pair(string original, string copy, bool copyInArchive = true) =>
            tenant.PutCopy(alias, Put(original), copy, copyInArchive, tenant.Now.AddDays(-1));

        MailItem Put(string path) => tenant.PutMessage(alias, path, inArchive: true, createdUtc: start);
    }
}
