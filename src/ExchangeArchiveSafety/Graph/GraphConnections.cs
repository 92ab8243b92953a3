using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;

namespace ExchangeArchiveSafety.Graph;

/// <summary>The Graph connection of each runspace. It belongs to the runspace, not to the process: two of them may speak to two tenants.</summary>
internal static class GraphConnections
{
    private static readonly ConditionalWeakTable<Runspace, Holder> Holders = new();

    /// <summary>The connection of the runspace in which a cmdlet runs; null where there is none.</summary>
    /// <param name="command">The cmdlet; it must be running.</param>
    public static IGraphConnection? Of(PSCmdlet command) =>
        RunspaceOf(command) is { } runspace && Holders.TryGetValue(runspace, out var holder) ? holder.Connection : null;

    /// <summary>Gives the runspace a connection, or takes it away; the one that it had is disposed.</summary>
    /// <param name="command">The cmdlet; it must be running.</param>
    /// <param name="connection">The connection; null for none.</param>
    public static void Set(PSCmdlet command, IGraphConnection? connection)
    {
        var runspace = RunspaceOf(command) ?? throw new InvalidOperationException("A cmdlet runs in a runspace.");
        Holders.GetValue(runspace, Holder.Create).Replace(connection);
    }

    /// <summary>The connection of the runspace in which a cmdlet runs; without one the cmdlet ends.</summary>
    /// <param name="command">The cmdlet; it must be running.</param>
    public static IGraphConnection Current(PSCmdlet command) =>
        Of(command) ?? throw command.Terminating(ErrorIds.GraphNotConnected, Target(command), Messages.GraphNotConnected);

    /// <summary>What an error about the connection itself is about: where it leads, or the cmdlet that makes one.</summary>
    public static object Target(PSCmdlet command) => (object?)Of(command)?.Info.GraphEndpoint ?? "Connect-ArchiveSafetyGraph";

    /// <summary>Whether an error is about the connection itself, and the same for every mailbox.</summary>
    public static bool IsAbout(GraphException exception) =>
        exception.ErrorId is ErrorIds.GraphUnreachable or ErrorIds.GraphEndpointForeign or ErrorIds.GraphTokenRefused;

    // The pipeline of a cmdlet runs on the thread whose default runspace is the cmdlet's own; an object that nobody invoked is in none.
    private static Runspace? RunspaceOf(PSCmdlet command) => command.CommandRuntime is null ? null : Runspace.DefaultRunspace;

    private sealed class Holder
    {
        private IGraphConnection? _connection;

        public IGraphConnection? Connection => Volatile.Read(ref _connection);

        public static Holder Create(Runspace runspace)
        {
            var holder = new Holder();
            runspace.StateChanged += (_, change) =>
            {
                if (change.RunspaceStateInfo.State is RunspaceState.Closed or RunspaceState.Broken)
                {
                    holder.Replace(null);
                }
            };
            return holder;
        }

        public void Replace(IGraphConnection? connection)
        {
            var replaced = Interlocked.Exchange(ref _connection, connection);
            if (!ReferenceEquals(replaced, connection))
            {
                replaced?.Dispose();
            }
        }
    }
}
