using ExchangeArchiveSafety.Lab.Tenant;

namespace ExchangeArchiveSafety.Lab.Building;

/// <summary>
/// Gives a tenant that was built ids that no other has, as tenants have them. What happens in it stays the same: names decide that, and
/// it was laid down when the tenant was built. Whoever keeps notes by id can tell it from yesterday's.
/// </summary>
public static class OwnIdentities
{
    /// <param name="tenant">The tenant, before anybody has seen it.</param>
    /// <param name="seed">The same seed gives the same ids.</param>
    public static LabTenant Give(LabTenant tenant, ulong seed)
    {
        tenant.Organization.Guid = New("organization");
        tenant.Organization.TenantId = New("tenant");
        foreach (var mailbox in tenant.Mailboxes)
        {
            var address = mailbox.PrimarySmtpAddress;
            mailbox.Guid = New("object " + address);
            mailbox.ExchangeGuid = New("mailbox " + address);
            mailbox.ExternalDirectoryObjectId = New("user " + address);
            mailbox.ArchiveGuid = Renewed(mailbox.ArchiveGuid, "archive " + address);
            foreach (var folder in mailbox.Archive.Folders.Where(folder => folder.AuxiliaryMailbox is not null))
            {
                folder.AuxiliaryMailbox = New($"auxiliary archive {folder.AuxiliaryMailbox} of {address}");
            }

            mailbox.DisabledArchiveGuid = Renewed(mailbox.DisabledArchiveGuid, "disabled archive " + address);
        }

        foreach (var batch in tenant.Batches)
        {
            batch.BatchGuid = New("batch " + batch.Name);
            foreach (var user in batch.Users)
            {
                user.Guid = New("migration user " + batch.Name + "|" + user.Mailbox.PrimarySmtpAddress);
            }
        }

        foreach (var tag in tenant.Tags)
        {
            tag.Guid = New("tag " + tag.Name);
        }

        foreach (var policy in tenant.Policies)
        {
            policy.Guid = New("policy " + policy.Name);
        }

        return tenant;

        Guid Renewed(Guid id, string name) => id == Guid.Empty ? Guid.Empty : New(name);

        Guid New(string name) => new Chance(new Chance(seed, "identities").Next(), name).Guid();
    }
}
