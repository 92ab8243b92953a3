using System.Diagnostics;
using System.Management.Automation;

namespace ExchangeArchiveSafety.Progress;

/// <summary>Progress with counts and, where the total is known, time left. Its stopwatch only estimates; nothing is decided by it.</summary>
/// <param name="command">The cmdlet that shows it.</param>
/// <param name="activity">What is done.</param>
/// <param name="total">How many there are; 0 where a pipeline brings them one by one.</param>
internal sealed class WorkProgress(Cmdlet command, string activity, int total)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);
    private readonly Stopwatch _watch = new();
    private TimeSpan _shown = TimeSpan.MinValue;
    private int _done;

    public void Next(string item)
    {
        // What was read for all of them together does not count towards the first.
        _watch.Start();
        var elapsed = _watch.Elapsed;
        if (_shown == TimeSpan.MinValue || elapsed - _shown >= Interval)
        {
            _shown = elapsed;
            var record = new ProgressRecord(1, activity, total > 0 ? DisplayText.Sentence(Messages.ProgressStatus, _done + 1, total, item) : DisplayText.Sentence(Messages.ProgressCount, _done + 1, item));
            if (total > 0)
            {
                record.PercentComplete = Math.Min(100, 100 * _done / total);
                record.SecondsRemaining = _done == 0 ? -1 : (int)(elapsed.TotalSeconds / _done * (total - _done));
            }

            command.WriteProgress(record);
        }

        _done++;
    }

    public void End() => command.WriteProgress(new ProgressRecord(1, activity, Messages.ProgressDone) { RecordType = ProgressRecordType.Completed });
}
