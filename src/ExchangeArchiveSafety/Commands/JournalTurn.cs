using System.Diagnostics;

namespace ExchangeArchiveSafety.Commands;

/// <summary>Waits for the journal while another run has it.</summary>
internal static class JournalTurn
{
    // Long enough for another run to finish with one mailbox, short enough for a runbook not to hang.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    /// <summary>Takes the journal for one change.</summary>
    /// <exception cref="UnusableFileException">Another run had it all the time (<see cref="ErrorIds.JournalBusy"/>), or it cannot be used.</exception>
    /// <exception cref="OperationCanceledException">The caller asks to stop.</exception>
    public static async Task<IDisposable> EnterAsync(IJournalStore journal, CancellationToken cancellation)
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            if (journal.TryEnter() is { } hold)
            {
                return hold;
            }

            if (waited.Elapsed > Patience)
            {
                throw new UnusableFileException(ErrorIds.JournalBusy, journal.Location, DisplayText.Sentence(Messages.JournalBusy, journal.Location, (int)Patience.TotalSeconds));
            }

            await Task.Delay(Pause, cancellation).ConfigureAwait(false);
        }
    }
}
