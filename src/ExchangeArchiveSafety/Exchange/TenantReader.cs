using System.Management.Automation;

namespace ExchangeArchiveSafety.Exchange;

/// <summary>Turns what Exchange commands return into the tenant model, by property name only.</summary>
internal static class TenantReader
{
    public static MigrationBatch Batch(PSObject source) => new()
    {
        Identity = PropertyReader.Text(source, "Identity", "Name").Or(null) ?? "",
        BatchGuid = PropertyReader.Guid(source, "BatchGuid", "Guid").Or(Guid.Empty),
        Status = PropertyReader.Text(source, "Status"),
        MigrationType = PropertyReader.Text(source, "MigrationType"),
        TotalCount = PropertyReader.Number(source, "TotalCount"),
        StartAfterUtc = PropertyReader.Time(source, "StartAfterUTC", "StartAfter"),
        CompleteAfterUtc = PropertyReader.Time(source, "CompleteAfterUTC", "CompleteAfter"),
        StartedUtc = PropertyReader.Time(source, "StartDateTime") is { IsKnown: true, Value: not null } started
            ? started
            : PropertyReader.Time(source, "CreationDateTime"),
        LastSyncUtc = PropertyReader.Time(source, "LastSyncedDateTime"),
    };

    public static MigrationUser User(PSObject source)
    {
        var identity = PropertyReader.Text(source, "Identity").Or(null);
        var others = new[] { "EmailAddress", "MailboxEmailAddress", "MailboxIdentifier", "Identifier" }
            .Select(name => PropertyReader.Text(source, name).Or(null))
            .OfType<string>()
            .Where(text => text.Length > 0)
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .ToList();
        return new()
        {
            Identity = !string.IsNullOrEmpty(identity) ? identity! : others.FirstOrDefault() ?? "",
            Guid = PropertyReader.Guid(source, "Guid").Or(Guid.Empty),
            MailboxGuid = PropertyReader.Guid(source, "MailboxGuid").Or(Guid.Empty),
            OtherAddresses = others,
            BatchId = PropertyReader.Text(source, "BatchId", "Batch"),
            BatchGuid = BatchGuid(source),
            Status = PropertyReader.Text(source, "Status"),
            LastSyncUtc = PropertyReader.Time(source, "LastSuccessfulSyncTime"),
            SyncedItemCount = PropertyReader.Count(source, "SyncedItemCount"),
            CompleteAfterUtc = PropertyReader.Time(source, "CompleteAfterUTC", "CompleteAfter"),
        };
    }

    // Names of batches repeat. The GUID may stand beside the name, or on the object that prints as the name.
    private static Guid BatchGuid(PSObject user) =>
        PropertyReader.Guid(user, "BatchGuid").Or(Guid.Empty) is var guid && guid != Guid.Empty ? guid
        : PropertyReader.Raw(user, "BatchId", "Batch") is { IsKnown: true, Value: { } batch } ? PropertyReader.Guid(PSObject.AsPSObject(batch), "BatchGuid", "Guid").Or(Guid.Empty)
        : Guid.Empty;

    public static RetentionPolicy Policy(PSObject source) => new()
    {
        Name = PropertyReader.Text(source, "Name", "Identity").Or(null) ?? "",
        OtherIdentities = Names(source, "Identity", "Id", "Guid", "DistinguishedName", "ExchangeObjectId"),
        IsDefault = PropertyReader.Flag(source, "IsDefault"),
        RetentionPolicyTagLinks = PropertyReader.Texts(source, "RetentionPolicyTagLinks"),
    };

    public static RetentionTag Tag(PSObject source) => new()
    {
        Name = PropertyReader.Text(source, "Name", "Identity").Or(null) ?? "",
        OtherIdentities = Names(source, "Identity", "Id", "Guid", "RetentionId", "DistinguishedName", "ExchangeObjectId"),
        Type = PropertyReader.Text(source, "Type"),
        RetentionAction = PropertyReader.Text(source, "RetentionAction"),
        RetentionEnabled = PropertyReader.Flag(source, "RetentionEnabled"),
        AgeLimitForRetention = PropertyReader.Span(source, "AgeLimitForRetention"),
    };

    public static MailFolderStatistics Folder(PSObject source) => new()
    {
        FolderType = PropertyReader.Text(source, "FolderType"),
        ItemsInFolder = PropertyReader.Count(source, "ItemsInFolder"),
        FolderSize = PropertyReader.Bytes(source, "FolderSize"),
        OldestItemReceivedUtc = PropertyReader.Time(source, "OldestItemReceivedDate"),
        NewestItemReceivedUtc = PropertyReader.Time(source, "NewestItemReceivedDate"),
        ArchivePolicy = PropertyReader.Text(source, "ArchivePolicy"),
    };

    public static Organization Organization(PSObject source) => new()
    {
        Name = new[] { "ExternalDirectoryOrganizationId", "Guid", "Name", "Identity" }
            .Select(name => PropertyReader.Text(source, name).Or(null))
            .FirstOrDefault(text => !string.IsNullOrEmpty(text) && text != Guid.Empty.ToString()),
        ElcProcessingDisabled = PropertyReader.Flag(source, "ElcProcessingDisabled"),
        AutoArchivingThresholdPercentage = PropertyReader.Number(source, "AutoArchivingThresholdPercentage"),
        AutoEnableArchiveMailbox = PropertyReader.Flag(source, "AutoEnableArchiveMailbox"),
        InPlaceHolds = PropertyReader.Texts(source, "InPlaceHolds"),
    };

    /// <summary>A mailbox, or what a further question adds to one that is known already.</summary>
    /// <param name="source">What Get-EXOMailbox or Get-Mailbox returned.</param>
    /// <param name="known">What is known of it; null for nothing.</param>
    public static Mailbox Mailbox(PSObject source, Mailbox? known = null)
    {
        known ??= new();
        return known with
        {
            ExchangeGuid = PropertyReader.Guid(source, "ExchangeGuid").Or(Guid.Empty),
            DisplayName = PropertyReader.Text(source, "DisplayName").Or(null) ?? known.DisplayName,
            PrimarySmtpAddress = PropertyReader.Text(source, "PrimarySmtpAddress").Or(null) ?? known.PrimarySmtpAddress,
            UserPrincipalName = PropertyReader.Text(source, "UserPrincipalName").Or(null) ?? known.UserPrincipalName,
            OtherIdentities = [.. Names(source, "Identity", "Id", "Name", "Alias", "DistinguishedName", "Guid", "ExternalDirectoryObjectId", "LegacyExchangeDN",
                    "SamAccountName", "WindowsEmailAddress", "MicrosoftOnlineServicesID", "WindowsLiveID")
                .Concat(Addresses(source))
                .Concat(known.OtherIdentities)
                .Distinct(StringComparer.OrdinalIgnoreCase)],
            ArchiveGuid = Newer(PropertyReader.Guid(source, "ArchiveGuid"), known.ArchiveGuid),
            ArchiveStatus = Newer(PropertyReader.Text(source, "ArchiveStatus"), known.ArchiveStatus),
            DisabledArchiveGuid = Newer(PropertyReader.Guid(source, "DisabledArchiveGuid"), known.DisabledArchiveGuid),
            RetentionPolicy = Newer(PropertyReader.Text(source, "RetentionPolicy"), known.RetentionPolicy),
            ShouldUseDefaultRetentionPolicy = Newer(PropertyReader.Flag(source, "ShouldUseDefaultRetentionPolicy"), known.ShouldUseDefaultRetentionPolicy),
            RetentionHoldEnabled = Newer(PropertyReader.Flag(source, "RetentionHoldEnabled"), known.RetentionHoldEnabled),
            StartDateForRetentionHold = Newer(PropertyReader.Time(source, "StartDateForRetentionHold"), known.StartDateForRetentionHold),
            EndDateForRetentionHold = Newer(PropertyReader.Time(source, "EndDateForRetentionHold"), known.EndDateForRetentionHold),
            ElcProcessingDisabled = Newer(PropertyReader.Flag(source, "ElcProcessingDisabled"), known.ElcProcessingDisabled),
            AccountDisabled = Newer(PropertyReader.Flag(source, "AccountDisabled"), known.AccountDisabled),
            AutoArchivingEnabled = Newer(PropertyReader.Flag(source, "AutoArchivingEnabled"), known.AutoArchivingEnabled),
            ArchiveQuota = Newer(PropertyReader.Size(source, "ArchiveQuota"), known.ArchiveQuota),
            ProhibitSendReceiveQuota = Newer(PropertyReader.Size(source, "ProhibitSendReceiveQuota"), known.ProhibitSendReceiveQuota),
            RecoverableItemsQuota = Newer(PropertyReader.Size(source, "RecoverableItemsQuota"), known.RecoverableItemsQuota),
            LitigationHoldEnabled = Newer(PropertyReader.Flag(source, "LitigationHoldEnabled"), known.LitigationHoldEnabled),
            InPlaceHolds = Newer(PropertyReader.Texts(source, "InPlaceHolds"), known.InPlaceHolds),
        };
    }

    private static Known<T> Newer<T>(Known<T> read, Known<T> known) => read.IsKnown ? read : known;

    private static IReadOnlyList<string> Names(PSObject source, params string[] properties) =>
        [.. properties
            .Select(name => PropertyReader.Text(source, name).Or(null))
            .OfType<string>()
            .Where(text => text.Length > 0 && text != Guid.Empty.ToString())
            .Distinct(StringComparer.OrdinalIgnoreCase)];

    // Proxy addresses read SMTP:someone@contoso.example; those of other kinds are no identity here.
    private static IEnumerable<string> Addresses(PSObject source) =>
        PropertyReader.Texts(source, "EmailAddresses").Or([])
            .Where(address => address.IndexOf(':') < 0 || address.StartsWith("smtp:", StringComparison.OrdinalIgnoreCase))
            .Select(address => address.Substring(address.IndexOf(':') + 1))
            .Where(address => address.Length > 0);
}
