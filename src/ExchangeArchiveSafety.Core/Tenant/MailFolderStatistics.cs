namespace ExchangeArchiveSafety;

/// <summary>One folder of a primary mailbox, in numbers (Get-MailboxFolderStatistics). Its name is nobody's business. All times are UTC.</summary>
public sealed record MailFolderStatistics
{
    /// <summary>What kind of folder it is, such as <c>Inbox</c> or <c>User Created</c>.</summary>
    public Known<string?> FolderType { get; init; }

    /// <summary>How many items lie in it, subfolders left out.</summary>
    public Known<long> ItemsInFolder { get; init; }

    /// <summary>How many bytes they take.</summary>
    public Known<long> FolderSize { get; init; }

    /// <summary>When its oldest item was received; null where it is empty.</summary>
    public Known<DateTime?> OldestItemReceivedUtc { get; init; }

    /// <summary>When its newest item was received; null where it is empty.</summary>
    public Known<DateTime?> NewestItemReceivedUtc { get; init; }

    /// <summary>The archiving tag that the folder is stamped with, by name; null for none.</summary>
    public Known<string?> ArchivePolicy { get; init; }
}
