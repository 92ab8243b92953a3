using System.Diagnostics;
using System.Management.Automation;

namespace ExchangeArchiveSafety.Commands;

/// <summary>
/// What every cmdlet of this module shares: stopping, waiting and progress, its clock, and paths. Cmdlets hold values of enumerations of Core as <see cref="Enum"/>: a
/// class is loaded with the types of its values, and that is before Core is there (<see cref="ModuleAssemblies"/>).
/// </summary>
public abstract class StoppableCommand : PSCmdlet, IDisposable
{
#pragma warning disable RS0030 // The clock of the cmdlets: from here it is passed on.
    internal static DateTime Clock => DateTime.UtcNow;
#pragma warning restore RS0030

    private readonly CancellationTokenSource _stop = new();
    private readonly List<IDisposable> _owned = [];
    private readonly Stopwatch _watch = Stopwatch.StartNew();

    private protected StoppableCommand() => Waiting = new(StopToken);

    internal CancellationToken StopToken => _stop.Token;

    internal new bool Stopping => _stop.IsCancellationRequested || base.Stopping;

    internal PipelineWait Waiting { get; }

    internal bool IsWhatIf => MyInvocation.BoundParameters.TryGetValue("WhatIf", out var bound)
        ? ((SwitchParameter)bound).IsPresent
        : LanguagePrimitives.IsTrue(GetVariableValue("WhatIfPreference"));

    internal bool IsVerbose => MyInvocation.BoundParameters.TryGetValue("Verbose", out var bound)
        ? ((SwitchParameter)bound).IsPresent
        : GetVariableValue("VerbosePreference") is { } preference && LanguagePrimitives.TryConvertTo<ActionPreference>(preference, out var action) && action is not (ActionPreference.SilentlyContinue or ActionPreference.Ignore);

    /// <summary>What is written from now on is in the pipeline as <see cref="PipelineProperties"/> says.</summary>
    protected override void BeginProcessing() => PipelineProperties.Declare();

    /// <summary>Nothing new is started from now on.</summary>
    protected override void StopProcessing() => _stop.Cancel();

    /// <inheritdoc/>
    public void Dispose()
    {
        _owned.ForEach(one => one.Dispose());
        _owned.Clear();
        _stop.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Disposes of something when the cmdlet has ended, however it ends.</summary>
    internal void Own(object thing)
    {
        if (thing is IDisposable disposable)
        {
            _owned.Add(disposable);
        }
    }

    internal void ThrowIfStopping()
    {
        if (Stopping)
        {
            throw new PipelineStoppedException();
        }
    }

    /// <summary>How long the cmdlet has been there.</summary>
    private protected TimeSpan Elapsed => _watch.Elapsed;

    /// <summary>Waits unless the caller asks to stop.</summary>
    internal bool Pause(TimeSpan time) => !_stop.Token.WaitHandle.WaitOne(time);

    internal WorkProgress Progress(string activity, int total = 0, int id = WorkProgress.Main) => new(WriteProgress, () => _watch.Elapsed, activity, total, id);

    /// <summary>The clock of the run: it begins at the time that the answer is about, and goes on from there. What is written carries the time at which it is written.</summary>
    private protected Func<DateTime> ClockFrom(DateTime asOfUtc) => () => asOfUtc + _watch.Elapsed;

    internal void Warn(string? warning)
    {
        if (warning is not null)
        {
            WriteWarning(warning);
        }
    }

    /// <summary>The path of a file that is made new or goes on. A journal, which holds the only copy of what settings were, is neither replaced nor written to by anything else.</summary>
    internal string OutputPath(string path, string errorId)
    {
        var full = FullPath(path, errorId);
        bool isJournal;
        try
        {
            isJournal = JournalFile.IsJournal(full);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw this.Terminating(errorId, full, DisplayText.Sentence(Messages.OutputUnknown, full, exception.Message), exception);
        }

        return isJournal ? throw this.Terminating(errorId, full, DisplayText.Sentence(Messages.OutputIsJournal, full)) : full;
    }

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
            throw this.NoFilePath(errorId, path, exception.Message, exception);
        }

        return provider.Name == "FileSystem"
            ? full
            : throw this.NoFilePath(errorId, path, DisplayText.Sentence(Messages.PathNotInFileSystem, path, provider.Name));
    }
}
