namespace ExchangeArchiveSafety;

/// <summary>What a journal says, folded record by record. Looking again folds only what is new. Safe for several threads.</summary>
public abstract class JournalLedger : IJournalReader
{
    private JournalPosition _position = JournalPosition.Start;

    /// <summary>Held while the ledger is changed or read.</summary>
    private protected object Folding { get; } = new();

    /// <summary>Records that were folded since the beginning.</summary>
    internal long Folded { get; private set; }

    /// <summary>Takes in what was recorded since the last time.</summary>
    /// <param name="journal">The journal; always the same one.</param>
    /// <exception cref="UnusableFileException">It cannot be read.</exception>
    public void Refresh(IJournalStore journal)
    {
        lock (Folding)
        {
            var position = _position;
            _position = JournalPosition.Start;
            try
            {
                _position = journal.Read(position, this);
            }
            catch
            {
                // Part of it may have been folded; the next time begins from the start.
                Forget();
                throw;
            }
        }
    }

    /// <summary>Up to where the journal was read, if there are no more records about the mailbox of a record than were seen; null if there are others.</summary>
    /// <param name="record">The record.</param>
    /// <param name="seen">How many were seen; what a run recorded itself it may count before it is read here.</param>
    /// <param name="isFresh">Whether the journal was read just now, so that all that were seen must be there.</param>
    internal JournalPosition? PositionWith(JournalRecord record, int seen, bool isFresh = false)
    {
        lock (Folding)
        {
            var records = RecordsLike(record);
            return records == seen || (!isFresh && records < seen) ? _position : null;
        }
    }

    void IJournalReader.StartOver() => Forget();

    void IJournalReader.Add(JournalRecord record)
    {
        Folded++;
        Apply(record);
    }

    /// <summary>How many records there are about the mailbox of a record: another number means that something happened in it.</summary>
    internal abstract int RecordsLike(JournalRecord record);

    /// <summary>Folds a record; those about something else are passed over.</summary>
    private protected abstract void Apply(JournalRecord record);

    /// <summary>What stands for everything that was folded: folded itself, it gives this ledger again, the counts of records included.</summary>
    internal abstract IEnumerable<JournalRecord> Condensed();

    /// <summary>Forgets everything.</summary>
    private protected abstract void Forget();
}
