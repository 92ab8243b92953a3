using System.Management.Automation;
using ExchangeArchiveSafety.Lab.Exchange.Connection;

namespace ExchangeArchiveSafety.Lab.Exchange.Session;

/// <summary>Connects to a lab tenant as Connect-ExchangeOnline connects to a real one.</summary>
[Cmdlet(VerbsCommunications.Connect, "LabExchange")]
public sealed class ConnectLabExchange : LabCmdlet
{
    /// <summary>The address that the lab printed.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    public Uri Uri { get; set; } = new("http://127.0.0.1");

    /// <summary>Goes before the nouns of the imported commands: Get-XMailbox. Get-EXO* cmdlets never have one.</summary>
    [Parameter]
    public string Prefix { get; set; } = "";

    /// <summary>Imports only these commands.</summary>
    [Parameter]
    public string[] CommandName { get; set; } = [];

    /// <summary>Leaves the default of -AsOf alone, so that cmdlets look at the wall clock.</summary>
    [Parameter]
    public SwitchParameter NoAsOf { get; set; }

    protected override void Run()
    {
        if (!Prefix.All(char.IsLetterOrDigit))
        {
            throw new InvalidOperationException("A prefix has letters and digits only.");
        }

        var connection = new LabConnection(Uri, Prefix);
        var session = connection.Get("/exchange/session", Stop);
        connection.Organization = session.Text("organization");
        connection.TenantId = session.Text("tenantId");
        var commands = session.Objects("commands")
            .Where(command => !command.Flag("builtIn"))
            .Where(command => CommandName.Length == 0 || CommandName.Contains(command.Text("name"), StringComparer.OrdinalIgnoreCase));

        using var powerShell = PowerShell.Create(RunspaceMode.CurrentRunspace);
        var module = powerShell.AddCommand("New-Module")
            .AddParameter("Name", connection.ModuleName)
            .AddParameter("ScriptBlock", ScriptBlock.Create(SessionModule.Script(connection.Id.ToString(), Prefix, commands)))
            .AddParameter("ArgumentList", new object[] { InvokeCommand.GetCmdletByTypeName(typeof(InvokeLabExchangeCommand).FullName) })
            .Invoke<PSModuleInfo>()[0];
        powerShell.Commands.Clear();
        powerShell.AddCommand("Import-Module").AddParameter("ModuleInfo", module).AddParameter("Global").AddParameter("DisableNameChecking").Invoke();
        Connections.Here.Add(connection);
        SessionDefault.DnsServer.Set(SessionState);
        if (!NoAsOf)
        {
            SessionDefault.AsOf.Set(SessionState);
        }
    }
}
