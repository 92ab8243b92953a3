namespace ExchangeArchiveSafety;

/// <summary>
/// Which mailboxes a suspension acts on. A verdict that is handed over acts where archiving meets a migration that runs or will run; a mailbox that somebody
/// names is judged anew and acts also where that is not certain. Whatever is passed over is told what to do instead. Pure.
/// </summary>
public static class SuspensionChoice
{
    /// <summary>Judges a verdict that was handed over.</summary>
    /// <param name="state">Its state.</param>
    /// <param name="activity">How far its migration acts.</param>
    /// <param name="method">How archiving is to be suspended.</param>
    /// <param name="open">The methods by which the journal holds an open suspension of the mailbox.</param>
    /// <returns>Why it is passed over, and what to do instead; null when it acts.</returns>
    public static string? PassedOver(ConflictState state, MigrationActivity activity, SuspensionMethod method, IReadOnlyCollection<SuspensionMethod> open) => state switch
    {
        ConflictState.Conflicting or ConflictState.Imminent => null,
        ConflictState.Indeterminate when activity is MigrationActivity.StillSyncs or MigrationActivity.WillSync => null,

        // One that this journal mitigated is looked at again: it says so, or finishes what a killed run began.
        ConflictState.Mitigated when open.Contains(method) => null,
        ConflictState.Indeterminate => CoreMessages.PassedOverIndeterminate,
        ConflictState.Dormant => CoreMessages.PassedOverDormant,
        ConflictState.Mitigated when open.Count > 0 => DisplayText.Sentence(CoreMessages.PassedOverSuspended, Show(open)),
        ConflictState.Mitigated => CoreMessages.PassedOverMitigated,
        _ => CoreMessages.PassedOverSafe,
    };

    /// <summary>Why a mailbox of this verdict is suspended, for whoever reads the journal one day.</summary>
    /// <param name="verdict">The verdict.</param>
    public static string Why(ArchiveMigrationConflict verdict) => string.Join(" ", VerdictReasons.Deciding(verdict.Findings).Select(finding => finding.ToString()).Prepend(verdict.State + "."));

    /// <summary>Judges a mailbox that was named, by the verdict that it was given just now.</summary>
    /// <param name="verdict">The verdict.</param>
    /// <param name="method">How archiving is to be suspended.</param>
    /// <param name="open">The methods by which the journal holds an open suspension of the mailbox.</param>
    /// <param name="force">Whether the caller insists.</param>
    /// <returns>Why it is passed over, and what to do instead; null when it acts.</returns>
    public static string? PassedOver(ArchiveMigrationConflict verdict, SuspensionMethod method, IReadOnlyCollection<SuspensionMethod> open, bool force) => verdict.State switch
    {
        _ when force => null,
        ConflictState.Safe => CoreMessages.SafeNeedsForce,
        ConflictState.Mitigated when open.Contains(method) => null,
        ConflictState.Mitigated when open.Count > 0 => DisplayText.Sentence(CoreMessages.SuspendedOtherwise, Show(open)),
        ConflictState.Mitigated => DisplayText.Sentence(CoreMessages.HeldOffAlready, string.Join(", ", verdict.HeldOffBy)),
        _ => null,
    };

    private static string Show(IEnumerable<SuspensionMethod> methods) => string.Join(", ", methods.Distinct().OrderBy(method => method));
}
