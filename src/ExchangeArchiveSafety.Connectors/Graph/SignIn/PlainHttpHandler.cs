namespace ExchangeArchiveSafety.Connectors.Graph.SignIn;

/// <summary>
/// Azure.Identity insists on an authority with https. For one on this machine that speaks http it is told https, and this puts
/// the real scheme back, for exactly that server.
/// </summary>
internal sealed class PlainHttpHandler(Uri authority, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.RequestUri is { } target && target.Scheme == Uri.UriSchemeHttps && target.Port == authority.Port
            && string.Equals(target.Host, authority.Host, StringComparison.OrdinalIgnoreCase))
        {
            request.RequestUri = new UriBuilder(target) { Scheme = Uri.UriSchemeHttp, Port = target.Port }.Uri;
        }

        return base.SendAsync(request, cancellationToken);
    }
}
