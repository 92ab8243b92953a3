using System.Management.Automation;

namespace ExchangeArchiveSafety.Graph;

/// <summary>Makes error records of what Graph refused or failed to do.</summary>
internal static class GraphErrors
{
    /// <summary>An error about the connection itself, not about a mailbox.</summary>
    public static ErrorRecord OfConnection(GraphException exception, PSCmdlet command) =>
        Record(exception, (object?)GraphConnections.Of(command)?.Info.GraphEndpoint ?? "Connect-ArchiveSafetyGraph");

    /// <summary>Whether an error is the same for every mailbox.</summary>
    public static bool IsOfConnection(GraphException exception) =>
        exception.ErrorId is ErrorIds.GraphUnreachable or ErrorIds.GraphEndpointForeign or ErrorIds.GraphTokenRefused;

    public static ErrorRecord Record(GraphException exception, object? target) =>
        new(exception, exception.ErrorId, ErrorCategories.Of(exception.ErrorId), target) { ErrorDetails = new(exception.Message) };
}
