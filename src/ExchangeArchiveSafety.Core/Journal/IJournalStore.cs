namespace ExchangeArchiveSafety;

/// <summary>
/// Where the journal of a tenant is kept. Appending is durable when it returns; several processes may use one store.
/// </summary>
public interface IJournalStore
{
    /// <summary>How the journal is called in results and errors: a full path or a URL.</summary>
    string Location { get; }

    /// <summary>Makes sure that the journal can be written, before anything is changed.</summary>
    /// <exception cref="UnusableFileException">It cannot (<c>JournalNotWritable</c>), or it is not a journal.</exception>
    void EnsureWritable();

    /// <summary>
    /// Takes the journal for one change: from reading what is recorded to the outcome, so that two runs never work on one mailbox at once.
    /// </summary>
    /// <returns>The hold on the journal, or null where another run has it just now.</returns>
    IDisposable? TryEnter();

    /// <summary>Every record, oldest first. A line whose writing was cut off is not a record.</summary>
    /// <exception cref="UnusableFileException">The journal is foreign, newer or damaged.</exception>
    IReadOnlyList<JournalRecord> Read();

    /// <summary>Appends a record; it is durable when this returns. Only between <see cref="TryEnter"/> and its disposal.</summary>
    /// <param name="record">The record.</param>
    void Append(JournalRecord record);
}
