using System.Net;
using System.Text;

namespace ExchangeArchiveSafety.Tests.Hosting;

/// <summary>A web server that is no Graph: whatever is asked, it shows its page.</summary>
internal sealed class PageServer : IDisposable
{
    private readonly HttpListener _listener;

    public PageServer()
    {
        (_listener, var address) = LoopbackListener.Start();
        Address = address.AbsoluteUri;
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
