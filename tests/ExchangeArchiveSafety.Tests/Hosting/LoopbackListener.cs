using System.Net;
using System.Net.Sockets;

namespace ExchangeArchiveSafety.Tests.Hosting;

/// <summary>Starts a web server on a port that nobody has, and says where.</summary>
internal static class LoopbackListener
{
    /// <summary>Starts it; where somebody takes the port in between, on another.</summary>
    public static (HttpListener Listener, Uri Address) Start()
    {
        for (var attempt = 1; ; attempt++)
        {
            using var probe = new TcpListener(IPAddress.Loopback, 0);
            probe.Start();
            var address = new Uri($"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}/");
            probe.Stop();
            var listener = new HttpListener();
            try
            {
                listener.Prefixes.Add(address.AbsoluteUri);
                listener.Start();
                return (listener, address);
            }
            catch (HttpListenerException) when (attempt < 10)
            {
                listener.Close();
            }
        }
    }
}
