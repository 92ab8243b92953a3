using System.Management.Automation;

namespace ExchangeArchiveSafety.Lab.Exchange.BuiltIn;

/// <summary>Folders with counts and sizes.</summary>
[Cmdlet(VerbsCommon.Get, "EXOMailboxFolderStatistics")]
public sealed class GetExoMailboxFolderStatistics : BuiltInCmdlet
{
    [Parameter]
    public SwitchParameter Archive { get; set; }

    [Parameter]
    public string DiagnosticInfo { get; set; } = "";

    [Parameter]
    public Guid ExternalDirectoryObjectId { get; set; }

    [Parameter]
    public string Folderscope { get; set; } = "";

    [Parameter]
    public SwitchParameter IncludeOldestAndNewestItems { get; set; }

    [Parameter]
    public SwitchParameter IncludeSoftDeletedRecipients { get; set; }
}
