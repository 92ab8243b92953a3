namespace ExchangeArchiveSafety.Removal;

/// <summary>Exports the copies of a batch and saves them in quarantine. A copy that is not saved is not removed.</summary>
internal sealed class CopySaver(IGraphConnection graph, GraphMailbox mailbox, IQuarantine quarantine, Func<DateTime> utcNow)
{
    private const int AttemptsAlone = 2;

    /// <summary>Exports and saves what is on its way.</summary>
    /// <returns>Why the mailbox ends here; null when it goes on.</returns>
    public async Task<RemovalFailure?> SaveAsync(IReadOnlyList<CopyWork> works, MailItemLocation location, Guid removalId, CancellationToken cancellation)
    {
        try
        {
            await ExportAsync([.. works.Where(work => work.IsOnItsWay)], location, cancellation).ConfigureAwait(false);
        }
        catch (GraphException exception) when (GraphRefusal.IsAboutAll(exception))
        {
            EndAll(works, RemovalStatus.Failed, RemovalCause.Of(RemovalReason.NotExported, exception.Message));
            return GraphRefusal.Failure(exception);
        }

        foreach (var work in works.Where(work => work.IsOnItsWay))
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                work.Saved = quarantine.Save(Describe(work, removalId), work.Export!.Data!);
                work.QuarantineFile = quarantine.PathOf(work.Saved);
                work.Export = null;
            }
            catch (UnusableFileException exception)
            {
                EndAll(works, RemovalStatus.Failed, RemovalCause.Of(RemovalReason.NotQuarantined, exception.Message));
                return new(exception.ErrorId, exception.Message, exception);
            }
        }

        return null;
    }

    // Exporting several items is reported to leave some out without a word: those are asked for again, each alone.
    private async Task ExportAsync(IReadOnlyList<CopyWork> works, MailItemLocation location, CancellationToken cancellation)
    {
        if (works.Count == 0)
        {
            return;
        }

        var answers = await AskAsync(works, location, cancellation).ConfigureAwait(false);
        foreach (var work in works)
        {
            var (export, why) = Find(work, answers.Items, answers.Error);
            for (var attempt = 1; export is null && attempt <= AttemptsAlone; attempt++)
            {
                var alone = await AskAsync([work], location, cancellation).ConfigureAwait(false);
                (export, why) = Find(work, alone.Items, alone.Error);
            }

            work.Export = export;
            if (export is null)
            {
                await SayWhyAsync(work, why, cancellation).ConfigureAwait(false);
            }
            else if (export.ChangeKey.Length > 0 && work.Surplus!.ChangeKey.Length > 0 && export.ChangeKey != work.Surplus.ChangeKey)
            {
                work.Skip(RemovalReason.Changed, nameof(ExportedItem.ChangeKey));
            }
        }
    }

    // Another run, or its owner, may have removed it since it was read.
    private async Task SayWhyAsync(CopyWork work, string why, CancellationToken cancellation)
    {
        try
        {
            cancellation.ThrowIfCancellationRequested();
            if (await graph.ReadAsync(mailbox, work.Folder!, work.Entry.Surplus.ItemId, withBody: false, cancellation).ConfigureAwait(false) is null)
            {
                work.Skip(RemovalReason.Gone);
                return;
            }
        }
        catch (GraphException)
        {
            // That it was not exported is what matters.
        }

        work.Skip(RemovalReason.NotExported, why);
    }

    private async Task<(IReadOnlyList<ExportedItem> Items, string Error)> AskAsync(IReadOnlyList<CopyWork> works, MailItemLocation location, CancellationToken cancellation)
    {
        try
        {
            cancellation.ThrowIfCancellationRequested();
            return (await graph.ExportAsync(mailbox, location, [.. works.Select(work => work.Entry.Surplus.ItemId)], cancellation).ConfigureAwait(false), "");
        }
        catch (GraphException exception) when (!GraphRefusal.IsAboutAll(exception))
        {
            return ([], exception.Message);
        }
    }

    private static (ExportedItem? Export, string Why) Find(CopyWork work, IReadOnlyList<ExportedItem> answers, string error)
    {
        var found = answers.Where(answer => answer.ItemId == work.Entry.Surplus.ItemId).ToList();
        return found.Count != 1 ? (null, error.Length > 0 ? error : CoreMessages.ExportMissing)
            : found[0].Data is not { Length: > 0 } ? (null, found[0].Error.Length > 0 ? found[0].Error : CoreMessages.ExportEmpty)
            : (found[0], "");
    }

    private QuarantineEntry Describe(CopyWork work, Guid removalId) => new()
    {
        Mailbox = mailbox.User,
        PrimaryMailboxId = mailbox.PrimaryMailboxId,
        ArchiveMailboxId = mailbox.ArchiveMailboxId,
        FolderId = work.Folder!.Id,
        Item = At(work.Surplus!.Item, work.Folder),
        KeptFolderId = work.KeptFolder!.Id,
        Kept = At(work.Kept!.Item, work.KeptFolder),
        Evidence = work.Entry.Evidence,
        RemovalId = removalId,
        SavedAtUtc = utcNow(),
    };

    private static MailItem At(MailItem item, GraphFolder folder) => item.WithFolder(folder.Location, folder.Path);

    private static void EndAll(IReadOnlyList<CopyWork> works, RemovalStatus status, RemovalCause cause)
    {
        foreach (var work in works.Where(work => work.IsOnItsWay))
        {
            work.End(status, cause);
        }
    }
}
