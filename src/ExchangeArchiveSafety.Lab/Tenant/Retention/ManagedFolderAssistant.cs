using ExchangeArchiveSafety.Lab.Tenant.Mailboxes;

namespace ExchangeArchiveSafety.Lab.Tenant.Retention;

/// <summary>Comes by each mailbox on its cycle, tags, archives, deletes and purges, and writes down what it did.</summary>
internal sealed class ManagedFolderAssistant(LabTenant tenant)
{
    /// <summary>Smaller mailboxes are left alone unless somebody starts the assistant by hand.</summary>
    private const long SmallestMailbox = 10L * 1024 * 1024;

    private DateTime Now => tenant.Now;

    public void Schedule(LabMailbox mailbox, TimeSpan first)
    {
        tenant.Timeline.At(Now + first, () =>
        {
            if (mailbox.Primary.Bytes >= SmallestMailbox && !(mailbox.AccountDisabled && mailbox.RecipientTypeDetails == "UserMailbox"))
            {
                Run(mailbox);
            }

            Schedule(mailbox, mailbox.AssistantCycle);
        });
    }

    /// <summary>The command returns at once; the run comes a little later and nothing can stop it.</summary>
    public void StartByHand(LabMailbox mailbox) => tenant.Timeline.At(Now + TimeSpan.FromMinutes(10), () => Run(mailbox));

    public void Run(LabMailbox mailbox)
    {
        if (tenant.Organization.ElcProcessingDisabled || (mailbox.ElcProcessingDisabled && !mailbox.PreservationLocked))
        {
            return;
        }

        var run = new AssistantRun(Now);
        var policy = new EffectivePolicy(tenant, mailbox);
        var onHold = mailbox.IsOnRetentionHoldAt(Now);

        AutoArchiving.EnableArchiveIfNeeded(tenant, mailbox);
        Tag(mailbox, policy, run);
        if (!onHold)
        {
            Delete(mailbox, policy, run);
            Archive(mailbox, policy, run);
        }

        run.ArchivedFromRoot += AutoArchiving.Run(tenant, mailbox, policy, onHold);
        TendRecoverableItems(mailbox, policy, run);
        run.UpdatedItems = run.TaggedWithArchive + run.ArchivedFromRoot + run.DeletedFromRoot;
        mailbox.LastAssistantRun = run;
    }

    private static void Tag(LabMailbox mailbox, EffectivePolicy policy, AssistantRun run)
    {
        foreach (var item in mailbox.Primary.Items)
        {
            if (item.Folder.IsRecoverableItems)
            {
                continue;
            }

            run.TaggedWithArchive += policy.ArchiveTagOf(item) is null ? 0 : 1;
            run.TaggedWithExpiry += policy.DeleteTagOf(item) is null ? 0 : 1;
        }
    }

    private void Archive(LabMailbox mailbox, EffectivePolicy policy, AssistantRun run)
    {
        if (!mailbox.HasWorkingArchive)
        {
            return;
        }

        var due = mailbox.Primary.Take(item =>
            !item.Folder.IsRecoverableItems
            && item.Size <= mailbox.MaxReceiveSize
            && policy.ArchiveTagOf(item) is { MovesToArchive: true } tag
            && tag.IsDue(item.ReceivedUtc, Now));
        tenant.MoveToArchive(mailbox, due);
        run.ArchivedFromRoot += due.Count;
    }

    private void Delete(LabMailbox mailbox, EffectivePolicy policy, AssistantRun run)
    {
        foreach (var store in (MailStore[])[mailbox.Primary, mailbox.Archive])
        {
            var due = store.Take(item => !item.Folder.IsRecoverableItems && policy.DeleteTagOf(item) is { } tag && tag.IsDue(item.ReceivedUtc, Now));
            foreach (var item in due)
            {
                if (mailbox.IsOnHold || policy.DeleteTagOf(item)!.RetentionAction == "DeleteAndAllowRecovery")
                {
                    tenant.RecoverableItems.Place(item, mailbox, store);
                }
            }

            run.DeletedFromRoot += due.Count;
        }
    }

    /// <summary>Goes on under a retention hold: to the archive after the tag's age, away after the time for deleted items.</summary>
    private void TendRecoverableItems(LabMailbox mailbox, EffectivePolicy policy, AssistantRun run)
    {
        if (mailbox.HasWorkingArchive && policy.RecoverableItems is { } tag)
        {
            var due = mailbox.Primary.Take(item => item.Folder.IsRecoverableItems && item.DeletedUtc is { } since && tag.IsDue(since, Now));
            tenant.MoveToArchive(mailbox, due);
            run.ArchivedFromDumpster += due.Count;
        }

        if (!tenant.RecoverableItems.AreKept(mailbox))
        {
            run.DeletedFromDumpster += mailbox.Primary.Take(Expired).Count + mailbox.Archive.Take(Expired).Count + tenant.RecoverableItems.Leave(mailbox);
        }

        bool Expired(MailItem item) => item.Folder.IsRecoverableItems && item.DeletedUtc is { } since && Now - since > mailbox.RetainDeletedItemsFor;
    }
}
