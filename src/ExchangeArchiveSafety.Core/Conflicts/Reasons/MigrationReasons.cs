using static ExchangeArchiveSafety.Conflicts.Reasons.FactText;

namespace ExchangeArchiveSafety.Conflicts.Reasons;

/// <summary>Who migrates.</summary>
internal static class MigrationReasons
{
    public static void Add(List<Finding> findings, JudgedMailbox judged)
    {
        var migration = judged.Migration;
        if (migration.External)
        {
            findings.Add(FindingKind.ExternallyMigrating.Found());
        }

        foreach (var record in migration.Records)
        {
            findings.Add(Found(Kind(record), record));
            if (record.Activity == MigrationActivity.StillSyncs && record.HasUnknownStatus)
            {
                findings.Add(Found(FindingKind.MigrationStatusUnknown, record));
            }

            if (record.PossibleBatches > 1)
            {
                findings.Add(FindingKind.BatchNameRepeats.Found(
                    [Fact("BatchId", record.User.BatchId), Fact("BatchGuid", record.Batch?.BatchGuid)], record.PossibleBatches, BatchName(record), record.Batch?.BatchGuid));
            }
        }

        if (migration.Records.Count > 1)
        {
            findings.Add(FindingKind.SeveralMigrationUsers.Found(migration.Records.Count, string.Join(", ", migration.Records.Select(BatchName).Distinct())));
        }

        if (migration.Records.Count == 0 && !migration.External)
        {
            findings.Add(FindingKind.NotMigrating.Found());
        }

        foreach (var batch in migration.ShortBatches)
        {
            findings.Add(FindingKind.MigrationUserListShort.Found(
                [Fact("TotalCount", batch.TotalCount)], batch.Identity, batch.TotalCount.IsKnown ? batch.TotalCount.Value : "?"));
        }
    }

    private static FindingKind Kind(MigrationRecord record) => record.Activity switch
    {
        MigrationActivity.StillSyncs => FindingKind.MigrationStillSyncs,
        MigrationActivity.WillSync => FindingKind.MigrationWillSync,
        MigrationActivity.Dormant => FindingKind.MigrationDormant,
        MigrationActivity.Ended when record.Kind == MigrationKind.Unaffected => FindingKind.MigrationTypeUnaffected,
        MigrationActivity.Ended => FindingKind.MigrationEnded,
        _ when record.Kind == MigrationKind.Unknown => FindingKind.MigrationTypeNotJudged,
        _ => FindingKind.MigrationStatusNotJudged,
    };

    private static Finding Found(FindingKind kind, MigrationRecord record) => kind.Found(
        [
            Fact("MigrationUser", record.User.Identity),
            Fact("Status", record.User.Status),
            Fact("BatchId", BatchName(record)),
            Fact("BatchStatus", record.Batch?.Status ?? default),
            Fact("MigrationType", record.MigrationType),
            Fact("CompleteAfter", record.CompleteAfterUtc),
        ],
        record.User.Identity,
        Shown(record.User.Status),
        BatchName(record),
        record.Batch is null ? (record.BatchesRead ? "absent" : "not read") : Shown(record.Batch.Status),
        Shown(record.MigrationType));

    private static string BatchName(MigrationRecord record) => record.Batch?.Identity ?? record.User.BatchId.Or(null) ?? "none";
}
