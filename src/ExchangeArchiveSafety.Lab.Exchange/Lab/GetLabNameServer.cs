using System.Management.Automation;
using ExchangeArchiveSafety.Lab.Exchange.Connection;

namespace ExchangeArchiveSafety.Lab.Exchange.Lab;

/// <summary>The address of the name server that answers about the tenant's domains.</summary>
[Cmdlet(VerbsCommon.Get, "LabNameServer")]
[OutputType(typeof(string))]
public sealed class GetLabNameServer : LabCmdlet
{
    protected override void Run() => WriteObject(Connections.Latest.Get("/exchange/session", Stop).Text("nameServer"));
}
