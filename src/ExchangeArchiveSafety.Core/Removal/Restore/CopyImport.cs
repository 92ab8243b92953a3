namespace ExchangeArchiveSafety.Removal.Restore;

/// <summary>Imports a verified copy: announced, imported, seen, concluded. Nothing is imported again because it cannot be seen.</summary>
internal sealed class CopyImport(MailboxContext context, RestoredSearch search, MailboxFailure failure, string? folderPath)
{
    // Where nobody answered once, the other copies do not wait for it again.
    private readonly Dictionary<MailItemLocation, GraphException> _silent = [];

    /// <summary>Imports a copy that has to be brought back.</summary>
    /// <param name="work">The piece of work that it belongs to.</param>
    /// <param name="copy">The copy.</param>
    /// <param name="entry">What is known of it now.</param>
    /// <param name="records">How many records about the mailbox there were when it was looked for.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>Null where another run recorded something about this mailbox meanwhile, so that everything has to be looked at again.</returns>
    public async Task<ArchiveDuplicateRestore?> ImportAsync(IJournalWork work, VerifiedCopy copy, QuarantineEntry entry, int records, CancellationToken cancellation)
    {
        var targets = Targets(entry, out var cause);
        if (targets.Count == 0)
        {
            return context.Tell(entry, RestoreStatus.Failed, cause);
        }

        GraphException? refusal = null;
        foreach (var folder in targets)
        {
            if (_silent.TryGetValue(folder.Location, out var silence))
            {
                refusal = silence;
                continue;
            }

            var began = context.Settings.UtcNow();
            var before = await search.ListAsync(folder, began, cancellation).ConfigureAwait(false);
            cancellation.ThrowIfCancellationRequested();
            var attempt = new Attempt();
            var isMade = await context.Changes.MakeAsync(
                work,
                context.Intent(JournalOperation.Restore, Guid.NewGuid(), [Describe(entry, folder)]),
                records,
                async announced =>
                {
                    await ImportAsync(attempt, copy, entry, folder, began, [.. before.Select(item => item.Item.ItemId)], cancellation).ConfigureAwait(false);
                    return context.Outcome(announced, [new() { ItemId = entry.Item.ItemId, State = attempt.State, NewItemId = attempt.NewItemId, Reason = attempt.Error?.ErrorId }]);
                },
                _ => null,
                cancellation).ConfigureAwait(false);
            if (!isMade)
            {
                return null;
            }

            if (attempt.State != JournalItemState.NotRestored)
            {
                var why = folder.Location == entry.Item.Location ? RemovalCause.None : RemovalCause.Of(RemovalReason.RestoredToPrimary, refusal?.Message ?? cause.Sentence);
                return attempt.Found is not null
                    ? search.Settle(entry, folder, attempt.Found, RestoreStatus.Restored, why)
                    : context.Tell(entry, RestoreStatus.Unverified, RemovalCause.Of(RemovalReason.RestoreNotSeen, attempt.Error?.Message ?? ""));
            }

            refusal = attempt.Error;
            if (GraphRefusal.IsOutage(refusal))
            {
                _silent[folder.Location] = refusal!;
            }

            context.Refresh();
            records = context.Records;
        }

        failure.AddIfAboutAll(refusal!);
        failure.Add(GraphRefusal.IsOutage(refusal) ? GraphRefusal.Failure(refusal!) : null);
        return context.Tell(entry, RestoreStatus.Failed, RemovalCause.Of(RemovalReason.RefusedByServer, refusal!.Message));
    }

    private async Task ImportAsync(
        Attempt attempt, VerifiedCopy copy, QuarantineEntry entry, GraphFolder folder, DateTime began, HashSet<string> before, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        try
        {
            attempt.NewItemId = (await context.Graph.ImportAsync(context.Mailbox, folder, copy.Data, cancellation).ConfigureAwait(false)).ItemId;
        }
        catch (GraphException exception)
        {
            attempt.Error = exception;
            attempt.State = JournalItemState.NotRestored;
            return;
        }

        foreach (var pause in MailboxContext.Pauses)
        {
            await context.PauseAsync(pause, cancellation).ConfigureAwait(false);
            try
            {
                attempt.Error = null;
                attempt.Found = attempt.NewItemId is { } id
                    ? await context.ReadAsync(folder, id, cancellation).ConfigureAwait(false)
                    : await search.FindNewAsync(entry, folder, began, before, cancellation).ConfigureAwait(false);
                if (attempt.Found is not null)
                {
                    attempt.State = JournalItemState.Restored;
                    attempt.NewItemId = attempt.Found.Item.ItemId;
                    return;
                }
            }
            catch (GraphException exception)
            {
                attempt.Error = exception;
            }
        }
    }

    /// <summary>Where it may go: to the location and folder that it came from; from the archive also to the same folder of the primary, should the archive not take it.</summary>
    private List<GraphFolder> Targets(QuarantineEntry entry, out RemovalCause cause)
    {
        var path = folderPath ?? entry.Item.FolderPath;
        var targets = new List<GraphFolder>();
        cause = RemovalCause.None;
        foreach (var location in entry.Item.Location == MailItemLocation.Archive ? new[] { MailItemLocation.Archive, MailItemLocation.Primary } : [MailItemLocation.Primary])
        {
            if (context.Folders.Find(location, path, folderPath is null ? entry.Item.WellKnownFolder : null, out var missing) is { } folder)
            {
                targets.Add(folder);
            }

            cause = cause == RemovalCause.None ? missing : cause;
        }

        return targets;
    }

    private static JournalItem Describe(QuarantineEntry entry, GraphFolder folder) =>
        new() { ItemId = entry.Item.ItemId, Location = folder.Location, FolderPath = folder.Path, File = entry.Data, Sha256 = entry.Sha256 };

    /// <summary>What is known of one import. As long as nothing is seen it stays open in the journal, with the id that the server gave for the next run.</summary>
    private sealed class Attempt
    {
        public JournalItemState State { get; set; } = JournalItemState.Unknown;

        public string? NewItemId { get; set; }

        public GraphItem? Found { get; set; }

        public GraphException? Error { get; set; }
    }
}
