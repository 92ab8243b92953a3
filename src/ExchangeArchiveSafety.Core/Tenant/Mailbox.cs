using System.Text.Json.Serialization;

namespace ExchangeArchiveSafety;

/// <summary>
/// One mailbox as Get-EXOMailbox, Get-Mailbox, Get-EXORecipient and the statistics show it. Only what a verdict or a suspension rests on.
/// All times are UTC, all sizes bytes.
/// </summary>
public sealed record Mailbox
{
    /// <summary>The key of the mailbox. Names, aliases and addresses change; this does not.</summary>
    public Guid ExchangeGuid { get; init; }

    /// <summary>The display name, as the tenant has it (not escaped).</summary>
    public string? DisplayName { get; init; }

    /// <summary>The primary SMTP address.</summary>
    public string? PrimarySmtpAddress { get; init; }

    /// <summary>The user principal name.</summary>
    public string? UserPrincipalName { get; init; }

    /// <summary>Every other text that Exchange accepts as the identity of this mailbox: addresses, alias, name, distinguished name, object ids.</summary>
    public IReadOnlyList<string> OtherIdentities { get; init; } = [];

    /// <summary>All zero where there is no archive.</summary>
    public Known<Guid> ArchiveGuid { get; init; }

    /// <summary><c>None</c> or <c>Active</c>; wrong both ways (KB 4486848, KB 2757430), so it never decides alone.</summary>
    public Known<string?> ArchiveStatus { get; init; }

    /// <summary>An archive that was disabled and can be reconnected for 30 days.</summary>
    public Known<Guid> DisabledArchiveGuid { get; init; }

    /// <summary>The name of the retention policy; null where none is shown, which does not mean that none applies.</summary>
    public Known<string?> RetentionPolicy { get; init; }

    /// <summary>Whether the organization's default retention policy applies (Get-EXORecipient, property set Policy).</summary>
    public Known<bool> ShouldUseDefaultRetentionPolicy { get; init; }

    /// <summary>Stays true after the end date of the hold, when the hold holds nothing any more.</summary>
    public Known<bool> RetentionHoldEnabled { get; init; }

    /// <summary>Begin of the retention hold, UTC; null for open.</summary>
    public Known<DateTime?> StartDateForRetentionHold { get; init; }

    /// <summary>End of the retention hold, UTC; null for open.</summary>
    public Known<DateTime?> EndDateForRetentionHold { get; init; }

    /// <summary>Whether the Managed Folder Assistant leaves the mailbox alone. Only Get-Mailbox returns it.</summary>
    public Known<bool> ElcProcessingDisabled { get; init; }

    /// <summary>Whether the account is disabled, so that the Managed Folder Assistant may pass the mailbox over. Only Get-Mailbox returns it.</summary>
    public Known<bool> AccountDisabled { get; init; }

    /// <summary>Whether auto-archiving may act on the mailbox. Only Get-Mailbox may return it; not returned counts as on.</summary>
    public Known<bool> AutoArchivingEnabled { get; init; }

    /// <summary>Quota of the primary mailbox in bytes; null for Unlimited.</summary>
    public Known<long?> ProhibitSendReceiveQuota { get; init; }

    /// <summary>Quota of the Recoverable Items folder in bytes; null for Unlimited.</summary>
    public Known<long?> RecoverableItemsQuota { get; init; }

    /// <summary>Size of the primary mailbox in bytes.</summary>
    public Known<long> TotalItemSize { get; init; }

    /// <summary>Size of the Recoverable Items folder of the primary mailbox in bytes.</summary>
    public Known<long> TotalDeletedItemSize { get; init; }

    /// <summary>How many items the primary mailbox holds, Recoverable Items left out.</summary>
    public Known<long> ItemCount { get; init; }

    /// <summary>The folders of the primary mailbox in numbers. Read for a forecast only.</summary>
    public Known<IReadOnlyList<MailFolderStatistics>> Folders { get; init; }

    /// <summary>Quota of the archive in bytes; null for Unlimited.</summary>
    public Known<long?> ArchiveQuota { get; init; }

    /// <summary>Size of the archive in bytes. Read for a forecast only.</summary>
    public Known<long> ArchiveItemSize { get; init; }

    /// <summary>How many items the archive holds. Read for a forecast only.</summary>
    public Known<long> ArchiveItemCount { get; init; }

    /// <summary>Litigation hold keeps items, but stops no archive moves.</summary>
    public Known<bool> LitigationHoldEnabled { get; init; }

    /// <summary>Purview holds on the mailbox (<c>mbx…</c>, <c>-mbx…</c> excluded, <c>skp…</c>, <c>UniH…</c>).</summary>
    public Known<IReadOnlyList<string>> InPlaceHolds { get; init; }

    /// <summary>Personal tags from outside the policy that the user opted into (Get-RetentionPolicyTag -Mailbox x -OptionalInMailbox).</summary>
    public Known<IReadOnlyList<RetentionTag>> OptionalTags { get; init; }

    /// <summary>What the Managed Folder Assistant says of its last run (Export-MailboxDiagnosticLogs -ExtendedProperties).</summary>
    public ManagedFolderAssistantRun? LastRun { get; init; }

    /// <summary>The questions that were put to the tenant about this mailbox, answered or not.</summary>
    public MailboxQuestions Asked { get; init; }

    /// <summary>Questions that failed, and why.</summary>
    public IReadOnlyList<ReadFailure> Failures { get; init; } = [];

    /// <summary>How the mailbox is called in results: address, else user principal name, else its ExchangeGuid.</summary>
    [JsonIgnore]
    public string Identity =>
        !string.IsNullOrEmpty(PrimarySmtpAddress) ? PrimarySmtpAddress!
        : !string.IsNullOrEmpty(UserPrincipalName) ? UserPrincipalName!
        : ExchangeGuid.ToString();

    /// <summary>Whether this text names the mailbox: its ExchangeGuid, an address, or another identity that Exchange knows it by.</summary>
    /// <param name="identity">What somebody typed or piped.</param>
    public bool IsNamed(string identity) =>
        (Guid.TryParse(identity, out var guid) && guid != Guid.Empty && guid == ExchangeGuid)
        || Identities().Any(known => string.Equals(known, identity, StringComparison.OrdinalIgnoreCase));

    /// <summary>Every text by which this mailbox is known, apart from its ExchangeGuid.</summary>
    public IEnumerable<string> Identities()
    {
        if (!string.IsNullOrEmpty(PrimarySmtpAddress))
        {
            yield return PrimarySmtpAddress!;
        }

        if (!string.IsNullOrEmpty(UserPrincipalName))
        {
            yield return UserPrincipalName!;
        }

        foreach (var other in OtherIdentities)
        {
            yield return other;
        }
    }
}
