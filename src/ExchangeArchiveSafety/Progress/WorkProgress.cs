using System.Management.Automation;

namespace ExchangeArchiveSafety.Progress;

/// <summary>How far some work is: counts, percent and the time that is left, a few times a second at most. Its clock only estimates; nothing is decided by it.</summary>
/// <param name="write">Shows a record.</param>
/// <param name="clock">The time that has passed since whatever moment.</param>
/// <param name="activity">What is done.</param>
/// <param name="total">How many there are; 0 where nobody knows, as when a pipeline brings them one by one.</param>
/// <param name="id">Tells it from what is shown at the same time.</param>
internal sealed class WorkProgress(Action<ProgressRecord> write, Func<TimeSpan> clock, string activity, int total = 0, int id = WorkProgress.Main)
{
    public const int Main = 1;
    public const int Search = 2783045;
    public const int Reading = 2783046;
    public const int Waiting = 2783047;

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    private readonly TimeSpan _began = clock();
    private TimeSpan? _shown;
    private int _done;

    /// <summary>Whether it is time to show something again.</summary>
    public bool IsDue => _shown is not { } shown || clock() - shown >= Interval;

    /// <summary>An item is begun, and the one before it is done.</summary>
    public void Next(string item)
    {
        Show(item);
        _done++;
    }

    /// <summary>So many more are done.</summary>
    public void Pass(int count) => _done += count;

    /// <summary>So many are done, whatever was told of them on the way.</summary>
    public void Reach(int count) => _done = count;

    /// <summary>Shows what is worked on.</summary>
    public void Show(string item)
    {
        if (IsDue)
        {
            Show(
                total > 0 ? (double)_done / total : null,
                _ => total > 0 ? DisplayText.Sentence(Messages.ProgressStatus, Math.Min(_done + 1, total), total, item) : DisplayText.Sentence(Messages.ProgressCount, _done + 1, item));
        }
    }

    /// <summary>Shows a part of the work.</summary>
    /// <param name="fraction">How much of it is done, from 0 to 1; null where nobody knows.</param>
    /// <param name="status">What to say, from the seconds that it took so far.</param>
    public void Show(double? fraction, Func<double, string> status)
    {
        var seconds = Math.Max(0.001, (clock() - _began).TotalSeconds);
        var left = fraction is > 0 and var done ? Seconds(seconds / done * Math.Max(0, 1 - done)) : -1;
        Show(status(seconds), fraction is { } part ? Math.Min(100, (int)(part * 100)) : -1, left);
    }

    /// <summary>Shows something that ends at a time that is known.</summary>
    public void Show(string status, TimeSpan left) => Show(status, -1, Seconds(left.TotalSeconds));

    /// <summary>Says that it is done.</summary>
    public void End() => write(new(id, activity, Messages.ProgressDone) { RecordType = ProgressRecordType.Completed });

    private static int Seconds(double seconds) => (int)Math.Min(int.MaxValue, seconds);

    private void Show(string status, int percent, int left)
    {
        _shown = clock();
        write(new(id, activity, status) { PercentComplete = percent, SecondsRemaining = left });
    }
}
