using System.Security.Cryptography;

namespace ExchangeArchiveSafety.Progress;

/// <summary>A search in one inventory that shows how far it is: items or messages a second, and the time that is left.</summary>
/// <param name="command">The cmdlet.</param>
/// <param name="inventory">The inventory.</param>
/// <param name="options">What is searched for.</param>
internal sealed class WatchedSearch(StoppableCommand command, IInventory inventory, DuplicateSearchOptions options)
{
    /// <summary>Runs the first reading on another thread, so that this one can show progress and end at once.</summary>
    public DuplicateSearch Read()
    {
        var index = NewIndex();
        var progress = NewProgress();
        return command.Waiting.For(
            stop => Task.FromResult(new DuplicateFinder(options).Scan(inventory, index, stop)),
            () =>
            {
                if (progress.IsDue)
                {
                    progress.Show(inventory.FractionRead, seconds => Status(Messages.FindReading, index.Items, seconds));
                }
            });
    }

    /// <summary>Passes groups on and shows how many of the possible ones are behind them.</summary>
    public IEnumerable<ArchiveDuplicateGroup> Compare(IEnumerable<ArchiveDuplicateGroup> groups, int possible)
    {
        var progress = NewProgress();
        var done = 0L;
        foreach (var group in groups)
        {
            yield return group;
            done++;
            if (progress.IsDue)
            {
                progress.Show(Math.Min(1, done / (double)Math.Max(1, possible)), seconds => Status(Messages.Comparing, done, seconds));
            }
        }

        progress.End();
    }

    /// <summary>Digests that nobody who sends mail can aim at.</summary>
    private static ItemIndex NewIndex()
    {
        var seed = new byte[2 * sizeof(ulong)];
        using var random = RandomNumberGenerator.Create();
        random.GetBytes(seed);
        return new(BitConverter.ToUInt64(seed, 0), BitConverter.ToUInt64(seed, sizeof(ulong)));
    }

    private WorkProgress NewProgress() => command.Progress(Messages.FindActivity, id: WorkProgress.Search);

    private static string Status(string format, long count, double seconds) => DisplayText.Sentence(format, count, count / seconds);
}
