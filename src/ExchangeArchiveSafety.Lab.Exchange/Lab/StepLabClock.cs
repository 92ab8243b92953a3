using System.Collections;
using System.Management.Automation;
using ExchangeArchiveSafety.Lab.Exchange.Connection;

namespace ExchangeArchiveSafety.Lab.Exchange.Lab;

/// <summary>Lets time pass in the tenant: everything that falls due meanwhile happens. Gives the new time.</summary>
[Cmdlet(VerbsCommon.Step, "LabClock")]
[OutputType(typeof(DateTime))]
public sealed class StepLabClock : LabCmdlet
{
    [Parameter(Position = 0)]
    public double Days { get; set; }

    [Parameter]
    public double Hours { get; set; }

    [Parameter]
    public double Minutes { get; set; }

    protected override void Run()
    {
        var minutes = (Days * 24 + Hours) * 60 + Minutes;
        var step = new Hashtable { ["minutes"] = (long)Math.Round(minutes) };
        WriteObject(GetLabClock.Time(Connections.Latest.Post("/lab/clock/advance", step, Stop)));
    }
}
