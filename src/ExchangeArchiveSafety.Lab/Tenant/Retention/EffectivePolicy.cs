using ExchangeArchiveSafety.Lab.Tenant.Mailboxes;

namespace ExchangeArchiveSafety.Lab.Tenant.Retention;

/// <summary>The tags that govern an item of one mailbox during one run.</summary>
internal sealed class EffectivePolicy
{
    private readonly LabRetentionTag[] _deleteFromFolders;
    private readonly LabRetentionTag? _archiveByDefault;
    private readonly LabRetentionTag? _deleteByDefault;

    public EffectivePolicy(LabTenant tenant, LabMailbox mailbox)
    {
        var tags = tenant.PolicyOf(mailbox)?.TagLinks.Select(tenant.FindTag).OfType<LabRetentionTag>().ToList() ?? [];
        _archiveByDefault = tags.Find(tag => tag.Type == "All" && tag.MovesToArchive);
        _deleteByDefault = tags.Find(tag => tag.Type == "All" && tag.Deletes);
        _deleteFromFolders = [.. tags.Where(tag => tag.Deletes && tag.Type is not ("All" or "Personal" or "RecoverableItems"))];
        RecoverableItems = tags.Find(tag => tag.Type == "RecoverableItems" && tag.MovesToArchive);
    }

    public LabRetentionTag? RecoverableItems { get; }

    /// <summary>A personal tag beats the default, also when it is disabled: the item then stays where it is.</summary>
    public LabRetentionTag? ArchiveTagOf(MailItem item) => item.ArchiveTag ?? item.Folder.ArchiveTag ?? _archiveByDefault;

    public LabRetentionTag? DeleteTagOf(MailItem item) => item.Folder.DeleteTag ?? FolderTag(item.Folder) ?? _deleteByDefault;

    private LabRetentionTag? FolderTag(MailFolder folder) =>
        _deleteFromFolders.Length == 0 ? null : Array.Find(_deleteFromFolders, tag => tag.Type == folder.FolderType);
}
