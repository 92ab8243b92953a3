using ExchangeArchiveSafety.Lab.Tenant;
using ExchangeArchiveSafety.Lab.Tenant.Mailboxes;

namespace ExchangeArchiveSafety.Lab.ExchangeOnline.Objects;

/// <summary>A mailbox as Get-Mailbox shows it.</summary>
internal static class MailboxObject
{
    private static readonly Guid Database = new Chance(43, "primary database").Guid();
    private static readonly Guid ArchiveDatabase = new Chance(43, "archive database").Guid();

    public static ExoObject From(LabMailbox mailbox)
    {
        var hasArchive = mailbox.ArchiveGuid != Guid.Empty;
        var shown = new ExoObject(mailbox)
        {
            { "Identity", mailbox.Name },
            { "Id", mailbox.Name },
            { "Name", mailbox.Name },
            { "Alias", mailbox.Alias },
            { "DisplayName", mailbox.DisplayName },
            { "PrimarySmtpAddress", mailbox.PrimarySmtpAddress },
            { "WindowsEmailAddress", mailbox.PrimarySmtpAddress },
            { "UserPrincipalName", mailbox.UserPrincipalName },
            { "EmailAddresses", new[] { "SMTP:" + mailbox.PrimarySmtpAddress }.Concat(mailbox.OtherAddresses.Select(address => "smtp:" + address)).ToArray() },
            { "DistinguishedName", mailbox.DistinguishedName },
            { "Guid", mailbox.Guid },
            { "ExchangeGuid", mailbox.ExchangeGuid },
            { "ExternalDirectoryObjectId", mailbox.ExternalDirectoryObjectId.ToString() },
            { "ExchangeVersion", "0.20 (15.0.0.0)" },
            { "OrganizationId", "LABPR01A001.PROD.OUTLOOK.COM/Microsoft Exchange Hosted Organizations/contoso.example - LABPR01A001.PROD.OUTLOOK.COM/ConfigurationUnits/contoso.example/Configuration" },
            { "RecipientType", "UserMailbox" },
            { "RecipientTypeDetails", mailbox.RecipientTypeDetails },
            { "IsShared", mailbox.RecipientTypeDetails == "SharedMailbox" },
            { "IsMailboxEnabled", true },
            { "AccountDisabled", mailbox.AccountDisabled },
            { "WhenCreatedUTC", mailbox.WhenCreatedUtc },
            { "WhenMailboxCreated", mailbox.WhenCreatedUtc },
            { "Database", "LABPR01DG001-db042" },
            { "DatabaseGuid", Database },
            { "MailboxMoveStatus", "None" },
            { "MailboxMoveFlags", "None" },
            { "ArchiveGuid", mailbox.ArchiveGuid },
            { "ArchiveStatus", mailbox.ArchiveStatus },
            { "ArchiveState", mailbox.ArchiveState },
            { "ArchiveName", hasArchive ? new[] { "In-Place Archive -" + mailbox.DisplayName } : [] },
            { "ArchiveDatabase", hasArchive ? "LABPR01DG002-db007" : null },
            { "ArchiveDatabaseGuid", hasArchive ? ArchiveDatabase : Guid.Empty },
            { "ArchiveDomain", null },
            { "ArchiveRelease", null },
            { "ArchiveQuota", new ExoSize(mailbox.ArchiveQuota) },
            { "ArchiveWarningQuota", new ExoSize(mailbox.ArchiveWarningQuota) },
            { "AutoExpandingArchiveEnabled", mailbox.AutoExpandingArchiveEnabled },
            { "DisabledArchiveDatabase", null },
            { "DisabledArchiveGuid", mailbox.DisabledArchiveGuid },
            { "JournalArchiveAddress", "" },
            { "MailboxLocations", Locations(mailbox) },
            { "RetentionPolicy", mailbox.RetentionPolicy },
            { "RetentionHoldEnabled", mailbox.RetentionHoldEnabled },
            { "StartDateForRetentionHold", mailbox.StartDateForRetentionHold },
            { "EndDateForRetentionHold", mailbox.EndDateForRetentionHold },
            { "RetentionComment", mailbox.RetentionComment ?? "" },
            { "RetentionUrl", mailbox.RetentionUrl ?? "" },
            { "ElcProcessingDisabled", mailbox.ElcProcessingDisabled },
            { "AutoArchivingEnabled", mailbox.AutoArchivingEnabled },
            { "RetainDeletedItemsFor", ExoText.Span(mailbox.RetainDeletedItemsFor) },
            { "SingleItemRecoveryEnabled", mailbox.SingleItemRecoveryEnabled },
            { "LitigationHoldEnabled", mailbox.LitigationHoldEnabled },
            { "LitigationHoldDate", mailbox.LitigationHoldDate },
            { "LitigationHoldOwner", mailbox.LitigationHoldOwner ?? "" },
            { "LitigationHoldDuration", "Unlimited" },
            { "InPlaceHolds", mailbox.InPlaceHolds.ToArray() },
            { "ComplianceTagHoldApplied", mailbox.ComplianceTagHoldApplied },
            { "DelayHoldApplied", mailbox.DelayHoldApplied },
            { "DelayReleaseHoldApplied", false },
            { "ProhibitSendReceiveQuota", new ExoSize(mailbox.ProhibitSendReceiveQuota) },
            { "ProhibitSendQuota", new ExoSize(mailbox.ProhibitSendQuota) },
            { "IssueWarningQuota", new ExoSize(mailbox.IssueWarningQuota) },
            { "RecoverableItemsQuota", new ExoSize(mailbox.RecoverableItemsQuota) },
            { "RecoverableItemsWarningQuota", new ExoSize(mailbox.RecoverableItemsWarningQuota) },
            { "UseDatabaseQuotaDefaults", false },
            { "MaxSendSize", new ExoSize(mailbox.MaxReceiveSize) },
            { "MaxReceiveSize", new ExoSize(mailbox.MaxReceiveSize) },
            { "AuditLogAgeLimit", "90.00:00:00" },
            { "RoleAssignmentPolicy", "Default Role Assignment Policy" },
            { "SharingPolicy", "Default Sharing Policy" },
        };
        foreach (var (name, value) in mailbox.OtherSettings)
        {
            shown[name] = value;
        }

        return shown;
    }

    private static string[] Locations(LabMailbox mailbox)
    {
        var primary = $"1;{mailbox.ExchangeGuid};Primary;labpr01.prod.outlook.com;{Database}";
        return mailbox.ArchiveGuid == Guid.Empty ? [primary]
            : [primary, Archive(mailbox.ArchiveGuid, "MainArchive"), .. mailbox.AuxiliaryArchives.Select(guid => Archive(guid, "AuxArchive"))];

        static string Archive(Guid guid, string kind) => $"1;{guid};{kind};labpr01.prod.outlook.com;{ArchiveDatabase}";
    }
}
