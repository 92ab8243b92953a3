using System.Management.Automation;
using ExchangeArchiveSafety.Lab.Exchange.Connection;
using ExchangeArchiveSafety.Lab.Exchange.Wire;

namespace ExchangeArchiveSafety.Lab.Exchange.Lab;

/// <summary>What the loop has done, per mailbox: the lab knows which copy comes from where.</summary>
[Cmdlet(VerbsCommon.Get, "LabCount")]
public sealed class GetLabCount : LabCmdlet
{
    [Parameter(Position = 0)]
    public string Identity { get; set; } = "";

    [Parameter]
    public SwitchParameter Total { get; set; }

    protected override void Run()
    {
        var path = "/lab/counts" + (Total ? "/total" : Identity.Length > 0 ? "/" + Uri.EscapeDataString(Identity) : "");
        WriteObject(Shown(Connections.Latest.GetAny(path, Stop)), enumerateCollection: true);
    }

    private static object? Shown(object? answer)
    {
        if (answer is List<object?> many)
        {
            return many.ConvertAll(Shown);
        }

        var shown = new PSObject();
        foreach (var member in (answer as JsonObject)?.Members ?? [])
        {
            shown.Properties.Add(new PSNoteProperty(char.ToUpperInvariant(member.Key[0]) + member.Key.Substring(1), member.Value));
        }

        return shown;
    }
}
