namespace ExchangeArchiveSafety;

/// <summary>Which migration users a stop is about, and how their statuses are shown.</summary>
public static class MigrationStop
{
    /// <summary>The records that still act or may: everything of an affected or unknown type that is neither stopped, failed nor ended.</summary>
    /// <param name="records">The records of a mailbox.</param>
    public static IReadOnlyList<MigrationRecord> Running(IEnumerable<MigrationRecord> records) =>
        [.. records.Where(record => record.Activity is MigrationActivity.StillSyncs or MigrationActivity.WillSync
            || (record.Activity is MigrationActivity.CannotJudge && record.StatusActivity is not (MigrationActivity.Dormant or MigrationActivity.Ended)))];

    /// <summary>Whether a stop was asked for already and is under way: asking again does not help.</summary>
    /// <param name="status">The status of a user or batch.</param>
    public static bool IsUnderWay(Known<string?> status) =>
        Vocabularies.UserStatus.Of(status) is { IsStopping: true } || Vocabularies.BatchStatus.Of(status) is { IsStopping: true };

    /// <summary>What to know before stopping.</summary>
    /// <param name="running">The records that are to be stopped.</param>
    /// <param name="all">Every record of the tenant.</param>
    /// <param name="wholeBatch">Whether batches are stopped rather than users.</param>
    public static IEnumerable<Finding> Warnings(IReadOnlyList<MigrationRecord> running, IReadOnlyList<MigrationRecord> all, bool wholeBatch)
    {
        yield return FindingKind.StoppedIsNotEnded.Found();
        if (wholeBatch)
        {
            foreach (var batch in running.Select(record => record.Batch).OfType<MigrationBatch>().Distinct())
            {
                var others = all.Count(record => batch.IsSame(record.Batch)) - running.Count(record => batch.IsSame(record.Batch));
                if (others > 0)
                {
                    yield return FindingKind.BatchHasOtherUsers.Found(batch.Identity, others);
                }
            }
        }
    }

    /// <summary>How a batch is called: by its name, and by GUID as well where another batch has the same name.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="all">Every batch of the tenant.</param>
    public static string Name(MigrationBatch batch, IEnumerable<MigrationBatch> all) =>
        all.Any(other => !batch.IsSame(other) && string.Equals(batch.Identity, other.Identity, StringComparison.OrdinalIgnoreCase))
            ? batch.Identity + " (" + batch.BatchGuid + ")"
            : batch.Identity;

    /// <summary>Statuses in one line: batch, status, for each record.</summary>
    /// <param name="records">The records of a mailbox.</param>
    public static string Show(IEnumerable<MigrationRecord> records) => string.Join(
        "; ",
        records.Select(record => (record.Batch?.Identity ?? record.User.BatchId.Or(null) ?? "-") + ": " + (record.User.Status.Or(null) ?? "?")).DefaultIfEmpty("-"));
}
