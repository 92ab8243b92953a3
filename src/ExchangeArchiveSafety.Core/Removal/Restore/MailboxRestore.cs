namespace ExchangeArchiveSafety;

/// <summary>Brings copies back to one mailbox, one after the other.</summary>
public sealed class MailboxRestore
{
    private readonly MailboxContext _context;
    private readonly RestoredSearch _search;
    private readonly CopyImport _import;
    private readonly MailboxFailure _failure = new();

    internal MailboxRestore(MailboxContext context, string? folderPath)
    {
        _context = context;
        _search = new(context);
        _import = new(context, _search, _failure, folderPath);
    }

    /// <summary>The mailbox.</summary>
    public GraphMailbox Mailbox => _context.Mailbox;

    /// <summary>Why the mailbox ended early; null when it did not.</summary>
    public RemovalFailure? Failure => _failure.Value;

    /// <summary>Brings one copy back.</summary>
    /// <param name="entry">The saved copy.</param>
    /// <param name="cancellation">Stops it: no further change is started, and what is under way is found out by the next run.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    /// <exception cref="UnusableFileException">The journal or the quarantine cannot be written.</exception>
    public async Task<ArchiveDuplicateRestore> RestoreAsync(QuarantineEntry entry, CancellationToken cancellation)
    {
        if (entry.PrimaryMailboxId != Mailbox.PrimaryMailboxId)
        {
            return _context.Tell(entry, RestoreStatus.Skipped, RemovalCause.Of(RemovalReason.OtherMailbox, entry.Mailbox));
        }

        VerifiedCopy copy;
        try
        {
            copy = VerifiedCopy.Read(_context.Quarantine, entry);
        }
        catch (UnusableFileException exception)
        {
            return _context.Tell(entry, RestoreStatus.Failed, RemovalCause.Of(RemovalReason.QuarantineDamaged, exception.Message));
        }

        cancellation.ThrowIfCancellationRequested();
        try
        {
            using var work = _context.Journal.BeginWork();
            while (true)
            {
                // Another run may have brought it back meanwhile.
                var current = _context.Quarantine.Find(entry.PrimaryMailboxId, entry.Item.ItemId) ?? entry;
                var dead = _context.RefreshForDead();
                var records = _context.Records;
                if (await _search.FindAsync(current, dead, cancellation).ConfigureAwait(false) is { } found)
                {
                    return found;
                }

                if (await _import.ImportAsync(work, copy, current, records, cancellation).ConfigureAwait(false) is { } imported)
                {
                    return imported;
                }
            }
        }
        catch (GraphException exception)
        {
            _failure.AddIfAboutAll(exception);
            return _context.Tell(entry, RestoreStatus.Failed, RemovalCause.Of(RemovalReason.NotReadable, exception.Message));
        }
    }
}
