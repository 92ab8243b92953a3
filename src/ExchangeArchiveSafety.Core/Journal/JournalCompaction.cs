namespace ExchangeArchiveSafety.Journal;

/// <summary>
/// Shortens a journal file: a snapshot takes its place in one step, and what it stands for is kept beside it. Whoever read the old file sees that this is another
/// one, and reads it from its begin.
/// </summary>
internal sealed class JournalCompaction(JournalFile journal, JournalLock gate, DurableDisk disk)
{
    /// <summary>Does it where the journal is long and would be half as long at most. What keeps it from being done leaves the journal as it is.</summary>
    /// <param name="from">How many bytes make it long.</param>
    public void Run(long from)
    {
        var length = new FileInfo(journal.Location).Length;
        if (length < from)
        {
            return;
        }

        var snapshot = new JournalSnapshot();
        var position = journal.Read(JournalPosition.Start, snapshot);
        if (!snapshot.FitsIn(length / 2))
        {
            return;
        }

        try
        {
            using (gate.Enter(CancellationToken.None))
            {
                Replace(snapshot, position);
            }
        }
        catch (Exception exception) when (FileFormat.IsOfFiles(exception))
        {
            // It is as long as before, and whole.
        }
    }

    private void Replace(JournalSnapshot snapshot, JournalPosition position)
    {
        using var old = new FileStream(journal.Location, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        if (!position.IsIn(old))
        {
            // Another run has done it, and what that kept must stay.
            return;
        }

        _ = new JournalEnd(old, journal.Location, disk).Find();
        _ = journal.Read(position, snapshot);
        var superseded = journal.Location + FormattableString.Invariant($".{snapshot.UpToUtc:yyyyMMddTHHmmssZ}-{snapshot.Supersedes}.superseded");
        using (var kept = new DurableFile(superseded, disk))
        {
            old.Position = 0;
            old.CopyTo(kept.Stream);
            kept.Finish();
        }

        using var condensed = new DurableFile(journal.Location, disk);
        foreach (var line in snapshot.Lines(Path.GetFileName(superseded)))
        {
            condensed.Stream.Write(line, 0, line.Length);
        }

        old.Dispose();
        condensed.Finish();
    }
}
