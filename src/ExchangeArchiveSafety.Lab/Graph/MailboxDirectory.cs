using System.Collections.Concurrent;
using ExchangeArchiveSafety.Lab.Tenant;
using ExchangeArchiveSafety.Lab.Tenant.Mailboxes;

namespace ExchangeArchiveSafety.Lab.Graph;

/// <summary>Finds what a mailbox id means. Ids are <c>MBX:{guid}@{tenant}</c>.</summary>
internal sealed class MailboxDirectory(LabTenant tenant)
{
    private readonly ConcurrentDictionary<string, MailboxDoor> _found = new(StringComparer.OrdinalIgnoreCase);

    public string IdOf(Guid guid) => $"MBX:{guid}@{tenant.Organization.TenantId}";

    /// <summary>The mailbox that a folder's contents lie in, as this tenant tells it.</summary>
    public string HomeOf(MailFolder folder, MailboxDoor door) => folder.RedirectMailbox ?? IdOf(folder.AuxiliaryMailbox ?? (door.IsArchive ? door.Mailbox.ArchiveGuid : door.Mailbox.ExchangeGuid));

    /// <summary>Only by id and user principal name, as Graph takes users.</summary>
    public LabMailbox? User(string key)
    {
        lock (tenant.Gate)
        {
            return tenant.Mailboxes.FirstOrDefault(mailbox =>
                mailbox.UserPrincipalName.Equals(key, StringComparison.OrdinalIgnoreCase) || (Guid.TryParse(key, out var id) && mailbox.ExternalDirectoryObjectId == id));
        }
    }

    /// <exception cref="GraphException">There is none, or this version does not take it.</exception>
    public MailboxDoor Open(string mailboxId, bool takesArchives)
    {
        var door = Find(mailboxId) ?? throw GraphException.NoMailbox();
        if (!door.Mailbox.ReachedByGraph)
        {
            throw new GraphException(404, "MailboxNotEnabledForRESTAPI", "The mailbox is either inactive, soft-deleted, or is hosted on-premise.");
        }

        return !door.IsArchive || takesArchives ? door : throw new GraphException(400, "ErrorInvalidOperation", "Operation on Archive mailbox not allowed.");
    }

    private MailboxDoor? Find(string mailboxId)
    {
        if (_found.TryGetValue(mailboxId, out var known) && IsStillTrue(known))
        {
            return known;
        }

        lock (tenant.Gate)
        {
            var found = Guids(mailboxId) is { } guid ? Search(guid) : null;
            if (found is not null)
            {
                _found[mailboxId] = found;
            }

            return found;
        }
    }

    private Guid? Guids(string mailboxId) =>
        mailboxId.StartsWith("MBX:", StringComparison.OrdinalIgnoreCase)
        && mailboxId[4..].Split('@') is [var mailbox, var organization]
        && Guid.TryParse(mailbox, out var guid)
        && Guid.TryParse(organization, out var tenantId) && tenantId == tenant.Organization.TenantId
        && guid != Guid.Empty
            ? guid
            : null;

    private MailboxDoor? Search(Guid guid)
    {
        foreach (var mailbox in tenant.Mailboxes)
        {
            if (mailbox.ExchangeGuid == guid)
            {
                return new MailboxDoor(IdOf(guid), mailbox, mailbox.Primary, IsArchive: false, null);
            }

            if (mailbox.ArchiveGuid == guid)
            {
                return new MailboxDoor(IdOf(guid), mailbox, mailbox.Archive, IsArchive: true, null);
            }

            if (mailbox.Archive.Folders.Any(folder => folder.AuxiliaryMailbox == guid))
            {
                return new MailboxDoor(IdOf(guid), mailbox, mailbox.Archive, IsArchive: true, guid);
            }
        }

        return null;
    }

    // GUIDs of mailboxes can be set at any time, and archives come and go.
    private bool IsStillTrue(MailboxDoor door) =>
        door.Auxiliary is not null
        || (door.IsArchive ? IdOf(door.Mailbox.ArchiveGuid) : IdOf(door.Mailbox.ExchangeGuid)) == door.Id;
}
