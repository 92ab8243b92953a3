namespace ExchangeArchiveSafety.Lab.Tenant.Retention;

/// <summary>What Microsoft puts into every new tenant.</summary>
public static class DefaultRetention
{
    public const string PolicyName = "Default MRM Policy";

    public const string ArchiveTagName = "Default 2 year move to archive";

    public static IEnumerable<LabRetentionTag> Tags() =>
    [
        new(ArchiveTagName, "All", "MoveToArchive", 730),
        new("Recoverable Items 14 days move to archive", "RecoverableItems", "MoveToArchive", 14),
        new("Personal 1 year move to archive", "Personal", "MoveToArchive", 365),
        new("Personal 5 year move to archive", "Personal", "MoveToArchive", 1825),
        new("Personal never move to archive", "Personal", "MoveToArchive", null) { RetentionEnabled = false },
        new("1 Week Delete", "Personal", "DeleteAndAllowRecovery", 7),
        new("1 Month Delete", "Personal", "DeleteAndAllowRecovery", 30),
        new("6 Month Delete", "Personal", "DeleteAndAllowRecovery", 180),
        new("1 Year Delete", "Personal", "DeleteAndAllowRecovery", 365),
        new("5 Year Delete", "Personal", "DeleteAndAllowRecovery", 1825),
        new("Never Delete", "Personal", "DeleteAndAllowRecovery", null) { RetentionEnabled = false },
    ];

    public static LabRetentionPolicy Policy() => new(PolicyName, Tags().Select(tag => tag.Name)) { IsDefault = true };
}
