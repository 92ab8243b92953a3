using System.Management.Automation;

namespace ExchangeArchiveSafety.Lab.Exchange.Connection;

/// <summary>Talks to the lab and can be stopped while it waits.</summary>
public abstract class LabCmdlet : PSCmdlet, IDisposable
{
    private readonly CancellationTokenSource _stop = new();

    protected CancellationToken Stop => _stop.Token;

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected override void StopProcessing() => _stop.Cancel();

    protected sealed override void ProcessRecord()
    {
        try
        {
            Run();
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
        catch (Exception exception) when (exception is InvalidOperationException or System.Net.Http.HttpRequestException or OperationCanceledException)
        {
            ThrowTerminatingError(new ErrorRecord(exception, "LabNotReachable", ErrorCategory.ConnectionError, null));
        }
    }

    protected abstract void Run();

    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            _stop.Dispose();
        }
    }
}
