using System.Management.Automation.Runspaces;

namespace ExchangeArchiveSafety.Tests.Hosting;

/// <summary>A real PowerShell engine with the built module, imported by its manifest.</summary>
public sealed class Engine : IDisposable
{
    private Engine(Runspace runspace, TextHost? host)
    {
        Runspace = runspace;
        _host = host;
    }

    private readonly TextHost? _host;

    public Runspace Runspace { get; }

    public TextHost Host => _host ?? throw new InvalidOperationException("This engine has no host.");

    /// <summary>An engine with a host that shows and asks; without one, as in a runbook, nobody can be asked.</summary>
    public static Engine Start(bool withHost = false, bool withModule = true, bool onThisThread = false)
    {
        var initial = InitialSessionState.CreateDefault2();
        var host = withHost ? new TextHost() : null;
        var runspace = host is null ? RunspaceFactory.CreateRunspace(initial) : RunspaceFactory.CreateRunspace(host, initial);
        runspace.ThreadOptions = onThisThread ? PSThreadOptions.UseCurrentThread : PSThreadOptions.Default;
        runspace.Open();
        var engine = new Engine(runspace, host);
        if (withModule)
        {
            engine.Run("param($path) Import-Module $path -ErrorAction Stop", ModuleManifest);
        }

        return engine;
    }

    public static string ModuleManifest => Path.Combine(StagedModules.Product, "ExchangeArchiveSafety.psd1");

    /// <summary>Runs a script; an error that nobody expects fails the test.</summary>
    public IReadOnlyList<PSObject> Run(string script, params object?[] arguments) => Try(script, arguments).Clean().Output;

    /// <summary>Runs a script in the global scope and gives everything that came of it.</summary>
    public Outcome Try(string script, params object?[] arguments)
    {
        using var shell = Shell(script, arguments);
        return Invoke(shell);
    }

    /// <summary>The same with objects going into the script's pipeline.</summary>
    public Outcome Pipe(IEnumerable<object?> input, string command, IDictionary<string, object?>? parameters = null)
    {
        using var shell = PowerShell.Create(Runspace);
        shell.AddCommand(command);
        foreach (var (name, value) in parameters ?? new Dictionary<string, object?>())
        {
            shell.AddParameter(name, value);
        }

        return Invoke(shell, input);
    }

    /// <summary>
    /// A pipeline that is not run yet, for tests that stop it. In a bare script what ends a command is one more error of the script; inside a try block it ends the
    /// script, so that both kinds of errors can be told apart.
    /// </summary>
    public PowerShell Shell(string script, params object?[] arguments)
    {
        var shell = PowerShell.Create(Runspace);
        shell.AddScript("param($__script, $__arguments) try { . $__script @__arguments } catch { throw }");
        shell.AddArgument(ScriptBlock.Create(script));
        shell.AddArgument(arguments);
        return shell;
    }

    public static Outcome Invoke(PowerShell shell, IEnumerable<object?>? input = null)
    {
        var output = new PSDataCollection<PSObject>();
        ErrorRecord? terminating = null;
        try
        {
            shell.Invoke(input?.ToList(), output);
        }
        catch (PipelineStoppedException)
        {
        }
        catch (RuntimeException exception)
        {
            terminating = exception.ErrorRecord;
        }

        ProducedErrors.Add(terminating is null ? shell.Streams.Error : shell.Streams.Error.Append(terminating));
        var outcome = new Outcome(
            [.. output],
            [.. shell.Streams.Error],
            terminating,
            [.. shell.Streams.Warning.Select(record => record.Message)],
            [.. shell.Streams.Verbose.Select(record => record.Message)],
            [.. shell.Streams.Progress]);
        SecretWatch.See(outcome);
        return outcome;
    }

    public void Dispose()
    {
        SecretWatch.See(_host?.Text, "host");
        Runspace.Dispose();
    }
}
