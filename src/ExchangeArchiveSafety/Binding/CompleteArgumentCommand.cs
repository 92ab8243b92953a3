using System.Collections;
using System.Management.Automation;

namespace ExchangeArchiveSafety.Binding;

/// <summary>
/// Asks in a pipeline of its own inside the caller's runspace, so that it can be stopped without whatever else runs there. It is not exported, and leaves nothing in
/// the session, errors included.
/// </summary>
[Cmdlet(VerbsLifecycle.Complete, "Argument")]
internal sealed class CompleteArgumentCommand : StoppableCommand
{
    private static readonly CmdletInfo Command = new("Complete-Argument", typeof(CompleteArgumentCommand));

    [Parameter(Mandatory = true)]
    public Action<StoppableCommand>? Ask { get; set; }

    /// <summary>Asks until the limit.</summary>
    /// <exception cref="RuntimeException">It failed, or took too long.</exception>
    public static IReadOnlyList<Suggestion> Run(Func<StoppableCommand, IEnumerable<Suggestion>> ask, TimeSpan limit)
    {
        IReadOnlyList<Suggestion> values = [];
        ArrayList? errors = null;
        object?[] before = [];
        using var shell = PowerShell.Create(RunspaceMode.CurrentRunspace);
        _ = shell.AddCommand(Command)
            .AddParameter("Verbose", false)
            .AddParameter("Debug", false)
            .AddParameter("WarningAction", ActionPreference.SilentlyContinue)
            .AddParameter(nameof(Ask), (Action<StoppableCommand>)(command =>
            {
                errors = command.SessionState.PSVariable.GetValue("Error") as ArrayList;
                before = errors?.ToArray() ?? [];
                values = [.. ask(command)];
            }));
        using var timer = new Timer(_ => Stop(shell), null, limit, Timeout.InfiniteTimeSpan);
        try
        {
            _ = shell.Invoke();
        }
        finally
        {
            errors?.Clear();
            errors?.AddRange(before);
        }

        return values;
    }

    /// <summary>Nothing is written.</summary>
    protected override void BeginProcessing()
    {
    }

    /// <inheritdoc/>
    protected override void EndProcessing() => Ask!(this);

    private static void Stop(PowerShell shell)
    {
        try
        {
            _ = shell.BeginStop(null, null);
        }
        catch (ObjectDisposedException)
        {
            // It had ended just now.
        }
    }
}
