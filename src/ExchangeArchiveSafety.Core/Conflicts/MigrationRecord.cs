namespace ExchangeArchiveSafety;

/// <summary>One migration user together with its batch, and what the two say.</summary>
/// <param name="User">The migration user.</param>
/// <param name="Batch">Its batch; null where it is absent or could not be read.</param>
/// <param name="BatchesRead">Whether the batches could be read at all.</param>
public sealed record MigrationRecord(MigrationUser User, MigrationBatch? Batch, bool BatchesRead)
{
    /// <summary>How many batches the user could belong to by what it names; where there are several, <see cref="Batch"/> is the most dangerous of them.</summary>
    public int PossibleBatches { get; init; } = Batch is null ? 0 : 1;

    /// <summary>The type, which only the batch carries.</summary>
    public Known<string?> MigrationType => Batch?.MigrationType ?? default;

    /// <summary>What the type says.</summary>
    public MigrationKind Kind => Vocabularies.MigrationType.Of(MigrationType) ?? MigrationKind.Unknown;

    /// <summary>What the statuses say, before the type is looked at: the more active of user and batch, but a stopped user is dormant.</summary>
    public MigrationActivity StatusActivity
    {
        get
        {
            if (MigrationStatus.IsStoppedUser(User.Status))
            {
                return MigrationActivity.Dormant;
            }

            var user = MigrationStatus.OfUser(User.Status);
            var batch = Batch is not null ? MigrationStatus.OfBatch(Batch.Status)
                : BatchesRead && User.BatchId.IsKnown ? MigrationActivity.Ended
                : MigrationActivity.CannotJudge;
            return user > batch ? user : batch;
        }
    }

    /// <summary>How far this record still acts on the mailbox. An unknown type cannot be judged unless the migration has ended anyway.</summary>
    public MigrationActivity Activity => (StatusActivity, Kind) switch
    {
        (MigrationActivity.Ended, _) or (_, MigrationKind.Unaffected) => MigrationActivity.Ended,
        (_, MigrationKind.Unknown) => MigrationActivity.CannotJudge,
        _ => StatusActivity,
    };

    /// <summary>Whether the user's or the batch's status is returned, and is none of the documented ones.</summary>
    public bool HasUnknownStatus => MigrationStatus.IsUnknownForUser(User.Status) || MigrationStatus.IsUnknownForBatch(Batch?.Status ?? default);

    /// <summary>Whether the statuses of the user and of its batch are returned and documented ones.</summary>
    public bool HasDocumentedStatus => Vocabularies.UserStatus.Of(User.Status) is not null && (Batch is null || Vocabularies.BatchStatus.Of(Batch.Status) is not null);

    /// <summary>When the migration is to complete by itself, UTC: the user's own time wins over the batch's.</summary>
    public DateTime? CompleteAfterUtc => User.CompleteAfterUtc.Or(null) ?? Batch?.CompleteAfterUtc.Or(null);
}
