namespace ExchangeArchiveSafety.Guard;

/// <summary>A mailbox with everything that the guard decides by.</summary>
/// <param name="Mailbox">The mailbox.</param>
/// <param name="Verdict">Its verdict.</param>
/// <param name="Open">What the journal holds open of it.</param>
/// <param name="IsEndCertain">Whether an end that only the absence of records shows can be believed.</param>
/// <param name="Ending">Until when its ended migration has to be left alone.</param>
/// <param name="NowUtc">The time, UTC.</param>
internal sealed record GuardedMailbox(
    Mailbox Mailbox, ArchiveMigrationConflict Verdict, IReadOnlyList<JournaledSuspension> Open, bool IsEndCertain, MigrationEnding Ending, DateTime NowUtc)
{
    /// <summary>Whether its migration has ended.</summary>
    public bool HasEnded => Verdict.MigrationActivity == MigrationActivity.Ended;

    /// <summary>Whether its ended migration has settled.</summary>
    public bool HasSettled => IsEndCertain && Ending.WaitUntilUtc <= NowUtc;

    /// <summary>Whether it is or may be in danger.</summary>
    public bool IsAtRisk => MayConflict(Verdict);

    /// <summary>Whether archiving is to be suspended.</summary>
    public bool IsToBeSuspended => IsAtRisk && SuspensionChoice.PassedOver(Verdict.State, Verdict.MigrationActivity, SuspensionMethod.RetentionHold, []) is null;

    /// <summary>Whether a mailbox is or may be in danger. One that is held off is not, also where nobody knows whether anything would archive it otherwise.</summary>
    public static bool MayConflict(ArchiveMigrationConflict verdict) =>
        verdict.State is ConflictState.Conflicting or ConflictState.Imminent or ConflictState.Indeterminate && !verdict.CannotConflict;

    /// <summary>The open suspensions that set something, latest first.</summary>
    public IEnumerable<JournaledSuspension> Settings => Open.Where(one => one.Method != SuspensionMethod.StopMigration).Reverse();

    /// <summary>Whether something hangs on settings that no listing returns, and that were not read yet.</summary>
    public bool NeedsSettings =>
        (Mailbox.Asked & MailboxQuestions.Settings) == 0
        && (HasEnded
            ? HasSettled && Settings.Any(one => !one.ExternallyMigrating)
            : IsToBeSuspended ? Settings.Any() : Settings.Any(one => one.Stage != SuspensionStage.Suspended));

    /// <summary>Whether the journal does not know yet that a tool feeds a suspended mailbox which Exchange does not know: then nothing else than a person can say that it ended.</summary>
    /// <param name="suspension">The suspension.</param>
    public bool IsNewlyExternal(JournaledSuspension suspension) => Verdict.ExternallyMigrating && !suspension.ExternallyMigrating;
}
