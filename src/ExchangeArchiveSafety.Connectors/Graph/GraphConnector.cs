namespace ExchangeArchiveSafety;

/// <inheritdoc cref="IGraphConnector"/>
public sealed class GraphConnector : IGraphConnector
{
    private static readonly Random Chance = new();

    private readonly TimeProvider _time;
    private readonly Func<double> _random;

    /// <summary>Makes a connector for real time and chance.</summary>
    public GraphConnector()
        : this(TimeProvider.System, NextChance)
    {
    }

    internal GraphConnector(TimeProvider time, Func<double> random) => (_time, _random) = (time, random);

    /// <inheritdoc/>
    public async Task<IGraphConnection> ConnectAsync(GraphConnectionSettings settings, CancellationToken cancellation)
    {
        var cloud = GraphCloud.Of(settings.Environment);
        var endpoint = GraphAddress.Check(settings.GraphEndpoint ?? cloud.Graph);
        var tokens = new TokenSource(CredentialFactory.Create(settings), settings.Authentication, cloud.Scope, new(settings), _time);
        var notices = new GraphNotices();
        using var listening = settings.Told is { } told ? notices.Listen(told) : null;
        GraphConnection? connection = null;
        try
        {
            var claims = TokenClaims.Read(await tokens.GetAsync(cancellation).ConfigureAwait(false));
            var info = new GraphConnectionInfo
            {
                GraphEndpoint = endpoint,
                Environment = settings.Environment,
                Authentication = settings.Authentication,
                TenantId = claims.TenantId,
                ClientId = claims.ClientId,
                Account = claims.Account,
                Permissions = new(claims.Permissions),
                PrimaryApiVersion = settings.PrimaryApiVersion,
                ArchiveApiVersion = settings.ArchiveApiVersion,
                TokenExpiresUtc = tokens.ExpiresUtc,
            };
            connection = new(settings, endpoint, tokens, info, GraphPipeline.Create(), _time, _random, notices);
            if (!settings.SkipProbe)
            {
                await connection.ProveAsync(cancellation).ConfigureAwait(false);
            }

            return connection;
        }
        catch
        {
            connection?.Dispose();
            tokens.Dispose();
            throw;
        }
    }

    private static double NextChance()
    {
        lock (Chance)
        {
            return Chance.NextDouble();
        }
    }
}
