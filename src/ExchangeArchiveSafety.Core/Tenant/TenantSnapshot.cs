namespace ExchangeArchiveSafety;

/// <summary>
/// Everything that was read of a tenant at one time. A list that is not known could not be read, which is not the same as empty.
/// </summary>
public sealed record TenantSnapshot
{
    /// <summary>When the reading took place, UTC.</summary>
    public DateTime CapturedAtUtc { get; init; }

    /// <summary>The organization; null where it was not or could not be read.</summary>
    public Organization? Organization { get; init; }

    /// <summary>The mailboxes that were read.</summary>
    public IReadOnlyList<Mailbox> Mailboxes { get; init; } = [];

    /// <summary>All retention policies.</summary>
    public Known<IReadOnlyList<RetentionPolicy>> RetentionPolicies { get; init; }

    /// <summary>All retention tags.</summary>
    public Known<IReadOnlyList<RetentionTag>> RetentionTags { get; init; }

    /// <summary>All migration batches.</summary>
    public Known<IReadOnlyList<MigrationBatch>> MigrationBatches { get; init; }

    /// <summary>All migration users.</summary>
    public IReadOnlyList<MigrationUser> MigrationUsers { get; init; } = [];

    /// <summary>Tenant-wide questions that failed, and why.</summary>
    public IReadOnlyList<ReadFailure> Failures { get; init; } = [];
}
