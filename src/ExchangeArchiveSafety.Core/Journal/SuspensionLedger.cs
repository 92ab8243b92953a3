namespace ExchangeArchiveSafety;

/// <summary>Folds journal records into suspensions; records about copies are passed over. Pure.</summary>
public static class SuspensionLedger
{
    /// <summary>Every suspension of a journal, open and closed, in the order in which they began.</summary>
    /// <param name="records">The records, oldest first.</param>
    public static IReadOnlyList<Suspension> Fold(IEnumerable<JournalRecord> records)
    {
        var order = new List<Guid>();
        var suspensions = new Dictionary<Guid, Suspension>();
        foreach (var record in records.Where(record => !record.IsAboutCopies))
        {
            if (!suspensions.TryGetValue(record.SuspensionId, out var known))
            {
                order.Add(record.SuspensionId);
            }

            suspensions[record.SuspensionId] = Apply(record, known ?? Begin(record));
        }

        return order.ConvertAll(id => suspensions[id]);
    }

    private static Suspension Begin(JournalRecord record) => new()
    {
        Id = record.SuspensionId,
        ExchangeGuid = record.ExchangeGuid,
        Identity = record.Identity,
        Tenant = record.Tenant,
        Method = record.Method,
        SuspendedAtUtc = record.AtUtc,
    };

    private static Suspension Apply(JournalRecord record, Suspension suspension) => (record.Kind, record.Operation) switch
    {
        (JournalRecordKind.Intent, JournalOperation.Suspend) => suspension with
        {
            Stage = SuspensionStage.Intended,
            Identity = record.Identity,
            ExternallyMigrating = suspension.ExternallyMigrating || record.ExternallyMigrating,
            Before = record.Before ?? ArchivingSettings.None,
            After = record.After ?? ArchivingSettings.None,
            Earlier = suspension.After.Known.Count > 0 ? [.. suspension.Earlier, suspension.After] : suspension.Earlier,
        },
        (JournalRecordKind.Outcome, JournalOperation.Suspend) => suspension with
        {
            Stage = record.Closed ? SuspensionStage.Closed
                : record.Status is SuspensionStatus.Suspended ? SuspensionStage.Suspended
                : SuspensionStage.Unconfirmed,
            ExternallyMigrating = suspension.ExternallyMigrating || record.ExternallyMigrating,
            After = record.After?.MigrationStatus is { } status ? ArchivingSettings.OfMigration(status) : suspension.After,
            Earlier = record.Status is SuspensionStatus.Suspended ? [] : suspension.Earlier,
        },
        (JournalRecordKind.Intent, JournalOperation.Resume) => suspension with { Stage = SuspensionStage.Resuming },
        _ => Restored(suspension, record),
    };

    // What is back is no longer this module's: whoever sets it again meanwhile means it.
    private static Suspension Restored(Suspension suspension, JournalRecord record)
    {
        var left = suspension.Before.Known.Except(record.Restored ?? []).ToList();
        return suspension with
        {
            Stage = record.Closed ? SuspensionStage.Closed : SuspensionStage.Resuming,
            Before = suspension.Before.Only(left),
            After = suspension.After.Only(left),
        };
    }
}
