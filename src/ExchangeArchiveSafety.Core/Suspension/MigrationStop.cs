namespace ExchangeArchiveSafety;

/// <summary>Which migration users a stop is about, and how their statuses are shown.</summary>
public static class MigrationStop
{
    /// <summary>The records that still act or may: everything of an affected or unknown type that is neither stopped, failed nor ended.</summary>
    /// <param name="records">The records of a mailbox.</param>
    public static IReadOnlyList<MigrationRecord> Running(IEnumerable<MigrationRecord> records) =>
        [.. records.Where(record => record.Activity is MigrationActivity.StillSyncs or MigrationActivity.WillSync
            || (record.Activity is MigrationActivity.CannotJudge && record.StatusActivity is not (MigrationActivity.Dormant or MigrationActivity.Ended)))];

    /// <summary>Statuses in one line: batch, status, for each record.</summary>
    /// <param name="records">The records of a mailbox.</param>
    public static string Show(IEnumerable<MigrationRecord> records) => string.Join(
        "; ",
        records.Select(record => (record.Batch?.Identity ?? record.User.BatchId.Or(null) ?? "-") + ": " + (record.User.Status.Or(null) ?? "?")).DefaultIfEmpty("-"));
}
