using System.Diagnostics;
using System.Management.Automation;
using System.Security.Cryptography;

namespace ExchangeArchiveSafety.Progress;

/// <summary>Shows how far a search is: items per second, and the time that is left. Nothing is decided by the clock.</summary>
internal sealed class SearchProgress(Cmdlet command)
{
    private const int Activity = 2783045;
    private const int IntervalMilliseconds = 250;

    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private readonly ItemIndex _index = NewIndex();
    private long _shownAt;

    /// <summary>Runs the first reading on another thread, so that this one can show progress and end at once.</summary>
    public DuplicateSearch WhileReading(IMailItemSource source, Func<ItemIndex, CancellationToken, DuplicateSearch> scan, CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var reading = Task.Run(() => scan(_index, stop.Token), CancellationToken.None);
        var done = ((IAsyncResult)reading).AsyncWaitHandle;
        try
        {
            while (!done.WaitOne(IntervalMilliseconds))
            {
                var items = _index.Items;
                Show(Messages.FindReading, items, source.FractionRead);
            }
        }
        finally
        {
            // Showing progress throws when the pipeline is stopped; nobody may go on reading a source that the caller closes next.
            stop.Cancel();
            _ = done.WaitOne();
            _ = reading.Exception;
        }

        return reading.GetAwaiter().GetResult();
    }

    /// <summary>Passes groups on and shows how many of the possible ones are behind them.</summary>
    public IEnumerable<ArchiveDuplicateGroup> WhileComparing(IEnumerable<ArchiveDuplicateGroup> groups, int possible)
    {
        _watch.Restart();
        _shownAt = 0;
        var done = 0L;
        foreach (var group in groups)
        {
            yield return group;
            done++;
            if (_watch.ElapsedMilliseconds - _shownAt > IntervalMilliseconds)
            {
                _shownAt = _watch.ElapsedMilliseconds;
                Show(Messages.Comparing, done, Math.Min(1, done / (double)Math.Max(1, possible)));
            }
        }

        command.WriteProgress(new(Activity, Messages.FindActivity, " ") { RecordType = ProgressRecordType.Completed });
    }

    /// <summary>Digests that nobody who sends mail can aim at.</summary>
    private static ItemIndex NewIndex()
    {
        var seed = new byte[2 * sizeof(ulong)];
        using var random = RandomNumberGenerator.Create();
        random.GetBytes(seed);
        return new(BitConverter.ToUInt64(seed, 0), BitConverter.ToUInt64(seed, sizeof(ulong)));
    }

    private void Show(string format, long count, double fraction)
    {
        var seconds = Math.Max(0.001, _watch.Elapsed.TotalSeconds);
        command.WriteProgress(new(Activity, Messages.FindActivity, DisplayText.Sentence(format, count, count / seconds))
        {
            PercentComplete = (int)(fraction * 100),
            SecondsRemaining = fraction > 0 ? (int)Math.Min(int.MaxValue, seconds / fraction * (1 - fraction)) : -1,
        });
    }
}
