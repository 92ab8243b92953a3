using System.Management.Automation;

namespace ExchangeArchiveSafety.Commands;

/// <summary>Ends the Graph connection of this runspace and forgets its token. Without a connection it does nothing.</summary>
[Cmdlet(VerbsCommunications.Disconnect, "ArchiveSafetyGraph")]
[OutputType(typeof(void))]
public sealed class DisconnectArchiveSafetyGraphCommand : PSCmdlet
{
    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (GraphConnections.Of(this) is { } connection)
        {
            WriteVerbose(DisplayText.Sentence(Messages.Disconnects, connection.Info.GraphEndpoint, connection.Info.TenantId));
        }

        GraphConnections.Set(this, null);
    }
}
