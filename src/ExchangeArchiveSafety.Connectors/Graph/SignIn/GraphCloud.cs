namespace ExchangeArchiveSafety.Connectors.Graph.SignIn;

/// <summary>Where a cloud has its Graph and where one signs in to it.</summary>
internal sealed class GraphCloud
{
    private GraphCloud(string graph, string authority)
    {
        Graph = new(graph);
        Authority = new(authority);
        Scope = graph + "/.default";
    }

    /// <summary>The root of the API.</summary>
    public Uri Graph { get; }

    /// <summary>Where to sign in.</summary>
    public Uri Authority { get; }

    /// <summary>What a token is asked for: the cloud's own resource, also where another root is used.</summary>
    public string Scope { get; }

    public static GraphCloud Of(GraphEnvironment environment) => environment switch
    {
        GraphEnvironment.Global => new("https://graph.microsoft.com", "https://login.microsoftonline.com"),
        GraphEnvironment.USGov => new("https://graph.microsoft.us", "https://login.microsoftonline.us"),
        GraphEnvironment.USGovDoD => new("https://dod-graph.microsoft.us", "https://login.microsoftonline.us"),
        GraphEnvironment.China => new("https://microsoftgraph.chinacloudapi.cn", "https://login.partner.microsoftonline.cn"),
        _ => throw new ArgumentOutOfRangeException(nameof(environment)),
    };

    /// <summary>Where to sign in with these settings: where they say; else at the other root that they name for Graph, unless that is a cloud's own; else at the cloud's authority.</summary>
    public static Uri AuthorityOf(GraphConnectionSettings settings)
    {
        var cloud = Of(settings.Environment);
        return settings.AuthorityHost is { } said ? said
            : settings.GraphEndpoint is not { IsAbsoluteUri: true } endpoint || Hosts(known => known.Graph, endpoint) ? cloud.Authority
            : new(endpoint, "/");
    }

    /// <summary>Whether Microsoft runs a sign-in authority, so that looking it up with Microsoft makes sense.</summary>
    public static bool IsMicrosoft(Uri authority) => Hosts(cloud => cloud.Authority, authority);

    private static bool Hosts(Func<GraphCloud, Uri> address, Uri asked) =>
        Enum.GetValues(typeof(GraphEnvironment)).Cast<GraphEnvironment>().Any(environment => string.Equals(address(Of(environment)).Host, asked.Host, StringComparison.OrdinalIgnoreCase));
}
