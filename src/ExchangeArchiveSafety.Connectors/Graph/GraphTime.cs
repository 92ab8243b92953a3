namespace ExchangeArchiveSafety.Connectors.Graph;

/// <summary>The clock of a connection and its waiting, in one place so that tests need not wait.</summary>
internal class GraphTime
{
    public virtual DateTimeOffset UtcNow => DateTimeOffset.UtcNow;

    public virtual void CancelAfter(CancellationTokenSource source, TimeSpan time) => source.CancelAfter(time);

    public virtual Task DelayAsync(TimeSpan delay, CancellationToken cancellation) => Task.Delay(delay, cancellation);
}
