using ExchangeArchiveSafety.Lab.Tenant.Mailboxes;

namespace ExchangeArchiveSafety.Lab.Tenant.Retention;

/// <summary>The second engine: when the primary mailbox is nearly full, the oldest items move until it is not.</summary>
internal static class AutoArchiving
{
    private const int DefaultThreshold = 96;

    /// <returns>How many items moved.</returns>
    public static int Run(LabTenant tenant, LabMailbox mailbox, EffectivePolicy policy, bool onRetentionHold)
    {
        var threshold = tenant.Organization.AutoArchivingThresholdPercentage ?? DefaultThreshold;
        if (threshold >= 100
            || !mailbox.AutoArchivingEnabled
            || !mailbox.HasWorkingArchive
            || (onRetentionHold && !tenant.Options.AutoArchivingIgnoresRetentionHold)
            || mailbox.ProhibitSendReceiveQuota is not { } quota)
        {
            return 0;
        }

        var limit = quota / 100 * threshold;
        var room = (mailbox.ArchiveQuota ?? long.MaxValue) - mailbox.Archive.Bytes;
        var surplus = mailbox.Primary.Bytes - limit;
        if (surplus < 0)
        {
            return 0;
        }

        var oldest = new HashSet<MailItem>();
        foreach (var item in mailbox.Primary.Items.Where(Movable).OrderBy(item => item.ReceivedUtc).ThenBy(item => item.Number))
        {
            if (surplus < 0 || item.Size > room)
            {
                break;
            }

            oldest.Add(item);
            surplus -= item.Size;
            room -= item.Size;
        }

        tenant.MoveToArchive(mailbox, mailbox.Primary.Take(oldest.Contains));
        return oldest.Count;

        // "Never move to archive" is honoured.
        bool Movable(MailItem item) =>
            !item.Folder.IsRecoverableItems && item.Size <= mailbox.MaxReceiveSize && policy.ArchiveTagOf(item) is not { MovesToArchive: true, AgeLimit: null };
    }

    /// <summary>The organization may give a filling mailbox an archive in mid-migration.</summary>
    public static void EnableArchiveIfNeeded(LabTenant tenant, LabMailbox mailbox)
    {
        if (tenant.Organization.AutoEnableArchiveMailbox && !mailbox.HasWorkingArchive && mailbox.Primary.Bytes >= mailbox.ProhibitSendReceiveQuota / 100 * 90)
        {
            mailbox.WithArchive();
        }
    }
}
