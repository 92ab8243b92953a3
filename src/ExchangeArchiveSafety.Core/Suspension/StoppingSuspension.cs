namespace ExchangeArchiveSafety.Suspension;

/// <summary>Suspends archiving by stopping the migration instead.</summary>
internal sealed class StoppingSuspension(SuspensionJournal journal, CheckedExchange exchange)
{
    private SuspensionResults Results => journal.Results;

    /// <summary>Stops the migration of a mailbox; parameters as of <see cref="SuspensionRun.SuspendByStopping"/>.</summary>
    public SuspensionOutcome Suspend(Mailbox mailbox, bool wholeBatch, bool agreed, string? why) => journal.Act(mailbox.ExchangeGuid, records =>
    {
        var open = journal.OpenBy(mailbox.ExchangeGuid, SuspensionMethod.StopMigration);
        exchange.ThrowIfStopping();
        var migration = exchange.Port.ReadMigration(mailbox.ExchangeGuid);
        var before = ArchivingSettings.OfMigration(MigrationStop.Show(migration));
        var running = MigrationStop.Running(migration);
        if (running.Count == 0)
        {
            var outcome = NothingToStop(mailbox, before, open);
            return open is null || open.Stage == SuspensionStage.Suspended || journal.Confirm(mailbox, open, outcome.Result, external: false, records) ? outcome : null;
        }

        return !agreed ? Results.ChangedMeanwhile(mailbox, SuspensionMethod.StopMigration, before, open)
            : exchange.Port.StopNotGranted(wholeBatch) is { } missing ? Results.NotGranted(mailbox, SuspensionMethod.StopMigration, before, open, missing, missing)
            : Stop(mailbox, running, wholeBatch, before, open, why, records);
    });

    /// <summary>What is said of a mailbox none of whose migration users runs. Writes nothing.</summary>
    public SuspensionOutcome NothingToStop(Mailbox mailbox, ArchivingSettings now, JournaledSuspension? open) => new(open is null
        ? Results.Of(mailbox, SuspensionMethod.StopMigration, SuspensionStatus.Skipped, now, now, CoreMessages.ReasonNothingToStop, null)
        : Results.Of(
            mailbox,
            SuspensionMethod.StopMigration,
            SuspensionStatus.AlreadySuspended,
            open.Before,
            now,
            DisplayText.Sentence(CoreMessages.ReasonAlreadySuspended, open.SuspendedAtUtc),
            open.SuspendedAtUtc));

    private SuspensionOutcome? Stop(
        Mailbox mailbox, IReadOnlyList<MigrationRecord> running, bool wholeBatch, ArchivingSettings before, JournaledSuspension? open, string? because, int records)
    {
        SuspensionOutcome? outcome = null;
        var intent = journal.Intent(mailbox, SuspensionMethod.StopMigration, open, because) with { Before = open?.Before ?? before };
        _ = journal.Make(intent, records, announced =>
        {
            var error = wholeBatch ? StopBatches(running) : StopUsers(running);
            var seen = ReadBack(mailbox.ExchangeGuid, isPatient: error is null, out var readError);
            var stands = seen is not null && readError is null && MigrationStop.Running(seen).Count == 0;
            var after = seen is null ? null : ArchivingSettings.OfMigration(MigrationStop.Show(seen));
            var status = stands ? SuspensionStatus.Suspended : error is not null && seen is not null ? SuspensionStatus.Failed : SuspensionStatus.Unverified;
            var why = stands ? CoreMessages.ReasonStopped
                : status == SuspensionStatus.Failed ? DisplayText.Sentence(CoreMessages.ReasonFailed, error!.Message)
                : DisplayText.Sentence(CoreMessages.ReasonStillStopping, after?.MigrationStatus ?? readError?.Message);
            outcome = new(
                Results.Of(mailbox, SuspensionMethod.StopMigration, status, before, after, why, open?.SuspendedAtUtc ?? announced.AtUtc),
                stands ? null : status == SuspensionStatus.Failed ? ErrorIds.SuspensionFailed : ErrorIds.SuspensionUnverified,
                error ?? readError);
            return journal.Outcome(announced, status, why) with { After = after };
        });
        return outcome;
    }

    private Exception? StopBatches(IReadOnlyList<MigrationRecord> running) => StopEach(
        running.Select(record => record.Batch).OfType<MigrationBatch>().Distinct().Where(batch => !MigrationStop.IsUnderWay(batch.Status)), exchange.Port.StopMigrationBatch);

    private Exception? StopUsers(IReadOnlyList<MigrationRecord> running) =>
        StopEach(running.Select(record => record.User).Where(user => !MigrationStop.IsUnderWay(user.Status)), exchange.Port.StopMigrationUser);

    private Exception? StopEach<T>(IEnumerable<T> all, Action<T> stop)
    {
        Exception? error = null;
        foreach (var one in all)
        {
            error = CheckedExchange.Try(() => stop(one)) ?? error;
            exchange.ThrowIfStopping();
        }

        return error;
    }

    /// <summary>What was seen last. Stopping is a state of its own: it takes a while until a user reads Stopped.</summary>
    private IReadOnlyList<MigrationRecord>? ReadBack(Guid exchangeGuid, bool isPatient, out ExchangeCallException? error)
    {
        IReadOnlyList<MigrationRecord>? seen = null;
        var attempt = 0;
        do
        {
            error = CheckedExchange.Try(() => seen = exchange.Port.ReadMigration(exchangeGuid));
        }
        while ((seen is null || MigrationStop.Running(seen).Count > 0) && isPatient && exchange.Port.WaitBeforeReadingAgain(attempt++));

        exchange.ThrowIfStopping();
        return seen;
    }
}
