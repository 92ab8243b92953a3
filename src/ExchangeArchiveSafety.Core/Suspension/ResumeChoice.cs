namespace ExchangeArchiveSafety;

/// <summary>Which open suspensions are resumed, and why others are not. Pure.</summary>
public static class ResumeChoice
{
    /// <summary>Judges one suspension.</summary>
    /// <param name="suspension">The suspension, as the journal knows it.</param>
    /// <param name="activity">How far migrations still act on its mailbox.</param>
    /// <param name="migration">What is seen of the migration; asked only where it is told.</param>
    /// <param name="force">Whether the caller insists.</param>
    /// <returns>Why it stays; null when it is resumed.</returns>
    public static string? Refusal(JournaledSuspension suspension, MigrationActivity activity, Func<string> migration, bool force) =>
        force ? null
        : suspension.ExternallyMigrating ? CoreMessages.ReasonExternal
        : activity == MigrationActivity.Ended ? null
        : DisplayText.Sentence(suspension.Method == SuspensionMethod.StopMigration ? CoreMessages.ReasonStoppedNotEnded : CoreMessages.ReasonNotEnded, migration());

    /// <summary>Whether the migration that is seen of a mailbox by what the journal recorded of it is surely its own, so that nothing has to be read to refuse it.</summary>
    /// <param name="exchangeGuid">The mailbox.</param>
    /// <param name="activity">How far migrations act on whoever has the recorded address.</param>
    /// <param name="records">Their records.</param>
    public static bool StillRuns(Guid exchangeGuid, MigrationActivity activity, IReadOnlyList<MigrationRecord> records) =>
        activity != MigrationActivity.Ended

        // The migration of another mailbox that has the address now says nothing of the one that had it, and one that tells no more than the address may be its.
        && (records.Count == 0 || records.Any(record => record.User.MailboxGuid == exchangeGuid));
}
