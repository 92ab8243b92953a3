namespace ExchangeArchiveSafety;

/// <summary>What is known of how far a migration has come to its end: that of one mailbox, or every one of the tenant.</summary>
public sealed record EndingFacts
{
    /// <summary>The time that is asked about, UTC.</summary>
    public DateTime AsOfUtc { get; init; }

    /// <summary>Where mail for each domain that matters goes, and since when.</summary>
    public IReadOnlyList<DomainMail> Domains { get; init; } = [];

    /// <summary>Migrations that have not ended: how each is called.</summary>
    public IReadOnlyList<string> Left { get; init; } = [];

    /// <summary>The GUIDs of the batches among them, where they are known.</summary>
    public IReadOnlyList<Guid> BatchGuids { get; init; } = [];

    /// <summary>Why it is not known which migrations are left; null where it is.</summary>
    public string? LeftUnknown { get; init; }

    /// <summary>The last sync that anybody saw, UTC; null for none.</summary>
    public DateTime? LastSyncUtc { get; init; }

    /// <summary>When the end was first seen, UTC; null where nobody wrote it down.</summary>
    public DateTime? EndSeenUtc { get; init; }

    /// <summary>How many suspensions of ours are open; null where the journal cannot tell.</summary>
    public int? Suspended { get; init; }

    /// <summary>Whether there is no migration, past or present, and nothing to resume.</summary>
    public bool ConcernNobody => Left.Count == 0 && LeftUnknown is null && LastSyncUtc is null && EndSeenUtc is null && Suspended is null or 0;

    /// <summary>Takes from what was read what the end of a migration hangs on; domains are looked up only where it concerns anybody.</summary>
    /// <param name="tenant">Who migrates.</param>
    /// <param name="mailbox">The mailbox; null for the tenant.</param>
    /// <param name="memory">What the journal remembers.</param>
    /// <param name="asOfUtc">The time that is asked about, UTC.</param>
    public static EndingFacts Of(TenantSnapshot tenant, Mailbox? mailbox, MigrationMemory memory, DateTime asOfUtc)
    {
        var migrations = new MigrationDirectory(tenant);
        var records = (mailbox is null ? migrations.Records : migrations.Of(mailbox)).Where(record => record.Kind != MigrationKind.Unaffected).ToList();
        var left = records.Where(record => record.Activity != MigrationActivity.Ended).ToList();
        var batches = (mailbox is null ? tenant.MigrationBatches.Or([]).Where(IsLeft) : left.Select(record => record.Batch).OfType<MigrationBatch>()).Distinct().ToList();
        var seen = records.SelectMany(record => new[] { record.User.LastSyncUtc.Or(null), record.Batch?.LastSyncUtc.Or(null) })
            .Append(mailbox is null ? memory.Users.SelectMany(user => new[] { user.LastSyncUtc, user.MayHaveSyncedUntilUtc }).Max() : memory.LastSyncUtc(mailbox)).Max();
        return new()
        {
            AsOfUtc = asOfUtc,
            Left = [.. batches.Select(batch => batch.Identity).Concat(left.Where(record => record.Batch is null).Select(record => record.User.Identity)).Distinct()],
            BatchGuids = [.. batches.Select(batch => batch.BatchGuid).Where(guid => guid != Guid.Empty)],
            LeftUnknown = !tenant.MigrationBatches.IsKnown ? CoreMessages.EndingBatchesUnread
                : left.Count == 0 && migrations.ShortBatches.Count > 0 ? CoreMessages.EndingUsersMissing
                : null,
            LastSyncUtc = seen > asOfUtc ? asOfUtc : seen,
            EndSeenUtc = mailbox is null ? null : memory.EndFirstSeenUtc(mailbox),
        };
    }

    private static bool IsLeft(MigrationBatch batch) =>
        Vocabularies.MigrationType.Of(batch.MigrationType) is not MigrationKind.Unaffected && MigrationStatus.OfBatch(batch.Status) != MigrationActivity.Ended;
}
