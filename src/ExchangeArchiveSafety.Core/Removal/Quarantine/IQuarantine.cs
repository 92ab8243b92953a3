namespace ExchangeArchiveSafety;

/// <summary>Where removed copies are saved. What <see cref="Save"/> returns is on the disk and was read back.</summary>
public interface IQuarantine
{
    /// <summary>How the quarantine is called in results and errors: a full path.</summary>
    string Location { get; }

    /// <summary>Makes sure that it can be written, before anything is changed.</summary>
    /// <exception cref="UnusableFileException"><c>QuarantineNotWritable</c>.</exception>
    void EnsureWritable();

    /// <summary>Why copies cannot all be saved, where the disk has no room for them; null where it has, or nobody knows.</summary>
    /// <param name="mailbox">Their mailbox, for the sentence.</param>
    /// <param name="count">How many.</param>
    /// <param name="bytes">Their size.</param>
    string? WhyNoRoom(string mailbox, int count, long bytes);

    /// <summary>Saves a copy, and reads it back.</summary>
    /// <param name="entry">What it is; file, length and digest are filled in.</param>
    /// <param name="data">The exported item.</param>
    /// <returns>The entry as it was saved.</returns>
    /// <exception cref="UnusableFileException"><c>QuarantineNotWritable</c>, for a full disk too.</exception>
    QuarantineEntry Save(QuarantineEntry entry, byte[] data);

    /// <summary>The saved copy of an item; null when there is none that can be read.</summary>
    QuarantineEntry? Find(string primaryMailboxId, string itemId);

    /// <summary>Every saved copy.</summary>
    /// <param name="damaged">Told of each file that cannot be used; the others are given all the same.</param>
    /// <exception cref="UnusableFileException"><c>QuarantineNotReadable</c>.</exception>
    IEnumerable<QuarantineEntry> All(Action<UnusableFileException>? damaged = null);

    /// <summary>The exported item, checked.</summary>
    /// <exception cref="UnusableFileException"><c>QuarantineDamaged</c>: it is missing, or not what was saved.</exception>
    byte[] Read(QuarantineEntry entry);

    /// <summary>Whether the exported item is there as it was saved.</summary>
    bool Verify(QuarantineEntry entry);

    /// <summary>Notes where a copy was brought back.</summary>
    /// <exception cref="UnusableFileException"><c>QuarantineNotWritable</c>.</exception>
    void Mark(QuarantineEntry entry, QuarantineRestore restored);

    /// <summary>Takes out a copy that was saved for nothing: it is not removed.</summary>
    /// <exception cref="UnusableFileException"><c>QuarantineNotWritable</c>.</exception>
    void Discard(QuarantineEntry entry);

    /// <summary>The full path of the exported item.</summary>
    string PathOf(QuarantineEntry entry);
}
