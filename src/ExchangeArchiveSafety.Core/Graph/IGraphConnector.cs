namespace ExchangeArchiveSafety;

/// <summary>Connects to Graph. Whoever implements it is loaded on first use and brings its own libraries.</summary>
public interface IGraphConnector
{
    /// <summary>Signs in.</summary>
    /// <param name="settings">Where and as whom.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <exception cref="GraphException">Signing in failed, or the settings lead out of where credentials may go.</exception>
    Task<IGraphConnection> ConnectAsync(GraphConnectionSettings settings, CancellationToken cancellation);
}
