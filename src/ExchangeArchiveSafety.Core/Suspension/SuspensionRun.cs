namespace ExchangeArchiveSafety;

/// <summary>
/// Carries out suspensions and resumptions, one mailbox at a time: read, plan, journal the intent, call, read back, journal the outcome. The intent is recorded
/// only if nothing was recorded about the mailbox since it was read, and nobody starts while the intent of another run that is at work is open: so no run takes
/// for a previous value what another one has just set. A run that is killed anywhere is finished by running again.
/// </summary>
public sealed class SuspensionRun
{
    private readonly IMailboxPort _exchange;
    private readonly SuspensionJournal _journal;
    private readonly SettingSuspension _setting;
    private readonly StoppingSuspension _stopping;
    private readonly Resumption _resumption;

    /// <summary>Prepares a run.</summary>
    /// <param name="journal">Where it is recorded.</param>
    /// <param name="exchange">Where it happens.</param>
    /// <param name="utcNow">Gives the time that decides and is recorded, at the moment in which it does, UTC.</param>
    /// <param name="tenant">The organization, where it is known.</param>
    /// <param name="stop">Stops waiting for the journal.</param>
    public SuspensionRun(IJournalStore journal, IMailboxPort exchange, Func<DateTime> utcNow, string? tenant, CancellationToken stop = default)
    {
        var careful = new CheckedExchange(exchange);
        _exchange = exchange;
        _journal = new(journal, careful, utcNow, tenant, stop);
        _setting = new(_journal, careful, utcNow);
        _stopping = new(_journal, careful);
        _resumption = new(_journal, careful, utcNow);
    }

    /// <summary>The open suspensions of a mailbox, or of all, as the journal knows them now.</summary>
    /// <param name="exchangeGuid">The mailbox; null for all.</param>
    public IReadOnlyList<JournaledSuspension> Open(Guid? exchangeGuid = null) => _journal.Open(exchangeGuid);

    /// <summary>Suspends archiving by setting the mailbox.</summary>
    /// <param name="exchangeGuid">The mailbox.</param>
    /// <param name="method">RetentionHold or ElcProcessing.</param>
    /// <param name="organization">The organization, null where it was not read.</param>
    /// <param name="untilUtc">End of the hold, UTC; null for open.</param>
    /// <param name="external">Whether a tool that Exchange does not know feeds the mailbox.</param>
    /// <param name="agreed">Whether the caller agrees to a change of the mailbox as it is now; null for yes. One that has become necessary meanwhile may not be agreed to, and is not made.</param>
    /// <param name="why">Why, for whoever reads the journal one day; null where nobody says.</param>
    public SuspensionOutcome SuspendBySetting(
        Guid exchangeGuid, SuspensionMethod method, Organization? organization, DateTime? untilUtc, bool external, Func<Mailbox, bool>? agreed = null, string? why = null) =>
        _setting.Suspend(exchangeGuid, method, organization, untilUtc, external, agreed, why);

    /// <summary>Suspends by stopping the migration.</summary>
    /// <param name="mailbox">The mailbox.</param>
    /// <param name="wholeBatch">Whether its batches are stopped rather than its users.</param>
    /// <param name="agreed">Whether the caller agreed to a stop; without, one that has become necessary meanwhile is not made.</param>
    /// <param name="why">Why, for whoever reads the journal one day; null where nobody says.</param>
    public SuspensionOutcome SuspendByStopping(Mailbox mailbox, bool wholeBatch, bool agreed = true, string? why = null) =>
        _stopping.Suspend(mailbox, wholeBatch, agreed, why);

    /// <summary>Restores what one suspension changed. Only when the migration has ended or the caller insists.</summary>
    /// <param name="suspensionId">The suspension.</param>
    /// <param name="forced">Whether the caller insists.</param>
    public SuspensionOutcome Resume(Guid suspensionId, bool forced) => _resumption.Resume(suspensionId, forced);

    /// <summary>
    /// Records that somebody undid a suspension, or a part of it: what is theirs now is not brought back one day, however it is set then. Changes nothing of the mailbox;
    /// <c>Skipped</c> where nothing was undone.
    /// </summary>
    /// <param name="suspensionId">The suspension.</param>
    public SuspensionOutcome GiveUp(Guid suspensionId) => _resumption.GiveUp(suspensionId);

    /// <summary>Records that a tool feeds a suspended mailbox which Exchange does not know, so that only a person can say when that has ended. Changes nothing of the mailbox.</summary>
    /// <param name="suspensionId">The suspension.</param>
    public SuspensionOutcome NoteExternal(Guid suspensionId) => _setting.NoteExternal(suspensionId);

    /// <summary>Whether it is proved that no mailbox has this key any more.</summary>
    /// <param name="exchangeGuid">The key.</param>
    public bool IsProvedGone(Guid exchangeGuid) => _exchange.IsProvedGone(exchangeGuid);

    /// <summary>Closes a suspension whose mailbox is gone.</summary>
    /// <param name="suspensionId">The suspension.</param>
    /// <exception cref="ExchangeCallException"><c>MailboxNotFound</c>: that it is gone is not proved. Nothing was recorded.</exception>
    public SuspensionOutcome CloseGone(Guid suspensionId) => _resumption.CloseGone(suspensionId);

    /// <summary>What is said of a mailbox on which nothing is to be set: already suspended, or not to be done. Writes nothing.</summary>
    /// <param name="mailbox">The mailbox as it is.</param>
    /// <param name="method">RetentionHold or ElcProcessing.</param>
    /// <param name="plan">A plan that refuses, or writes nothing.</param>
    /// <param name="open">The open suspension by the same method; null where there is none.</param>
    public SuspensionOutcome NothingToSet(Mailbox mailbox, SuspensionMethod method, SuspensionPlan plan, JournaledSuspension? open) =>
        _setting.NothingToSet(mailbox, method, plan, open);

    /// <summary>What is said of a mailbox none of whose migration users runs. Writes nothing.</summary>
    /// <param name="mailbox">The mailbox.</param>
    /// <param name="now">The statuses of its migration users.</param>
    /// <param name="open">The open suspension by stopping; null where there is none.</param>
    public SuspensionOutcome NothingToStop(Mailbox mailbox, ArchivingSettings now, JournaledSuspension? open) => _stopping.NothingToStop(mailbox, now, open);

    /// <summary>Says by which other methods the journal suspends a mailbox already.</summary>
    /// <param name="exchangeGuid">The mailbox.</param>
    /// <param name="method">The method that was asked for.</param>
    public IReadOnlyList<string> OtherMethods(Guid exchangeGuid, SuspensionMethod method) => _journal.OtherMethods(exchangeGuid, method);
}
