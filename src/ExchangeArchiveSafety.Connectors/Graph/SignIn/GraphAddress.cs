namespace ExchangeArchiveSafety.Connectors.Graph.SignIn;

/// <summary>Which addresses may see credentials and mail: https anywhere, http on this machine only.</summary>
internal static class GraphAddress
{
    /// <summary>Checks an address that somebody gave, before anything is sent.</summary>
    /// <exception cref="GraphException">Nothing may be sent there.</exception>
    public static Uri Check(Uri address)
    {
        var isFine = address.IsAbsoluteUri
            && IsProtected(address)
            && address.UserInfo.Length == 0
            && address.Query.Length == 0
            && address.Fragment.Length == 0;
        return isFine ? address : throw new GraphException(ErrorIds.GraphEndpointRefused, DisplayText.Sentence(ConnectorMessages.EndpointRefused, WithoutSecrets(address)));
    }

    /// <summary>Whether nobody between here and there can listen.</summary>
    public static bool IsProtected(Uri address) => address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback);

    /// <summary>Whether two addresses are the same server for the purpose of credentials.</summary>
    public static bool IsSameServer(Uri one, Uri other) =>
        one.Scheme == other.Scheme && one.Port == other.Port && string.Equals(one.Host, other.Host, StringComparison.OrdinalIgnoreCase);

    /// <summary>A root without a slash at its end, so that routes can follow.</summary>
    public static string Root(Uri address) => address.GetLeftPart(UriPartial.Path).TrimEnd('/');

    // User names, queries and fragments may hold what nobody should see.
    private static string WithoutSecrets(Uri address) =>
        address.IsAbsoluteUri ? address.Scheme + "://" + address.Authority + address.AbsolutePath : "(relative)";
}
