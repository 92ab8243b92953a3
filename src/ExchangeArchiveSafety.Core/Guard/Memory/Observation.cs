namespace ExchangeArchiveSafety;

/// <summary>What a pass read, as it read it. A list that could not be read is not known, which is not the same as empty.</summary>
public sealed record Observation
{
    /// <summary>When the migrations were read, UTC.</summary>
    public DateTime AtUtc { get; init; }

    /// <summary>The organization, where it is known.</summary>
    public string? Tenant { get; init; }

    /// <summary>The tenant with its migration users, which were read, and batches, as far as they were; null where nobody can say who migrates.</summary>
    public TenantSnapshot? Migrations { get; init; }

    /// <summary>The mailboxes that were judged, each with its verdict.</summary>
    public IReadOnlyList<JudgedReading> Mailboxes { get; init; } = [];

    /// <summary>The ids of open suspensions that were seen standing in the tenant.</summary>
    public IReadOnlyList<Guid> HoldsInForce { get; init; } = [];

    /// <summary>Where mail for the accepted domains arrives.</summary>
    public IReadOnlyList<DomainNews> Domains { get; init; } = [];

    /// <summary>The pass, where this is its last word; null while it goes on.</summary>
    public PassNews? Pass { get; init; }
}

/// <summary>A mailbox as it was read, and what was said of it.</summary>
/// <param name="Mailbox">The mailbox with everything that was learnt.</param>
/// <param name="Verdict">The verdict.</param>
public sealed record JudgedReading(Mailbox Mailbox, ArchiveMigrationConflict Verdict);
