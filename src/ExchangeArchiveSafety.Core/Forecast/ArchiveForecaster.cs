namespace ExchangeArchiveSafety;

/// <summary>
/// Works out what is to be expected of a mailbox that is migrated and archived at once. Pure: the same facts and time give the same forecast. What is not known
/// widens the ranges, and is named.
/// </summary>
public static class ArchiveForecaster
{
    /// <summary>What is asked about a mailbox for it, beside what its verdict asks: one call each.</summary>
    public const MailboxQuestions Questions = MailboxQuestions.Statistics | MailboxQuestions.DiagnosticLogs | MailboxQuestions.Folders | MailboxQuestions.ArchiveStatistics;

    /// <summary>Whether there is something to foresee: archiving meets a sync that runs, now or without anybody acting again.</summary>
    /// <param name="verdict">The verdict on the mailbox.</param>
    public static bool IsForeseeable(ArchiveMigrationConflict verdict) =>
        verdict.State is ConflictState.Conflicting or ConflictState.Imminent && verdict.MigrationActivity == MigrationActivity.StillSyncs;

    /// <summary>Judges a mailbox, and gives the verdict with its forecast; without one where there is nothing to foresee, or too little is known.</summary>
    /// <param name="analyzer">Who judges.</param>
    /// <param name="mailbox">The mailbox.</param>
    public static ArchiveMigrationConflict Foresee(ConflictAnalyzer analyzer, Mailbox mailbox)
    {
        var verdict = analyzer.Analyze(mailbox);
        return IsForeseeable(verdict) && LoopForecast.Of(analyzer.Judge(mailbox)) is { } forecast ? verdict.With(forecast) : verdict;
    }
}
