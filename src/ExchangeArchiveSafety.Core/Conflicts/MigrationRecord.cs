namespace ExchangeArchiveSafety;

/// <summary>One migration user together with its batch, and what the two say.</summary>
/// <param name="User">The migration user.</param>
/// <param name="Batch">Its batch; null where it is absent or could not be read.</param>
/// <param name="BatchesRead">Whether the batches could be read at all.</param>
public sealed record MigrationRecord(MigrationUser User, MigrationBatch? Batch, bool BatchesRead)
{
    /// <summary>The type, which only the batch carries.</summary>
    public Fact<string?> MigrationType => Batch?.MigrationType ?? default;

    /// <summary>What the type says.</summary>
    public MigrationKind Kind => MigrationKinds.Of(MigrationType);

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

    /// <summary>When the migration is to complete by itself, UTC: the user's own time wins over the batch's.</summary>
    public DateTime? CompleteAfterUtc => User.CompleteAfterUtc.Or(null) ?? Batch?.CompleteAfterUtc.Or(null);
}
