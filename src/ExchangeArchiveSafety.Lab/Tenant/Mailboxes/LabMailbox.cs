using ExchangeArchiveSafety.Lab.Tenant.Migration;
using ExchangeArchiveSafety.Lab.Tenant.Retention;

namespace ExchangeArchiveSafety.Lab.Tenant.Mailboxes;

/// <summary>A mailbox with the settings that Exchange shows, its two stores and what feeds it.</summary>
public sealed class LabMailbox(string alias)
{
    public const long Gigabyte = 1024L * 1024 * 1024;

    private long? _recoverableItemsQuota;
    private long? _recoverableItemsWarningQuota;

    public string Alias { get; set; } = alias;

    public string Name { get; set; } = alias;

    public string DisplayName { get; set; } = alias;

    public string PrimarySmtpAddress { get; set; } = alias;

    public string UserPrincipalName { get; set; } = alias;

    public List<string> OtherAddresses { get; } = [];

    public string DistinguishedName { get; set; } = "CN=" + alias;

    public Guid Guid { get; set; }

    public Guid ExchangeGuid { get; set; }

    public Guid ExternalDirectoryObjectId { get; set; }

    public string RecipientTypeDetails { get; set; } = "UserMailbox";

    public bool AccountDisabled { get; set; }

    public DateTime WhenCreatedUtc { get; set; }

    // The archive. Status and GUID are told apart because tenants know both contradictions.
    public Guid ArchiveGuid { get; set; }

    public string ArchiveStatus { get; set; } = "None";

    public string ArchiveState { get; set; } = "None";

    public Guid DisabledArchiveGuid { get; set; }

    public bool AutoExpandingArchiveEnabled { get; set; }

    /// <summary>The auxiliary archives that auto-expanding has made.</summary>
    public IReadOnlyList<Guid> AuxiliaryArchives => [.. Archive.Folders.Select(folder => folder.AuxiliaryMailbox).OfType<Guid>().Distinct()];

    // Retention.
    public string? RetentionPolicy { get; set; }

    public bool ShouldUseDefaultRetentionPolicy { get; set; }

    /// <summary>Personal tags from outside the policy that the user opted into.</summary>
    public List<string> OptedInTags { get; } = [];

    public bool RetentionHoldEnabled { get; set; }

    public DateTime? StartDateForRetentionHold { get; set; }

    public DateTime? EndDateForRetentionHold { get; set; }

    /// <summary>Before this moment a hold that somebody has just set does not act yet.</summary>
    internal DateTime? RetentionHoldActsFromUtc { get; set; }

    public string? RetentionComment { get; set; }

    public string? RetentionUrl { get; set; }

    public bool ElcProcessingDisabled { get; set; }

    public bool AutoArchivingEnabled { get; set; } = true;

    /// <summary>A policy under Preservation Lock applies: then Exchange ignores <see cref="ElcProcessingDisabled"/>.</summary>
    public bool PreservationLocked { get; set; }

    public TimeSpan RetainDeletedItemsFor { get; set; } = TimeSpan.FromDays(14);

    public bool SingleItemRecoveryEnabled { get; set; } = true;

    // Holds.
    public bool LitigationHoldEnabled { get; set; }

    public DateTime? LitigationHoldDate { get; set; }

    public string? LitigationHoldOwner { get; set; }

    public List<string> InPlaceHolds { get; } = [];

    public bool ComplianceTagHoldApplied { get; set; }

    public bool DelayHoldApplied { get; set; }

    /// <summary>Of each part's Recoverable Items. Unless it is set: 30 GB, on hold 100 GB, as documented.</summary>
    public long RecoverableItemsQuota
    {
        get => _recoverableItemsQuota ?? (KeepsRecoverableItems ? 100 : 30) * Gigabyte;
        set => _recoverableItemsQuota = value;
    }

    /// <summary>Above it the oldest go first. Unless it is set: 20 GB, on hold 90 GB, as documented.</summary>
    public long RecoverableItemsWarningQuota
    {
        get => _recoverableItemsWarningQuota ?? (KeepsRecoverableItems ? 90 : 20) * Gigabyte;
        set => _recoverableItemsWarningQuota = value;
    }

    // Quotas; null is Unlimited.
    public long? ProhibitSendReceiveQuota { get; set; } = 100 * Gigabyte;

    public long? ProhibitSendQuota { get; set; } = 99 * Gigabyte;

    public long? IssueWarningQuota { get; set; } = 98 * Gigabyte;

    public long? ArchiveQuota { get; set; } = 110 * Gigabyte;

    public long? ArchiveWarningQuota { get; set; } = 100 * Gigabyte;

    /// <summary>Larger items do not move to the archive.</summary>
    public long MaxReceiveSize { get; set; } = 150L * 1024 * 1024;

    /// <summary>Settings that are kept and shown and mean nothing here, such as CustomAttribute1.</summary>
    public Dictionary<string, object?> OtherSettings { get; } = new(StringComparer.OrdinalIgnoreCase);

    public MailStore Primary { get; } = new(alias + " primary");

    public MailStore Archive { get; } = new(alias + " archive");

    /// <summary>False for inactive and on-premises mailboxes, which Graph does not reach.</summary>
    public bool ReachedByGraph { get; set; } = true;

    /// <summary>Messages that a test put here: each has to be found somewhere, as those of the source have.</summary>
    internal List<MailMessage> Entrusted { get; } = [];

    /// <summary>The mailbox at the old provider, if one feeds this mailbox.</summary>
    public SourceMailbox? Source { get; set; }

    /// <summary>What the source is filled with when the mailbox joins a batch.</summary>
    public SourceContents SourceContents { get; set; } = new(Messages: 40);

    /// <summary>How often the Managed Folder Assistant comes by: 1 to 7 days.</summary>
    public TimeSpan AssistantCycle { get; set; } = TimeSpan.FromDays(1);

    /// <summary>When it comes next, if a test wants to say; else it follows from the seed.</summary>
    public TimeSpan? FirstAssistantRunAfter { get; set; }

    public AssistantRun? LastAssistantRun { get; set; }

    public bool HasWorkingArchive => ArchiveGuid != Guid.Empty;

    public bool IsOnHold => LitigationHoldEnabled || InPlaceHolds.Exists(hold => !hold.StartsWith('-'));

    /// <summary>A hold of its own keeps what is in Recoverable Items, or one that has just ended.</summary>
    public bool KeepsRecoverableItems => IsOnHold || ComplianceTagHoldApplied || DelayHoldApplied;

    /// <summary>Does the retention hold act at this moment: the flag alone does not say so.</summary>
    public bool IsOnRetentionHoldAt(DateTime now) => IsInRetentionHold(now) && !(now < RetentionHoldActsFromUtc);

    /// <summary>Is it set for this moment, whether it acts already or not.</summary>
    internal bool IsInRetentionHold(DateTime now) =>
        RetentionHoldEnabled && !(now < StartDateForRetentionHold) && !(now >= EndDateForRetentionHold);
}
