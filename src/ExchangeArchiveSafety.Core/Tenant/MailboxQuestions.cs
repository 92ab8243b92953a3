namespace ExchangeArchiveSafety;

/// <summary>What can be asked of the tenant about one mailbox, cheapest first.</summary>
[Flags]
public enum MailboxQuestions
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Whether the organization's default retention policy applies (one bulk Get-EXORecipient for the tenant).</summary>
    DefaultPolicy = 1,

    /// <summary>Get-Mailbox: the settings that no property set of Get-EXOMailbox has.</summary>
    Settings = 2,

    /// <summary>Get-RetentionPolicyTag -OptionalInMailbox.</summary>
    OptionalTags = 4,

    /// <summary>Get-MailboxStatistics or Get-EXOMailboxStatistics.</summary>
    Statistics = 8,

    /// <summary>Export-MailboxDiagnosticLogs -ExtendedProperties.</summary>
    DiagnosticLogs = 16,

    /// <summary>Get-MailboxFolderStatistics -IncludeOldestAndNewestItems, or Get-EXOMailboxFolderStatistics; for a forecast.</summary>
    Folders = 32,

    /// <summary>Get-MailboxStatistics -Archive, or Get-EXOMailboxStatistics; for a forecast.</summary>
    ArchiveStatistics = 64,
}
