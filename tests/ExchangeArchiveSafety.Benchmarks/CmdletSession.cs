using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Reflection;

namespace ExchangeArchiveSafety.Benchmarks;

/// <summary>A session of the real engine into which the staged module is imported: runs the cmdlet, objects through the pipeline included.</summary>
internal sealed class CmdletSession : IDisposable
{
    private readonly Runspace _runspace;
    private PropertyInfo? _surplus;

    /// <summary>Opens a session.</summary>
    /// <param name="manifest">The staged module's manifest.</param>
    public CmdletSession(string manifest)
    {
        var state = InitialSessionState.CreateDefault2();
        state.ImportPSModule([manifest]);
        _runspace = RunspaceFactory.CreateRunspace(state);
        _runspace.Open();
    }

    /// <summary>Counts the surplus copies of all groups that the cmdlet puts out.</summary>
    public long Surplus(string path)
    {
        using var shell = PowerShell.Create(_runspace);
        shell.AddCommand("Find-ArchiveDuplicates").AddParameter("InventoryPath", path);
        var output = new PSDataCollection<PSObject>();
        var surplus = 0L;

        // Taken off at once, as a pipeline would: a collection of a million objects is not what is measured.
        output.DataAdded += (_, added) => surplus += Count(output, added.Index);
        shell.Invoke(null, output);
        return shell.HadErrors ? throw new InvalidOperationException(shell.Streams.Error[0].ToString()) : surplus;
    }

    /// <inheritdoc/>
    public void Dispose() => _runspace.Dispose();

    private long Count(PSDataCollection<PSObject> output, int index)
    {
        var group = output[index].BaseObject;
        output.Clear();
        _surplus ??= group.GetType().GetProperty("Surplus")!;
        return ((System.Collections.ICollection)_surplus.GetValue(group)!).Count;
    }
}
