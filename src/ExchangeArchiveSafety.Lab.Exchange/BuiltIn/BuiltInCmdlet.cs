using System.Management.Automation;
using ExchangeArchiveSafety.Lab.Exchange.Connection;

namespace ExchangeArchiveSafety.Lab.Exchange.BuiltIn;

/// <summary>A Get-EXO cmdlet: real cmdlet, typed parameters, never prefixed, always on the most recent connection.</summary>
public abstract class BuiltInCmdlet : ExchangeCmdlet
{
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    public string Identity { get; set; } = "";

    [Parameter]
    public string PrimarySmtpAddress { get; set; } = "";

    [Parameter]
    public string UserPrincipalName { get; set; } = "";

    protected override void Run() => Send(Connections.Latest, MyInvocation.MyCommand.Name, MyInvocation.BoundParameters);
}
