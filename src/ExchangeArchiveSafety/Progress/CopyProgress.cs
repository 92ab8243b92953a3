using System.Diagnostics;
using System.Management.Automation;

namespace ExchangeArchiveSafety.Progress;

/// <summary>Progress over copies, with time left. Its stopwatch only estimates; nothing is decided by it.</summary>
internal sealed class CopyProgress(Cmdlet command, string activity, int total)
{
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private int _done;

    public void Pass(int count) => _done += count;

    public void Show(string mailbox)
    {
        var record = new ProgressRecord(1, activity, DisplayText.Sentence(Messages.ProgressStatus, Math.Min(_done + 1, total), total, mailbox));
        if (total > 0)
        {
            record.PercentComplete = Math.Min(100, (int)(100L * _done / total));
            record.SecondsRemaining = _done == 0 ? -1 : (int)(_watch.Elapsed.TotalSeconds / _done * Math.Max(0, total - _done));
        }

        command.WriteProgress(record);
    }

    public void End() => command.WriteProgress(new ProgressRecord(1, activity, Messages.ProgressDone) { RecordType = ProgressRecordType.Completed });
}
