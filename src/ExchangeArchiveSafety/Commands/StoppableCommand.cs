using System.Diagnostics;
using System.Management.Automation;

namespace ExchangeArchiveSafety;

/// <summary>What every cmdlet of this module shares: stopping, waiting and its progress, its errors, and paths.</summary>
public abstract class StoppableCommand : PSCmdlet, IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Stopwatch _watch = Stopwatch.StartNew();

    private protected StoppableCommand() => Waiting = new(StopToken);

    internal CancellationToken StopToken => _stop.Token;

    internal new bool Stopping => _stop.IsCancellationRequested || base.Stopping;

    internal PipelineWait Waiting { get; }

    internal bool IsWhatIf => MyInvocation.BoundParameters.TryGetValue("WhatIf", out var bound)
        ? ((SwitchParameter)bound).IsPresent
        : LanguagePrimitives.IsTrue(GetVariableValue("WhatIfPreference"));

    /// <summary>Nothing new is started from now on.</summary>
    protected override void StopProcessing() => _stop.Cancel();

    /// <inheritdoc/>
    public void Dispose()
    {
        _stop.Dispose();
        GC.SuppressFinalize(this);
    }

    internal void ThrowIfStopping()
    {
        if (Stopping)
        {
            throw new PipelineStoppedException();
        }
    }

    /// <summary>Waits unless the caller asks to stop.</summary>
    internal bool Pause(TimeSpan time) => !_stop.Token.WaitHandle.WaitOne(time);

    internal WorkProgress Progress(string activity, int total = 0, int id = WorkProgress.Main) => new(WriteProgress, () => _watch.Elapsed, activity, total, id);

    internal void Warn(string? warning)
    {
        if (warning is not null)
        {
            WriteWarning(warning);
        }
    }

    internal static ErrorRecord Error(string id, ErrorCategory category, object? target, string message, Exception? inner = null) =>
        new(inner ?? new InvalidOperationException(message), id, category, target) { ErrorDetails = new(message) };

    internal Exception Terminating(string id, ErrorCategory category, object? target, string message, Exception? inner = null)
    {
        ThrowTerminatingError(Error(id, category, target, message, inner));
        throw new InvalidOperationException(message, inner);
    }

    internal Exception Terminating(UnusableFileException exception) =>
        Terminating(exception.ErrorId, ErrorCategories.Of(exception.ErrorId), exception.Path, exception.Message, exception);

    /// <summary>Reports what failed about one thing that was asked for.</summary>
    internal void Report(ExchangeCallException exception, object target) =>
        WriteError(Error(exception.ErrorId, ErrorCategories.Of(exception.ErrorId), target, exception.Message, exception));

    /// <summary>The path in the file system; a drive of another provider holds no files.</summary>
    internal string FullPath(string path, string errorId)
    {
        string full;
        ProviderInfo provider;
        try
        {
            full = SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out provider, out _);
        }
        catch (RuntimeException exception)
        {
            throw Terminating(errorId, ErrorCategory.InvalidArgument, path, exception.Message, exception);
        }

        return provider.Name == "FileSystem"
            ? full
            : throw Terminating(errorId, ErrorCategory.InvalidArgument, path, DisplayText.Sentence(Messages.PathNotInFileSystem, path, provider.Name));
    }
}
