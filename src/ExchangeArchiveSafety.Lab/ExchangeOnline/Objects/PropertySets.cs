namespace ExchangeArchiveSafety.Lab.ExchangeOnline.Objects;

/// <summary>What the property sets of Get-EXOMailbox and Get-EXORecipient contain. ElcProcessingDisabled and AutoArchivingEnabled are in none.</summary>
internal static class PropertySets
{
    private static readonly string[] NeverThere = ["ElcProcessingDisabled", "AutoArchivingEnabled"];

    private static readonly Dictionary<string, string[]> OfMailbox = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Minimum"] =
        [
            "Alias", "DisplayName", "DistinguishedName", "EmailAddresses", "ExternalDirectoryObjectId", "Guid", "Id", "Identity", "Name", "OrganizationId",
            "PrimarySmtpAddress", "RecipientType", "RecipientTypeDetails", "UserPrincipalName", "ExchangeVersion",
        ],
        ["Archive"] =
        [
            "ArchiveDatabase", "ArchiveDomain", "ArchiveGuid", "ArchiveName", "ArchiveQuota", "ArchiveRelease", "ArchiveState", "ArchiveStatus",
            "ArchiveWarningQuota", "AutoExpandingArchiveEnabled", "DisabledArchiveDatabase", "DisabledArchiveGuid", "JournalArchiveAddress",
        ],
        ["Retention"] =
        [
            "EndDateForRetentionHold", "RetainDeletedItemsFor", "RetentionComment", "RetentionHoldEnabled", "RetentionPolicy", "RetentionUrl",
            "SingleItemRecoveryEnabled", "StartDateForRetentionHold",
        ],
        ["Hold"] =
        [
            "ComplianceTagHoldApplied", "DelayHoldApplied", "DelayReleaseHoldApplied", "InPlaceHolds", "LitigationHoldDate", "LitigationHoldDuration",
            "LitigationHoldEnabled", "LitigationHoldOwner",
        ],
        ["StatisticsSeed"] = ["ExchangeGuid", "DatabaseGuid", "ArchiveDatabaseGuid"],
        ["Quota"] =
        [
            "ArchiveQuota", "ArchiveWarningQuota", "IssueWarningQuota", "ProhibitSendQuota", "ProhibitSendReceiveQuota", "RecoverableItemsQuota",
            "RecoverableItemsWarningQuota", "UseDatabaseQuotaDefaults",
        ],
        ["Move"] = ["MailboxMoveFlags", "MailboxMoveStatus"],
        ["Policy"] = ["RetentionPolicy", "RoleAssignmentPolicy", "SharingPolicy"],
        ["Delivery"] = ["MaxReceiveSize", "MaxSendSize"],
    };

    private static readonly Dictionary<string, string[]> OfRecipient = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Minimum"] =
        [
            "Alias", "DisplayName", "EmailAddresses", "ExchangeGuid", "ExternalDirectoryObjectId", "Identity", "Name", "PrimarySmtpAddress", "RecipientType",
            "RecipientTypeDetails",
        ],
        ["Archive"] = ["ArchiveGuid", "ArchiveRelease", "ArchiveState", "ArchiveStatus"],
        ["Policy"] = ["RetentionPolicy", "ShouldUseDefaultRetentionPolicy"],
    };

    /// <summary>The object cut down to the sets and properties asked for; null names what is unknown.</summary>
    public static ExoObject? OfMailboxes(ExoObject whole, CommandCall call, out string? unknown) => Cut(OfMailbox, whole, call, out unknown);

    public static ExoObject? OfRecipients(ExoObject whole, CommandCall call, out string? unknown) => Cut(OfRecipient, whole, call, out unknown);

    [ThreadStatic]
    private static (CommandCall Call, HashSet<string> Names)? _last;

    private static ExoObject? Cut(Dictionary<string, string[]> sets, ExoObject whole, CommandCall call, out string? unknown)
    {
        unknown = null;
        if (_last is { } last && ReferenceEquals(last.Call, call))
        {
            return whole.Select(last.Names);
        }

        // Sets that are the same for every object of a listing are put together once.
        var isSameForAll = !call.Has("Properties");
        var names = new HashSet<string>(sets["Minimum"], StringComparer.OrdinalIgnoreCase);
        foreach (var set in call.Texts("PropertySets"))
        {
            if (set.Equals("All", StringComparison.OrdinalIgnoreCase))
            {
                isSameForAll = false;
                names.UnionWith(whole.Select(pair => pair.Key).Except(NeverThere));
            }
            else if (sets.TryGetValue(set, out var members))
            {
                names.UnionWith(members);
            }
            else
            {
                unknown = set;
                return null;
            }
        }

        foreach (var property in call.Texts("Properties"))
        {
            if (NeverThere.Contains(property, StringComparer.OrdinalIgnoreCase))
            {
                continue;
            }

            if (!whole.Has(property))
            {
                unknown = property;
                return null;
            }

            names.Add(property);
        }

        _last = isSameForAll ? (call, names) : null;
        return whole.Select(names);
    }
}
