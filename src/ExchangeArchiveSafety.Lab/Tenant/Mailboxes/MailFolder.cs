using ExchangeArchiveSafety.Lab.Tenant.Retention;

namespace ExchangeArchiveSafety.Lab.Tenant.Mailboxes;

public sealed class MailFolder(string path, DateTime createdUtc)
{
    private static readonly Dictionary<string, string> Types = new(StringComparer.OrdinalIgnoreCase)
    {
        ["/Inbox"] = "Inbox",
        ["/Sent Items"] = "SentItems",
        ["/Deleted Items"] = "DeletedItems",
        ["/Drafts"] = "Drafts",
        ["/Junk Email"] = "JunkEmail",
        ["/Calendar"] = "Calendar",
        ["/Contacts"] = "Contacts",
        ["/Deletions"] = "RecoverableItemsDeletions",
    };

    public string Path { get; } = path;

    /// <summary>The default folder type; folders that people made are <c>User Created</c>.</summary>
    public string FolderType { get; } = Types.GetValueOrDefault(path, "User Created");

    public bool IsRecoverableItems { get; } = path.Equals("/Deletions", StringComparison.OrdinalIgnoreCase);

    public DateTime CreatedUtc { get; } = createdUtc;

    /// <summary>A personal tag stamped on the folder. It goes on working when it is no longer in the policy.</summary>
    public LabRetentionTag? ArchiveTag { get; set; }

    public LabRetentionTag? DeleteTag { get; set; }
}
