namespace ExchangeArchiveSafety.Removal;

/// <summary>Exports the examined copies of a batch and saves them in quarantine, those of one mailbox id together.</summary>
internal sealed class CopySaver(MailboxContext context, Guid removalId, MailboxFailure failure)
{
    private const int MostAtOnce = 20;
    private const int AttemptsAlone = 2;

    // One item may be what the server chokes on, in company and alone.
    private const int MostOutages = 2;

    /// <summary>Exports and saves what is examined; each copy is saved after that, or has ended.</summary>
    public async Task SaveAsync(CopyStage[] copies, CancellationToken cancellation)
    {
        var parts = Enumerable.Range(0, copies.Length).Where(place => copies[place] is ExaminedCopy)
            .GroupBy(place => ((ExaminedCopy)copies[place]).Surplus.Folder is var folder ? (folder.Location, folder.HomeMailboxId) : default)
            .SelectMany(home => home.Select((place, number) => (place, number)).GroupBy(one => one.number / MostAtOnce, one => one.place));
        RemovalCause? against = null;
        await InFlight.ForEachAsync([.. parts], async part =>
        {
            try
            {
                if (failure.Value is null)
                {
                    await SaveAsync(copies, [.. part], cancellation).ConfigureAwait(false);
                }
            }
            catch (GraphException exception) when (GraphRefusal.IsAboutAll(exception) || GraphRefusal.IsOutage(exception))
            {
                failure.Add(GraphRefusal.Failure(exception));
                against = RemovalCause.Of(RemovalReason.NotExported, exception.Message);
            }
            catch (UnusableFileException exception)
            {
                failure.Add(new(exception.ErrorId, exception.Message, exception));
                against = RemovalCause.Of(RemovalReason.NotQuarantined, exception.Message);
            }
        }).ConfigureAwait(false);
        for (var place = 0; against is not null && place < copies.Length; place++)
        {
            copies[place] = copies[place] as EndedCopy ?? copies[place].End(RemovalStatus.Failed, against);
        }
    }

    // Exporting several items is reported to leave some out without a word: those are asked for again, each alone.
    private async Task SaveAsync(CopyStage[] copies, IReadOnlyList<int> places, CancellationToken cancellation)
    {
        var answers = await AskAsync([.. places.Select(place => (ExaminedCopy)copies[place])], cancellation).ConfigureAwait(false);
        var outages = GraphRefusal.IsOutage(answers.Error) ? 1 : 0;
        foreach (var place in places)
        {
            var copy = (ExaminedCopy)copies[place];
            var (export, why, isRedirected) = Find(copy, answers.Items, answers.Error);
            for (var attempt = 1; export is null && !isRedirected && attempt <= AttemptsAlone; attempt++)
            {
                var alone = await AskAsync([copy], cancellation).ConfigureAwait(false);
                (export, why, isRedirected) = Find(copy, alone.Items, alone.Error);
                if (GraphRefusal.IsOutage(alone.Error))
                {
                    attempt = AttemptsAlone;
                    outages = outages++ < MostOutages ? outages : throw alone.Error!;
                }
            }

            cancellation.ThrowIfCancellationRequested();
            var known = copy.Surplus.Read.ChangeKey;
            copies[place] = export is null ? await SayWhyAsync(copy, why, isRedirected, cancellation).ConfigureAwait(false)
                : export.ChangeKey.Length > 0 && known.Length > 0 && export.ChangeKey != known ? copy.Skip(RemovalReason.Changed, nameof(ExportedItem.ChangeKey))
                : SavedCopy.Save(copy, export.Data!, context, removalId);
        }
    }

    // Another run, or its owner, may have removed it since it was read.
    private async Task<EndedCopy> SayWhyAsync(ExaminedCopy copy, string why, bool isRedirected, CancellationToken cancellation)
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

        return copy.Skip(RemovalReason.NotExported, why) with { Refusal = isRedirected ? new(ErrorIds.GraphRedirectRefused, why) : null };
    }

    private async Task<(IReadOnlyList<ExportedItem> Items, GraphException? Error)> AskAsync(IReadOnlyList<ExaminedCopy> copies, CancellationToken cancellation)
    {
        try
        {
            cancellation.ThrowIfCancellationRequested();
            return (await context.Graph.ExportAsync(context.Mailbox, [.. copies.Select(copy => new GraphPlace(copy.Surplus.Folder, copy.Entry.Surplus.ItemId))], cancellation).ConfigureAwait(false), null);
        }
        catch (GraphException exception) when (!GraphRefusal.IsAboutAll(exception))
        {
            return ([], exception);
        }
    }

    private static (ExportedItem? Export, string Why, bool IsRedirected) Find(ExaminedCopy copy, IReadOnlyList<ExportedItem> answers, GraphException? error)
    {
        var found = answers.Where(answer => answer.ItemId == copy.Entry.Surplus.ItemId).ToList();
        return found.Count != 1 ? (null, error?.Message ?? CoreMessages.ExportMissing, false)
            : found[0].Data is not { Length: > 0 } ? (null, found[0].Error.Length > 0 ? found[0].Error : CoreMessages.ExportEmpty, found[0].IsRedirected)
            : (found[0], "", false);
    }
}
