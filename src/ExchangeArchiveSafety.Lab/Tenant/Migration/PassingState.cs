namespace ExchangeArchiveSafety.Lab.Tenant.Migration;

/// <summary>Starting, Stopping, Completing, Removing: over after a moment, or when it has been read often enough.</summary>
internal sealed class PassingState(Action ends)
{
    private bool _over;
    private int _reads;

    public void End()
    {
        if (!_over)
        {
            _over = true;
            ends();
        }
    }

    /// <summary>To be called before the state is shown to somebody.</summary>
    public void Read(int endsAfter)
    {
        if (endsAfter > 0 && _reads++ >= endsAfter)
        {
            End();
        }
    }
}
