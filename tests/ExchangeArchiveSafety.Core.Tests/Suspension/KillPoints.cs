namespace ExchangeArchiveSafety.Core.Tests;

/// <summary>The process is gone. Nothing in the product may catch this.</summary>
internal sealed class KilledException(string point) : Exception(point);

/// <summary>Every place at which a process can be killed, or a stop be requested: before and after each call, and before, within and after each journal write.</summary>
internal sealed class KillPoints
{
    private int _passed;
    private int _at = -1;
    private Action<string>? _then;

    /// <summary>The point that was hit since arming; null where none was.</summary>
    public string? Hit { get; private set; }

    public void Arm(int at, Action<string>? then = null)
    {
        _passed = 0;
        _at = at;
        _then = then ?? (point => throw new KilledException(point));
        Hit = null;
    }

    public void Disarm()
    {
        _at = -1;
        Hit = null;
    }

    public void Pass(string point)
    {
        if (_passed++ == _at)
        {
            Hit = point;
            _then!(point);
        }
    }
}
