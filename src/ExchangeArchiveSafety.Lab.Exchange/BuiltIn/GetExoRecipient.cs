using System.Management.Automation;

namespace ExchangeArchiveSafety.Lab.Exchange.BuiltIn;

/// <summary>Recipients, cut down to property sets.</summary>
[Cmdlet(VerbsCommon.Get, "EXORecipient")]
public sealed class GetExoRecipient : BuiltInCmdlet
{
    [Parameter]
    public string Anr { get; set; } = "";

    [Parameter]
    public Guid ExternalDirectoryObjectId { get; set; }

    [Parameter]
    public string Filter { get; set; } = "";

    [Parameter]
    public SwitchParameter IncludeSoftDeletedRecipients { get; set; }

    [Parameter]
    public string OrganizationalUnit { get; set; } = "";

    [Parameter]
    public string[] Properties { get; set; } = [];

    [Parameter]
    public PropertySet[] PropertySets { get; set; } = [];

    [Parameter]
    public string RecipientPreviewFilter { get; set; } = "";

    [Parameter]
    public string[] RecipientType { get; set; } = [];

    [Parameter]
    public string[] RecipientTypeDetails { get; set; } = [];

    [Parameter]
    public string ResultSize { get; set; } = "";
}
