namespace ExchangeArchiveSafety.Journal;

/// <summary>
/// The one way in which something is changed: the intent is on the disk before the first call, and only if nothing was recorded about the mailbox since it was
/// looked at; then it is done and read back; then the outcome is recorded. Where an exception leaves nobody to say what came of it there is no outcome: the intent
/// stays open, which is the journal's word for unknown, and the next run finds out.
/// </summary>
internal sealed class JournalledChanges(IJournalStore journal, JournalLedger ledger, Func<DateTime> utcNow)
{
    /// <summary>Makes a change.</summary>
    /// <param name="work">The piece of work that it belongs to.</param>
    /// <param name="intent">What is announced.</param>
    /// <param name="seen">How many records about the mailbox there were when it was looked at.</param>
    /// <param name="act">Does it and reads back, given what was announced; gives the outcome, or null where it is not known.</param>
    /// <param name="stopped">What is known of it where it was stopped half-way.</param>
    /// <param name="stop">Stops waiting for others that append.</param>
    /// <returns>False where something was recorded about the mailbox since; then nothing was announced and nothing done.</returns>
    public async Task<bool> MakeAsync<T>(IJournalWork work, T intent, int seen, Func<T, Task<T?>> act, Func<T, T?> stopped, CancellationToken stop)
        where T : JournalRecord
    {
        if (TryRecord((T)((JournalRecord)intent with { Run = work.Run }), seen, stop) is not { } announced)
        {
            return false;
        }

        try
        {
            Conclude(await act(announced).ConfigureAwait(false));
            return true;
        }
        catch (OperationCanceledException)
        {
            Conclude(stopped(announced));
            throw;
        }
    }

    /// <summary>Records something unless something was recorded about its mailbox since.</summary>
    /// <returns>The record as it was written; null where there was something new, and nothing was recorded.</returns>
    public T? TryRecord<T>(T record, int seen, CancellationToken stop)
        where T : JournalRecord
    {
        for (var isFresh = false; ledger.PositionWith(record, seen, isFresh) is { } position; isFresh = true)
        {
            if (journal.TryAppend(record, position, stop))
            {
                return record;
            }

            ledger.Refresh(journal);
            record = (T)((JournalRecord)record with { AtUtc = utcNow() });
        }

        return null;
    }

    /// <summary>Records what came of a change. If that fails, the change has been made all the same, and the intent lets the next run find out.</summary>
    public void Conclude(JournalRecord? outcome)
    {
        if (outcome is null)
        {
            return;
        }

        try
        {
            journal.Append(outcome);
        }
        catch (UnusableFileException exception)
        {
            throw new UnusableFileException(exception.ErrorId, exception.Path, outcome.LostSentence(exception.Path, exception.InnerException?.Message), exception);
        }
    }
}
