namespace ExchangeArchiveSafety;

/// <summary>A migration user (Get-MigrationUser): one mailbox in one batch. All times are UTC.</summary>
public sealed record MigrationUser
{
    /// <summary>The address that the migration knows the mailbox by.</summary>
    public string Identity { get; init; } = "";

    /// <summary>The migration user's own GUID, which names it even when one address is a user of several batches; all zero where not returned.</summary>
    public Guid Guid { get; init; }

    /// <summary>The mailbox's ExchangeGuid, all zero where it was not returned.</summary>
    public Guid MailboxGuid { get; init; }

    /// <summary>Other addresses that the user object carries.</summary>
    public IReadOnlyList<string> OtherAddresses { get; init; } = [];

    /// <summary>The batch, by name as a rule. Names repeat, so <see cref="BatchGuid"/> wins where it is returned.</summary>
    public Known<string?> BatchId { get; init; }

    /// <summary>The batch's GUID, all zero where it was not returned.</summary>
    public Guid BatchGuid { get; init; }

    /// <summary>Status text as Exchange gives it.</summary>
    public Known<string?> Status { get; init; }

    /// <summary>When it last synced.</summary>
    public Known<DateTime?> LastSyncUtc { get; init; }

    /// <summary>How many items came over, those that came again included.</summary>
    public Known<long> SyncedItemCount { get; init; }

    /// <summary>The user's own completion time, which wins over its batch's.</summary>
    public Known<DateTime?> CompleteAfterUtc { get; init; }
}
