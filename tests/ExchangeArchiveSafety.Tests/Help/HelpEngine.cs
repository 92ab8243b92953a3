using System.Management.Automation.Runspaces;
using PowerShell = System.Management.Automation.PowerShell;
using PSObject = System.Management.Automation.PSObject;

namespace ExchangeArchiveSafety.Tests.Help;

/// <summary>The real engine with the built module, as Get-Help, views and examples need it.</summary>
public sealed class HelpEngine : IDisposable
{
    private readonly Runspace _runspace;

    public HelpEngine(int width = WindowHost.Width)
    {
        Window = new(width);
        _runspace = RunspaceFactory.CreateRunspace(Window, InitialSessionState.CreateDefault2());
        _runspace.Open();
        _ = Run("param($path) Import-Module $path -ErrorAction Stop", Lab.StagedModules.Product);
    }

    /// <summary>What is shown.</summary>
    public WindowHost Window { get; }

    /// <summary>The exported cmdlets.</summary>
    public IReadOnlyList<string> Cmdlets => [.. Run("Get-Command -Module ExchangeArchiveSafety -CommandType Cmdlet").Select(command => Text(command, "Name"))];

    /// <summary>Connects to a tenant of the lab.</summary>
    public void Connect(Lab.Server.LabServer server) =>
        _ = Run("param($path, $uri) Import-Module $path; Connect-LabExchange -Uri $uri", Lab.StagedModules.Exchange, server.Uri);

    public void SetLocation(string folder) => _ = _runspace.SessionStateProxy.Path.SetLocation(folder);

    /// <summary>Runs a script; any error fails the test.</summary>
    public IReadOnlyList<PSObject> Run(string script, params object?[] arguments)
    {
        using var shell = PowerShell.Create(_runspace);
        _ = shell.AddScript(script);
        foreach (var argument in arguments)
        {
            _ = shell.AddArgument(argument);
        }

        var output = shell.Invoke();
        Assert.True(shell.Streams.Error.Count == 0, script + Environment.NewLine + string.Join(Environment.NewLine, shell.Streams.Error));
        return output;
    }

    /// <summary>Runs a script and gives what the console shows of it.</summary>
    public string Show(string script)
    {
        Window.Clear();
        _ = Run("param($script) . ([scriptblock]::Create($script)) | Out-Default", script);
        return Window.Text;
    }

    /// <summary>Texts that a script writes.</summary>
    public IReadOnlyList<string> Texts(string script) => [.. Run(script).Select(item => item.ToString())];

    public void Dispose() => _runspace.Dispose();

    /// <summary>A property as text; empty where there is none.</summary>
    public static string Text(PSObject item, string property) => item.Properties[property]?.Value?.ToString() ?? "";

    /// <summary>A property as a list.</summary>
    public static IReadOnlyList<PSObject> Items(PSObject item, params string[] path)
    {
        object? value = item;
        foreach (var property in path)
        {
            value = value is null ? null : PSObject.AsPSObject(value).Properties[property]?.Value;
        }

        return value switch
        {
            null => [],
            PSObject { BaseObject: object[] inner } => [.. inner.Select(PSObject.AsPSObject)],
            object[] list => [.. list.Select(PSObject.AsPSObject)],
            _ => [PSObject.AsPSObject(value)],
        };
    }
}
