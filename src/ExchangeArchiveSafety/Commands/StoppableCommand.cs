using System.Management.Automation;

namespace ExchangeArchiveSafety;

/// <summary>What every cmdlet of this module shares: stopping, and paths.</summary>
public abstract class StoppableCommand : PSCmdlet, IDisposable
{
#pragma warning disable RS0030 // The clock of the cmdlets: from here it is passed on.
    private protected static DateTime Clock => DateTime.UtcNow;
#pragma warning restore RS0030

    private readonly CancellationTokenSource _stop = new();

    private protected CancellationToken StopToken => _stop.Token;

    private protected new bool Stopping => _stop.IsCancellationRequested || base.Stopping;

    /// <summary>Nothing new is started from now on.</summary>
    protected override void StopProcessing() => _stop.Cancel();

    /// <inheritdoc/>
    public void Dispose()
    {
        _stop.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected void ThrowIfStopping()
    {
        if (Stopping)
        {
            throw new PipelineStoppedException();
        }
    }

    /// <summary>Waits unless the caller asks to stop.</summary>
    private protected bool Wait(TimeSpan time) => !_stop.Token.WaitHandle.WaitOne(time);

    /// <summary>The path in the file system; a drive of another provider holds no files.</summary>
    private protected string FullPath(string path, string errorId)
    {
        string full;
        ProviderInfo provider;
        try
        {
            full = SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out provider, out _);
        }
        catch (RuntimeException exception)
        {
            throw this.NoFilePath(errorId, path, exception.Message, exception);
        }

        return provider.Name == "FileSystem"
            ? full
            : throw this.NoFilePath(errorId, path, DisplayText.Sentence(Messages.PathNotInFileSystem, path, provider.Name));
    }
}
