using ExchangeArchiveSafety.Lab.Tenant.Mailboxes;

namespace ExchangeArchiveSafety.Lab.Tenant.Retention;

/// <summary>The tags that govern an item of one mailbox during one run.</summary>
internal sealed class EffectivePolicy
{
    private readonly List<LabRetentionTag> _tags;
    private readonly LabRetentionTag? _archiveByDefault;
    private readonly LabRetentionTag? _deleteByDefault;

    public EffectivePolicy(LabTenant tenant, LabMailbox mailbox)
    {
        _tags = tenant.PolicyOf(mailbox)?.TagLinks.Select(tenant.FindTag).OfType<LabRetentionTag>().ToList() ?? [];
        _archiveByDefault = _tags.Find(tag => tag.Type == "All" && tag.MovesToArchive);
        _deleteByDefault = _tags.Find(tag => tag.Type == "All" && tag.Deletes);
        RecoverableItems = _tags.Find(tag => tag.Type == "RecoverableItems" && tag.MovesToArchive);
    }

    public LabRetentionTag? RecoverableItems { get; }

    /// <summary>A personal tag beats the default, also when it is disabled: the item then stays where it is.</summary>
    public LabRetentionTag? ArchiveTagOf(MailItem item) => item.ArchiveTag ?? item.Folder.ArchiveTag ?? _archiveByDefault;

    public LabRetentionTag? DeleteTagOf(MailItem item) =>
        item.Folder.DeleteTag ?? _tags.Find(tag => tag.Type == item.Folder.FolderType && tag.Deletes) ?? _deleteByDefault;
}
