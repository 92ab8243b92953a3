using System.Management.Automation;
using ExchangeArchiveSafety.Lab.Exchange.Connection;

namespace ExchangeArchiveSafety.Lab.Exchange.Session;

/// <summary>Closes this session's connections and takes their commands away.</summary>
[Cmdlet(VerbsCommunications.Disconnect, "LabExchange")]
public sealed class DisconnectLabExchange : LabCmdlet
{
    protected override void Run()
    {
        foreach (var connection in Connections.Here)
        {
            using var powerShell = PowerShell.Create(RunspaceMode.CurrentRunspace);
            powerShell.AddCommand("Remove-Module").AddParameter("Name", connection.ModuleName).AddParameter("ErrorAction", ActionPreference.Ignore).Invoke();
            connection.Dispose();
        }

        Connections.Here.Clear();
        SessionDefault.AsOf.Remove(SessionState);
        SessionDefault.DnsServer.Remove(SessionState);
    }
}
