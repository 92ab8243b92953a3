using System.Collections;
using System.Management.Automation;
using ExchangeArchiveSafety.Lab.Exchange.Connection;

namespace ExchangeArchiveSafety.Lab.Exchange.Session;

/// <summary>What the functions of a session call. Not for people.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "LabExchangeCommand")]
public sealed class InvokeLabExchangeCommand : ExchangeCmdlet
{
    [Parameter(Mandatory = true)]
    public string Connection { get; set; } = "";

    [Parameter(Mandatory = true)]
    public string Name { get; set; } = "";

    [Parameter(Mandatory = true)]
    public IDictionary Bound { get; set; } = new Hashtable();

    protected override void Run() => Send(Connections.Find(Connection), Name, Bound);
}
