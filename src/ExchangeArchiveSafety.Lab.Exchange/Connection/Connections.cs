using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;

namespace ExchangeArchiveSafety.Lab.Exchange.Connection;

/// <summary>The connections of a runspace. Sessions side by side in one process do not see each other's.</summary>
internal static class Connections
{
    private static readonly ConditionalWeakTable<Runspace, List<LabConnection>> Open = new();

    public static List<LabConnection> Here => Open.GetOrCreateValue(Runspace.DefaultRunspace);

    /// <summary>Built-in cmdlets always use the most recent one.</summary>
    public static LabConnection Latest =>
        Here.LastOrDefault() ?? throw new InvalidOperationException("You must call the Connect-LabExchange cmdlet before calling any other cmdlets.");

    public static LabConnection Find(string id) =>
        Here.Find(connection => connection.Id.ToString() == id) ?? throw new InvalidOperationException("The connection of this command has been closed.");
}
