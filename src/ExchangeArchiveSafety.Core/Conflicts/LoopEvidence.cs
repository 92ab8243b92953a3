namespace ExchangeArchiveSafety.Conflicts;

/// <summary>What the Managed Folder Assistant's counters of its last run prove about the loop.</summary>
/// <param name="IsObserved">
/// True when that run archived items and came after the begin of a batch that is as active as any; false when it does not show the loop; null where that cannot be told.
/// </param>
/// <param name="Run">The counters.</param>
/// <param name="BeganUtc">The begin of that batch, where the loop is observed.</param>
/// <param name="Missing">What was not returned, where it cannot be told.</param>
internal sealed record LoopEvidence(bool? IsObserved, ManagedFolderAssistantRun Run, DateTime? BeganUtc = null, string? Missing = null)
{
    // Documented: the assistant processes each mailbox at least once every 7 days.
    private static readonly TimeSpan Cycle = TimeSpan.FromDays(7);

    // Documented: unless somebody starts it by hand it passes over mailboxes below 10 MB, and regular ones whose account is disabled.
    private const long SmallestMailbox = 10L << 20;

    /// <summary>Reads the counters of a mailbox; null where they were not read.</summary>
    public static LoopEvidence? Of(Mailbox mailbox, MigrationOfMailbox migration)
    {
        if (mailbox.LastRun is not { } run)
        {
            return null;
        }

        if (run.ArchivedFromRootItemCount is not { } archived)
        {
            return new(null, run, Missing: "ElcLastRunArchivedFromRootItemCount");
        }

        if (archived == 0)
        {
            return new(false, run);
        }

        var begins = Begins(migration).ToList();
        return run.LastSuccessUtc is { } lastRun && begins.Where(begin => begin < lastRun).Min() is { } began ? new(true, run, began)
            : run.LastSuccessUtc is null ? new(null, run, Missing: "ElcLastSuccessTimestamp")
            : begins.Count == 0 || begins.Contains(null) ? new(null, run, Missing: "StartDateTime")
            : new(false, run);
    }

    /// <summary>When the first of the batches began that are as active as any, UTC; null where none says.</summary>
    public static DateTime? Begin(MigrationOfMailbox migration) => Begins(migration).Min();

    private static IEnumerable<DateTime?> Begins(MigrationOfMailbox migration) =>
        migration.Records.Where(record => record.Activity == migration.Activity).Select(record => record.Batch?.StartedUtc.Or(null));

    /// <summary>Whether there was no run for longer than the assistant's cycle.</summary>
    /// <param name="asOfUtc">The time the verdict is about, UTC.</param>
    public bool IsSilent(DateTime asOfUtc) => asOfUtc - Run.LastSuccessUtc > Cycle;

    /// <summary>
    /// Whether the assistant archives on in spite of a switch: its last run shows it, or it stayed away from a mailbox that it does not pass over anyhow; null where
    /// neither is so.
    /// </summary>
    /// <param name="asOfUtc">The time the verdict is about, UTC.</param>
    /// <param name="mailbox">The mailbox.</param>
    /// <param name="activity">How far migrations act on it.</param>
    public bool? AssistantGoesOn(DateTime asOfUtc, Mailbox mailbox, MigrationActivity activity) =>
        !IsSilent(asOfUtc) ? (IsObserved is true ? true : null)
        : SilenceMayProve(activity) && mailbox.TotalItemSize.Or(0) >= SmallestMailbox && mailbox.AccountDisabled.Is(false) ? false : null;

    /// <summary>
    /// Of a mailbox whose size is not known: the largest size of which the assistant could stay away and archive on all the same, bytes; null where any could.
    /// </summary>
    /// <param name="asOfUtc">The time the verdict is about, UTC.</param>
    /// <param name="mailbox">The mailbox.</param>
    /// <param name="activity">How far migrations act on it.</param>
    public long? LargestThatIsPassedOver(DateTime asOfUtc, Mailbox mailbox, MigrationActivity activity) =>
        !mailbox.TotalItemSize.IsKnown && IsSilent(asOfUtc) && SilenceMayProve(activity) && mailbox.AccountDisabled.Is(false) ? SmallestMailbox - 1 : null;

    /// <summary>Whether silence can prove anything: what a sync fills may have been too small to be come to until just now.</summary>
    /// <param name="activity">How far migrations act on the mailbox.</param>
    public static bool SilenceMayProve(MigrationActivity activity) => activity is MigrationActivity.WillSync or MigrationActivity.Dormant;
}
