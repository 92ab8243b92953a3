using System.Globalization;
using System.Management.Automation;
using ExchangeArchiveSafety.Lab.Exchange.Connection;
using ExchangeArchiveSafety.Lab.Exchange.Wire;

namespace ExchangeArchiveSafety.Lab.Exchange.Lab;

/// <summary>The tenant's time, as a UTC DateTime.</summary>
[Cmdlet(VerbsCommon.Get, "LabClock")]
[OutputType(typeof(DateTime))]
public sealed class GetLabClock : LabCmdlet
{
    protected override void Run() => WriteObject(Time(Connections.Latest.Get("/lab/clock", Stop)));

    internal static DateTime Time(JsonObject answer) => DateTime.Parse(answer.Text("now"), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);
}
