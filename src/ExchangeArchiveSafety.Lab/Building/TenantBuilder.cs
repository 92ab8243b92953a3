using ExchangeArchiveSafety.Lab.Tenant;
using ExchangeArchiveSafety.Lab.Tenant.Mailboxes;
using ExchangeArchiveSafety.Lab.Tenant.Migration;
using ExchangeArchiveSafety.Lab.Tenant.Retention;

namespace ExchangeArchiveSafety.Lab.Building;

/// <summary>Makes tenants in a few lines. A mailbox has an archive and the Default MRM Policy unless its line says otherwise.</summary>
public sealed class TenantBuilder
{
    private readonly ulong _seed;
    private readonly string _domain;

    public TenantBuilder(DateTime? start = null, ulong seed = 1, string domain = "contoso.example")
    {
        _seed = seed;
        _domain = domain;
        Tenant = new LabTenant(start, seed);
        Tenant.Organization.Name = domain;
        foreach (var tag in DefaultRetention.Tags())
        {
            Tenant.AddTag(tag);
        }

        Tenant.Policies.Add(DefaultRetention.Policy());
        Domain(domain, mail => mail.Mail(DateTime.MinValue, "mail." + domain).IsDefault = true);
        Domain(domain.Split('.')[0] + ".onmicrosoft.com", mail => mail.Mail(DateTime.MinValue, mail.ExchangeOnlineHost));
    }

    /// <summary>The tenant so far.</summary>
    public LabTenant Tenant { get; }

    public LabTenant Build() => Tenant;

    public TenantBuilder Organization(Action<OrganizationSettings> set)
    {
        set(Tenant.Organization);
        return this;
    }

    public TenantBuilder Options(Action<TenantOptions> set)
    {
        set(Tenant.Options);
        return this;
    }

    /// <summary>An accepted domain; mail for the tenant's own goes to its old server unless this says otherwise.</summary>
    public TenantBuilder Domain(string name, Action<LabDomain> set)
    {
        var domain = Tenant.Domains.Find(domain => domain.Name == name);
        if (domain is null)
        {
            Tenant.Domains.Add(domain = new(name));
        }

        set(domain);
        return this;
    }

    /// <summary>Mail for the tenant's own domain goes to Exchange Online from then on.</summary>
    public TenantBuilder MailMoves(DateTime atUtc) => Domain(_domain, domain => domain.Mail(atUtc, domain.ExchangeOnlineHost));

    public TenantBuilder Tag(string name, string type, string action, int? days, bool enabled = true)
    {
        Tenant.AddTag(new LabRetentionTag(name, type, action, days) { RetentionEnabled = enabled });
        return this;
    }

    public TenantBuilder Policy(string name, params IEnumerable<string> tags)
    {
        Tenant.Policies.Add(new LabRetentionPolicy(name, tags));
        return this;
    }

    /// <param name="alias">Becomes alias, name and the local part of the addresses.</param>
    /// <param name="set">Everything that differs from an ordinary mailbox.</param>
    public TenantBuilder Mailbox(string alias, Action<LabMailbox>? set = null)
    {
        var address = alias + "@" + _domain;
        var chance = new Chance(_seed, "mailbox " + address);
        var mailbox = new LabMailbox(alias)
        {
            DisplayName = NameOf(alias),
            PrimarySmtpAddress = address,
            UserPrincipalName = address,
            DistinguishedName = $"CN={alias},OU={_domain},OU=Microsoft Exchange Hosted Organizations,DC=LABPR01A001,DC=PROD,DC=OUTLOOK,DC=COM",
            Guid = chance.Guid(),
            ExchangeGuid = chance.Guid(),
            ExternalDirectoryObjectId = chance.Guid(),
            RetentionPolicy = DefaultRetention.PolicyName,
            WhenCreatedUtc = Tenant.Now.AddDays(-30),
        };
        mailbox.WithArchive();
        set?.Invoke(mailbox);
        AddOwnItems(mailbox, chance);
        Tenant.AddMailbox(mailbox);
        return this;
    }

    /// <summary>A batch; its users are mailboxes that were added before.</summary>
    /// <param name="name">The batch's name.</param>
    /// <param name="type">IMAP, Gmail, ExchangeOutlookAnywhere, ExchangeRemoteMove, PublicFolder or any text.</param>
    /// <param name="status">Any status text; what really happens is taken from it.</param>
    /// <param name="set">Users and times.</param>
    public TenantBuilder Batch(string name, string type, string status, Action<BatchBuilder> set)
    {
        var batch = new LabBatch(name, type) { Status = status, CreatedUtc = Tenant.Now.AddDays(-4) };
        set(new BatchBuilder(Tenant, batch, _seed));
        Tenant.AddBatch(batch);
        return this;
    }

    /// <summary>The batch has been there and is gone, as every IMAP migration ends.</summary>
    public TenantBuilder RemoveBatch(string name)
    {
        Tenant.Forget(Tenant.Batch(name));
        return this;
    }

    /// <summary>A tool that Exchange knows nothing of keeps the mailbox in sync, as blind as an IMAP batch: no migration command shows it.</summary>
    public TenantBuilder SyncedFromOutside(string mailbox)
    {
        var tool = new LabBatch("outside " + mailbox, "IMAP") { Status = "Synced" };
        new BatchBuilder(Tenant, tool, _seed).User(mailbox);
        Tenant.AddOutsideSync(tool);
        return this;
    }

    /// <summary>So many mailboxes, <c>user0001</c> and up, in one synced IMAP batch, each about to be hit.</summary>
    public TenantBuilder Migrating(int count, string batch = "IMAP wave 1", Action<LabMailbox, int>? set = null)
    {
        var aliases = Enumerable.Range(1, count).Select(number => $"user{number:D4}").ToList();
        foreach (var (index, alias) in aliases.Index())
        {
            Mailbox(alias, mailbox => set?.Invoke(mailbox, index));
        }

        return Batch(batch, "IMAP", "Synced", b => b.Users(aliases));
    }

    /// <summary>The user's own tag on a folder of the primary mailbox.</summary>
    public TenantBuilder StampFolder(string alias, string folderPath, string tag)
    {
        Tenant.Mailbox(alias).Primary.Folder(folderPath, Tenant.Now).ArchiveTag = Tenant.Tag(tag);
        return this;
    }

    private static string NameOf(string alias) =>
        string.Join(' ', alias.Split('.', StringSplitOptions.RemoveEmptyEntries).Select(part => char.ToUpperInvariant(part[0]) + part[1..]));

    /// <summary>A few young items that never came from the source.</summary>
    private void AddOwnItems(LabMailbox mailbox, Chance chance)
    {
        foreach (var path in (string[])["/Inbox", "/Inbox", "/Sent Items", "/Calendar", "/Drafts", "/Deleted Items"])
        {
            var received = Tenant.Now.AddMinutes(-chance.Below(20 * 24 * 60));
            var message = new MailMessage(chance.Next(), path, received.AddTicks(-(received.Ticks % TimeSpan.TicksPerSecond)), 10 * 1024 + chance.Below(60 * 1024), fromSource: false);
            Tenant.Store(mailbox.Primary, message);
        }
    }
}
