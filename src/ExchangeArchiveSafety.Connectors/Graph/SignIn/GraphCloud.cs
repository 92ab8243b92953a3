namespace ExchangeArchiveSafety;

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

    /// <summary>Whether Microsoft runs a sign-in authority, so that looking it up with Microsoft makes sense.</summary>
    public static bool IsMicrosoft(Uri authority) =>
        new[] { GraphEnvironment.Global, GraphEnvironment.USGov, GraphEnvironment.China }.Any(environment => string.Equals(Of(environment).Authority.Host, authority.Host, StringComparison.OrdinalIgnoreCase));
}
