namespace ExchangeArchiveSafety.Removal;

/// <summary>Reads a surplus copy and its kept copy, and compares both with the plan and with each other. Changes nothing.</summary>
internal sealed class CopyExaminer(IGraphConnection graph, GraphMailbox mailbox, FolderDirectory folders, RemovalLedger ledger, EvidenceGate gate)
{
    private RemovalFailure? _failure;

    /// <summary>Why the mailbox cannot be read at all; null when it can.</summary>
    public RemovalFailure? Failure => Volatile.Read(ref _failure);

    public async Task ExamineAsync(CopyWork work, CancellationToken cancellation)
    {
        var (planned, kept) = (work.Entry.Surplus, work.Entry.Kept);
        if (Failure is not null)
        {
            work.Skip(RemovalReason.NotReached);
            return;
        }

        if (planned.ItemId == kept.ItemId)
        {
            work.End(RemovalStatus.Refused, RemovalCause.Of(RemovalReason.SameItem));
            return;
        }

        if (!FindFolders(work))
        {
            return;
        }

        if (ledger.Of(mailbox.PrimaryMailboxId, kept.ItemId) is { } other && (other.WasRemoved || other.IsOpenRemoval))
        {
            work.Skip(RemovalReason.KeptBeingRemoved);
            return;
        }

        var withBodies = gate.NeedsBodies(work.Entry.Evidence);
        try
        {
            cancellation.ThrowIfCancellationRequested();
            work.Surplus = await graph.ReadAsync(mailbox, work.Folder!, planned.ItemId, withBodies, cancellation).ConfigureAwait(false);
            if (work.Surplus is null || ledger.Of(mailbox.PrimaryMailboxId, planned.ItemId) is { WasRemoved: true })
            {
                SayGone(work, RemovalCause.Of(RemovalReason.Gone));
                return;
            }

            cancellation.ThrowIfCancellationRequested();
            work.Kept = await graph.ReadAsync(mailbox, work.KeptFolder!, kept.ItemId, withBodies, cancellation).ConfigureAwait(false);
        }
        catch (GraphException exception)
        {
            work.End(RemovalStatus.Failed, RemovalCause.Of(RemovalReason.NotReadable, exception.Message));
            if (GraphRefusal.IsAboutAll(exception))
            {
                Volatile.Write(ref _failure, GraphRefusal.Failure(exception));
            }

            return;
        }

        Compare(work);
    }

    private bool FindFolders(CopyWork work)
    {
        work.Folder = folders.Find(work.Entry.Surplus.Location, work.Entry.Surplus.FolderPath, work.Entry.Surplus.WellKnownFolder, out var cause);
        if (work.Folder is not null)
        {
            work.KeptFolder = folders.Find(work.Entry.Kept.Location, work.Entry.Kept.FolderPath, work.Entry.Kept.WellKnownFolder, out cause);
        }

        if (work.Folder is not null && work.KeptFolder is not null)
        {
            return true;
        }

        // A folder may be gone with its last item.
        SayGone(work, cause);
        return false;
    }

    private void SayGone(CopyWork work, RemovalCause cause)
    {
        if (ledger.Of(mailbox.PrimaryMailboxId, work.Entry.Surplus.ItemId) is { WasRemoved: true } known)
        {
            work.End(RemovalStatus.AlreadyRemoved, RemovalCause.Of(RemovalReason.RemovedBefore, known.IntendedAtUtc));
        }
        else
        {
            work.End(RemovalStatus.Skipped, cause);
        }
    }

    private void Compare(CopyWork work)
    {
        if (work.Kept is null)
        {
            work.Skip(RemovalReason.KeptGone);
            return;
        }

        if (IsElsewhere(work.Surplus!.Item, work.Folder!))
        {
            work.Skip(RemovalReason.Moved, work.Surplus.Item.FolderPath);
        }
        else if (ItemChange.Find(work.Entry.Surplus, work.Surplus.Item) is { } changed)
        {
            work.Skip(RemovalReason.Changed, changed);
        }
        else if (IsElsewhere(work.Kept.Item, work.KeptFolder!))
        {
            work.Skip(RemovalReason.KeptChanged, nameof(MailItem.FolderPath));
        }
        else if (ItemChange.Find(work.Entry.Kept, work.Kept.Item) is { } keptChanged)
        {
            work.Skip(RemovalReason.KeptChanged, keptChanged);
        }
        else
        {
            var bodies = gate.NeedsBodies(work.Entry.Evidence) ? BodyComparer.Compare(work.Kept.Body, work.Surplus.Body) : BodyComparison.Unknown;
            var (evidence, against) = gate.Judge(work.Kept.Item, work.Surplus.Item, bodies);
            if (against != RemovalCause.None)
            {
                work.End(RemovalStatus.Skipped, against);
            }
            else
            {
                work.SetEvidence(evidence);
            }
        }
    }

    // Some servers give no folder with an item; then it was found in the folder that was asked.
    private static bool IsElsewhere(MailItem item, GraphFolder folder) =>
        item.Location != folder.Location || (item.FolderPath.Length > 0 && item.FolderPath != folder.Path);
}
