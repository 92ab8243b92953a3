using System.Management.Automation;

namespace ExchangeArchiveSafety.Lab.Exchange.BuiltIn;

/// <summary>Item counts and sizes.</summary>
[Cmdlet(VerbsCommon.Get, "EXOMailboxStatistics")]
public sealed class GetExoMailboxStatistics : BuiltInCmdlet
{
    [Parameter]
    public SwitchParameter Archive { get; set; }

    [Parameter]
    public Guid DatabaseGuid { get; set; }

    [Parameter]
    public Guid ExchangeGuid { get; set; }

    [Parameter]
    public SwitchParameter IncludeMoveHistory { get; set; }

    [Parameter]
    public SwitchParameter IncludeMoveReport { get; set; }

    [Parameter]
    public SwitchParameter IncludeSoftDeletedRecipients { get; set; }

    [Parameter]
    public string[] Properties { get; set; } = [];

    [Parameter]
    public PropertySet[] PropertySets { get; set; } = [];
}
