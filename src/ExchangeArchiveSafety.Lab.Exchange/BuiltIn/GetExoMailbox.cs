using System.Management.Automation;

namespace ExchangeArchiveSafety.Lab.Exchange.BuiltIn;

/// <summary>Mailboxes, cut down to property sets.</summary>
[Cmdlet(VerbsCommon.Get, "EXOMailbox")]
public sealed class GetExoMailbox : BuiltInCmdlet
{
    [Parameter]
    public string Anr { get; set; } = "";

    [Parameter]
    public SwitchParameter Archive { get; set; }

    [Parameter]
    public SwitchParameter Async { get; set; }

    [Parameter]
    public Guid ExternalDirectoryObjectId { get; set; }

    [Parameter]
    public string Filter { get; set; } = "";

    [Parameter]
    public SwitchParameter GroupMailbox { get; set; }

    [Parameter]
    public SwitchParameter InactiveMailboxOnly { get; set; }

    [Parameter]
    public SwitchParameter IncludeInactiveMailbox { get; set; }

    [Parameter]
    public string MailboxPlan { get; set; } = "";

    [Parameter]
    public SwitchParameter Migration { get; set; }

    [Parameter]
    public string OrganizationalUnit { get; set; } = "";

    [Parameter]
    public string[] Properties { get; set; } = [];

    [Parameter]
    public PropertySet[] PropertySets { get; set; } = [];

    [Parameter]
    public SwitchParameter PublicFolder { get; set; }

    [Parameter]
    public string[] RecipientTypeDetails { get; set; } = [];

    [Parameter]
    public string ResultSize { get; set; } = "";

    [Parameter]
    public SwitchParameter SoftDeletedMailbox { get; set; }
}
