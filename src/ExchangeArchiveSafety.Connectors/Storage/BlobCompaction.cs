using System.Globalization;
using Azure;

namespace ExchangeArchiveSafety.Connectors.Storage;

/// <summary>
/// Shortens a journal: a snapshot is written to a new blob, and one append to the old one says that the journal goes on there, if nothing was recorded since it was read.
/// Readers follow; the old blob stays as it is.
/// </summary>
internal sealed class BlobCompaction(BlobJournal journal, BlobParts parts, BlobAddress address, BlobJournalSettings settings)
{
    private const int Block = 1 << 20;
    private const int Tries = 3;

    /// <summary>Does it where the journal is long.</summary>
    public bool RunIfLong() =>
        parts.Find() is { } state
        && (state.Blocks >= settings.CompactFromBlocks ? Run(_ => true) : state.Length >= settings.CompactFromBytes && Run(snapshot => snapshot.FitsIn(state.Length / 2)));

    /// <summary>Does it, again where somebody appended meanwhile.</summary>
    /// <param name="isWorthIt">Whether the snapshot is worth it.</param>
    /// <returns>Whether the journal goes on elsewhere now.</returns>
    public bool Run(Func<JournalSnapshot, bool> isWorthIt)
    {
        var before = parts.Last;
        for (var tries = 0; tries < Tries; tries++)
        {
            var snapshot = new JournalSnapshot();
            var position = journal.Read(JournalPosition.Start, snapshot);
            if (parts.Last != before)
            {
                // Another run has done it.
                return true;
            }

            if (!isWorthIt(snapshot))
            {
                return false;
            }

            var next = address.Name + "." + snapshot.Supersedes.ToString(CultureInfo.InvariantCulture) + "-" + Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture).Substring(0, 8);
            parts.Create(next);
            Write(next, snapshot, before);

            // Until this is refused for good it may still arrive, so only then the new blob may go.
            if (parts.Append(before, position.Offset, BlobJournal.Lines(new SnapshotRecord { AtUtc = snapshot.UpToUtc, ContinuedIn = next }, position), CancellationToken.None) == Appended.Written)
            {
                _ = parts.Follow(next);
                _ = parts.Find();
                new BlobTidying(address, settings).Run(snapshot.Supersedes);
                return true;
            }

            _ = parts.Client(next).DeleteIfExists();
        }

        return false;
    }

    private void Write(string part, JournalSnapshot snapshot, string superseded)
    {
        var place = 0L;
        var block = new MemoryStream();
        foreach (var line in snapshot.Lines(superseded))
        {
            if (block.Length > 0 && block.Length + line.Length > Block)
            {
                Flush();
            }

            block.Write(line, 0, line.Length);
        }

        Flush();

        void Flush()
        {
            if (parts.Append(part, place, block.ToArray(), CancellationToken.None) != Appended.Written)
            {
                throw new RequestFailedException(409, "Somebody else writes to " + part + ".");
            }

            place += block.Length;
            block.SetLength(0);
        }
    }
}
