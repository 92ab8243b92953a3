namespace ExchangeArchiveSafety;

/// <summary>
/// Where the journal of a tenant lies. Appending is durable when it returns. Several processes may use one store at once: nobody holds it while it works.
/// Work is guarded by what is announced in it: an intent is appended only if nothing was recorded since its run has looked.
/// </summary>
public interface IJournalStore
{
    /// <summary>How the journal is called in results and errors: a full path or a URL.</summary>
    string Location { get; }

    /// <summary>Whether there is a journal at all. One that is not there has no records, and knows of nothing.</summary>
    bool Exists { get; }

    /// <summary>Makes sure that the journal can be written, before anything is changed; begins it where there is none.</summary>
    /// <exception cref="UnusableFileException">
    /// It cannot (<c>JournalNotWritable</c>), is being written by others all the time (<c>JournalBusy</c>), or is no journal that this module can read.
    /// </exception>
    void EnsureWritable();

    /// <summary>Tries whether the journal may be written, or begun where there is none. Nothing is written, and none is begun.</summary>
    /// <exception cref="UnusableFileException"><c>JournalNotWritable</c>, or why else the store refuses it.</exception>
    void TryWriting();

    /// <summary>Gives out what was recorded from a position on, oldest first. A line whose writing was cut off is not a record.</summary>
    /// <param name="from">Where an earlier reading ended, or <see cref="JournalPosition.Start"/>.</param>
    /// <param name="reader">Takes the records; it starts over where this is no longer the journal that was read.</param>
    /// <returns>Where this reading ended.</returns>
    /// <exception cref="UnusableFileException">The journal is foreign, newer, damaged or cannot be read. What the reader was given meanwhile counts for nothing.</exception>
    JournalPosition Read(JournalPosition from, IJournalReader reader);

    /// <summary>Appends a record unless something was recorded since the caller has looked; it is durable when this returns.</summary>
    /// <param name="record">The record.</param>
    /// <param name="seen">Up to where the caller has read.</param>
    /// <param name="cancellation">Stops waiting for others that append.</param>
    /// <returns>False where there is something new: nothing was appended, and the caller looks again.</returns>
    /// <exception cref="UnusableFileException"><c>JournalNotWritable</c> or <c>JournalBusy</c>.</exception>
    /// <exception cref="OperationCanceledException">It was stopped while it waited.</exception>
    bool TryAppend(JournalRecord record, JournalPosition seen, CancellationToken cancellation);

    /// <summary>Appends a record whatever else was recorded: what came of a change. It is durable when this returns.</summary>
    /// <param name="record">The record.</param>
    /// <exception cref="UnusableFileException"><c>JournalNotWritable</c> or <c>JournalBusy</c>.</exception>
    void Append(JournalRecord record);

    /// <summary>Begins a piece of work. Until it is disposed of, or its process ends in whatever way, other runs see that its intents are being worked on.</summary>
    /// <exception cref="UnusableFileException"><c>JournalNotWritable</c> or <c>JournalBusy</c>.</exception>
    IJournalWork BeginWork();

    /// <summary>Whether somebody works on the intents of a run just now. Those of a run that is dead are for the next one to find out about.</summary>
    /// <param name="run">The run that an intent names; none is dead.</param>
    bool IsAtWork(Guid run);
}

/// <summary>A piece of work that is under way.</summary>
public interface IJournalWork : IDisposable
{
    /// <summary>The name that its intents carry.</summary>
    Guid Run { get; }
}

/// <summary>Takes records as they are read.</summary>
public interface IJournalReader
{
    /// <summary>Forgets everything: what comes now is another journal, from its begin.</summary>
    void StartOver();

    /// <summary>Takes the next record.</summary>
    /// <param name="record">The record.</param>
    void Add(JournalRecord record);
}
