namespace ExchangeArchiveSafety.Removal;

/// <summary>Exports the examined copies of a batch and saves them in quarantine.</summary>
internal sealed class CopySaver(MailboxContext context, MailItemLocation location, Guid removalId)
{
    private const int AttemptsAlone = 2;

    /// <summary>Exports and saves what is examined; each copy is saved after that, or has ended.</summary>
    /// <returns>Why the mailbox ends here; null when it goes on.</returns>
    public async Task<RemovalFailure?> SaveAsync(CopyStage[] copies, CancellationToken cancellation)
    {
        byte[]?[] exports;
        try
        {
            exports = await ExportAsync(copies, cancellation).ConfigureAwait(false);
        }
        catch (GraphException exception) when (GraphRefusal.IsAboutAll(exception))
        {
            EndAll(copies, RemovalReason.NotExported, exception.Message);
            return GraphRefusal.Failure(exception);
        }

        for (var place = 0; place < copies.Length; place++)
        {
            if (copies[place] is not ExaminedCopy copy)
            {
                continue;
            }

            cancellation.ThrowIfCancellationRequested();
            try
            {
                copies[place] = SavedCopy.Save(copy, exports[place]!, context, removalId);
                exports[place] = null;
            }
            catch (UnusableFileException exception)
            {
                EndAll(copies, RemovalReason.NotQuarantined, exception.Message);
                return new(exception.ErrorId, exception.Message, exception);
            }
        }

        return null;
    }

    // Exporting several items is reported to leave some out without a word: those are asked for again, each alone.
    private async Task<byte[]?[]> ExportAsync(CopyStage[] copies, CancellationToken cancellation)
    {
        var exports = new byte[]?[copies.Length];
        var examined = copies.OfType<ExaminedCopy>().ToList();
        if (examined.Count == 0)
        {
            return exports;
        }

        var answers = await AskAsync(examined, cancellation).ConfigureAwait(false);
        for (var place = 0; place < copies.Length; place++)
        {
            if (copies[place] is not ExaminedCopy copy)
            {
                continue;
            }

            var (export, why) = Find(copy, answers.Items, answers.Error);
            for (var attempt = 1; export is null && attempt <= AttemptsAlone; attempt++)
            {
                var alone = await AskAsync([copy], cancellation).ConfigureAwait(false);
                (export, why) = Find(copy, alone.Items, alone.Error);
            }

            var known = copy.Surplus.Read.ChangeKey;
            if (export is null)
            {
                copies[place] = await SayWhyAsync(copy, why, cancellation).ConfigureAwait(false);
            }
            else if (export.ChangeKey.Length > 0 && known.Length > 0 && export.ChangeKey != known)
            {
                copies[place] = copy.Skip(RemovalReason.Changed, nameof(ExportedItem.ChangeKey));
            }
            else
            {
                exports[place] = export.Data;
            }
        }

        return exports;
    }

    // Another run, or its owner, may have removed it since it was read.
    private async Task<EndedCopy> SayWhyAsync(ExaminedCopy copy, string why, CancellationToken cancellation)
    {
        try
        {
            cancellation.ThrowIfCancellationRequested();
            if (await context.ReadAsync(copy.Surplus.Folder, copy.Entry.Surplus.ItemId, cancellation).ConfigureAwait(false) is null)
            {
                return copy.Skip(RemovalReason.Gone);
            }
        }
        catch (GraphException)
        {
            // That it was not exported is what matters.
        }

        return copy.Skip(RemovalReason.NotExported, why);
    }

    private async Task<(IReadOnlyList<ExportedItem> Items, string Error)> AskAsync(IReadOnlyList<ExaminedCopy> copies, CancellationToken cancellation)
    {
        try
        {
            cancellation.ThrowIfCancellationRequested();
            return (await context.Graph.ExportAsync(context.Mailbox, location, [.. copies.Select(copy => copy.Entry.Surplus.ItemId)], cancellation).ConfigureAwait(false), "");
        }
        catch (GraphException exception) when (!GraphRefusal.IsAboutAll(exception))
        {
            return ([], exception.Message);
        }
    }

    private static (ExportedItem? Export, string Why) Find(ExaminedCopy copy, IReadOnlyList<ExportedItem> answers, string error)
    {
        var found = answers.Where(answer => answer.ItemId == copy.Entry.Surplus.ItemId).ToList();
        return found.Count != 1 ? (null, error.Length > 0 ? error : CoreMessages.ExportMissing)
            : found[0].Data is not { Length: > 0 } ? (null, found[0].Error.Length > 0 ? found[0].Error : CoreMessages.ExportEmpty)
            : (found[0], "");
    }

    private static void EndAll(CopyStage[] copies, RemovalReason reason, string why)
    {
        for (var place = 0; place < copies.Length; place++)
        {
            copies[place] = copies[place] as EndedCopy ?? copies[place].End(RemovalStatus.Failed, RemovalCause.Of(reason, why));
        }
    }
}
