using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ExchangeArchiveSafety.Tests.Hosting;

/// <summary>A web server that is no Graph: whatever is asked, it shows its page.</summary>
internal sealed class PageServer : IDisposable
{
    private readonly HttpListener _listener = new();

    public PageServer()
    {
        using (var socket = new TcpListener(IPAddress.Loopback, 0))
        {
            socket.Start();
            Address = $"http://127.0.0.1:{((IPEndPoint)socket.LocalEndpoint).Port}/";
        }

        _listener.Prefixes.Add(Address);
        _listener.Start();
        _ = Task.Run(ServeAsync);
    }

    public string Address { get; }

    public void Dispose() => _listener.Close();

    private async Task ServeAsync()
    {
        while (true)
        {
            try
            {
                var context = await _listener.GetContextAsync();
                context.Response.ContentType = "text/html";
                context.Response.Close(Encoding.UTF8.GetBytes("<!DOCTYPE html><html><body>Welcome</body></html>"), willBlock: false);
            }
            catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
        }
    }
}
