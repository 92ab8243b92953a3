using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace ExchangeArchiveSafety.Lab.Walkthrough;

/// <summary>A PowerShell session as an admin has it: the product and the lab's Exchange commands imported, connected to the lab.</summary>
internal sealed class Shell : IDisposable
{
    private readonly Runspace _runspace;

    public Shell(Uri lab)
    {
        _runspace = RunspaceFactory.CreateRunspace(new ConsoleHost(), InitialSessionState.CreateDefault2());
        _runspace.Open();
        Set("product", StagedModules.Product);
        Set("exchange", StagedModules.Exchange);
        Set("lab", lab);
        _ = Run("Import-Module $product; Import-Module $exchange; Connect-LabExchange -Uri $lab");
    }

    public void Dispose() => _runspace.Dispose();

    /// <summary>Makes a value known to the commands that follow.</summary>
    public void Set(string name, object value) => _runspace.SessionStateProxy.SetVariable(name, value);

    /// <summary>Runs a command without showing it, and returns what it wrote.</summary>
    /// <param name="command">The command.</param>
    /// <param name="mayFail">Errors that do not end it are none of the caller's business.</param>
    /// <exception cref="WalkthroughException">The command wrote an error.</exception>
    public IReadOnlyList<PSObject> Run(string command, bool mayFail = false)
    {
        using var shell = PowerShell.Create(_runspace);
        var output = shell.AddScript(command).Invoke();
        return mayFail || shell.Streams.Error.Count == 0 ? output : throw new WalkthroughException($"{command}\n{shell.Streams.Error[0]}");
    }

    /// <summary>Shows a command as it is typed, runs it and shows what it writes, as a console does.</summary>
    public void Show(params string[] lines)
    {
        var command = string.Join(Environment.NewLine, lines);
        Console.WriteLine();
        Console.WriteLine("PS> " + command);
        using var shell = PowerShell.Create(_runspace);
        _ = shell.AddScript(command).AddCommand("Out-Default").Invoke();
        foreach (var error in shell.Streams.Error)
        {
            Console.WriteLine("ERROR: " + error);
        }
    }
}
