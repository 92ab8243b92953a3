using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Reflection;

namespace ExchangeArchiveSafety.Benchmarks;

/// <summary>The cmdlet of the staged module in the real engine, objects through the pipeline included.</summary>
internal static class CmdletRun
{
    private static PropertyInfo? _surplus;

    /// <summary>Counts the surplus copies of all groups that the cmdlet puts out.</summary>
    /// <param name="manifest">The staged module's manifest.</param>
    /// <param name="path">The inventory.</param>
    public static long Surplus(string manifest, string path)
    {
        var state = InitialSessionState.CreateDefault2();
        state.ImportPSModule([manifest]);
        using var shell = PowerShell.Create(state);
        shell.AddCommand("Find-ArchiveDuplicates").AddParameter("InventoryPath", path);
        var output = new PSDataCollection<PSObject>();
        var surplus = 0L;

        // Taken off at once, as a pipeline would: a collection of a million objects is not what is measured.
        output.DataAdded += (_, added) => surplus += Count(output, added.Index);
        shell.Invoke(null, output);
        return shell.HadErrors ? throw new InvalidOperationException(shell.Streams.Error[0].ToString()) : surplus;
    }

    private static long Count(PSDataCollection<PSObject> output, int index)
    {
        var group = output[index].BaseObject;
        output.Clear();
        _surplus ??= group.GetType().GetProperty("Surplus")!;
        return ((System.Collections.ICollection)_surplus.GetValue(group)!).Count;
    }
}
