namespace ExchangeArchiveSafety;

/// <summary>Connects to Graph. Whoever implements it is loaded on first use and brings its own libraries.</summary>
public interface IGraphConnector
{
    /// <summary>Signs in, and unless the settings leave that out proves with one request that a Graph answers and takes the token.</summary>
    /// <param name="settings">Where and as whom.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <exception cref="GraphException">
    /// Signing in failed, the settings lead out of where credentials may go, nothing answers (<c>GraphUnreachable</c>), what answers is no
    /// Graph (<c>GraphEndpointForeign</c>), or it does not take the token (<c>GraphTokenRefused</c>).
    /// </exception>
    Task<IGraphConnection> ConnectAsync(GraphConnectionSettings settings, CancellationToken cancellation);
}
