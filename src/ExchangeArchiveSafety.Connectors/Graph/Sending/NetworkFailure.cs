using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;

namespace ExchangeArchiveSafety.Connectors.Graph.Sending;

/// <summary>Says in a few words why no answer came, out of what the libraries of both frameworks throw.</summary>
internal static class NetworkFailure
{
    public static NoAnswerException Of(Exception exception, Uri server)
    {
        var place = server.Authority;
        for (var one = exception; one is not null; one = one.InnerException)
        {
            switch (one)
            {
                case AuthenticationException:
                case WebException { Status: WebExceptionStatus.TrustFailure or WebExceptionStatus.SecureChannelFailure }:
                    return new(DisplayText.Sentence(ConnectorMessages.ReasonTls, place, one.Message), isLasting: true);
                case SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain }:
                case WebException { Status: WebExceptionStatus.NameResolutionFailure }:
                    return new(DisplayText.Sentence(ConnectorMessages.ReasonHost, server.Host));
                case WebException { Status: WebExceptionStatus.ProxyNameResolutionFailure or WebExceptionStatus.RequestProhibitedByProxy }:
                    return new(ConnectorMessages.ReasonProxy);
                case SocketException { SocketErrorCode: SocketError.ConnectionRefused }:
                    return new(DisplayText.Sentence(ConnectorMessages.ReasonRefused, place));
                case SocketException socket:
                    return new(DisplayText.Sentence(ConnectorMessages.ReasonNetwork, socket.SocketErrorCode.ToString()));
#if NET
                case HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError }:
                    return new(ConnectorMessages.ReasonProxy);
#endif
            }
        }

        return new(DisplayText.Sentence(ConnectorMessages.ReasonNetwork, (exception.InnerException ?? exception).GetType().Name));
    }
}
