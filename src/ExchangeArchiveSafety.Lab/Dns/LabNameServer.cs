using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using ExchangeArchiveSafety.Lab.Tenant;

namespace ExchangeArchiveSafety.Lab.Dns;

/// <summary>The world's name server as far as the tenant's domains go, on loopback: UDP and TCP on one port.</summary>
public sealed class LabNameServer : IDisposable
{
    private readonly LabTenant _tenant;
    private readonly UdpClient _udp;
    private readonly TcpListener _tcp;
    private readonly CancellationTokenSource _end = new();
    private int _asked;

    private LabNameServer(LabTenant tenant, UdpClient udp, TcpListener tcp) => (_tenant, _udp, _tcp) = (tenant, udp, tcp);

    /// <summary>Address and port.</summary>
    public string Address => _udp.Client.LocalEndPoint!.ToString()!;

    /// <summary>How many questions arrived.</summary>
    public int Asked => Volatile.Read(ref _asked);

    public static LabNameServer Start(LabTenant tenant)
    {
        while (true)
        {
            var udp = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
            var tcp = new TcpListener((IPEndPoint)udp.Client.LocalEndPoint!);
            try
            {
                tcp.Start();
            }
            catch (SocketException)
            {
                // Somebody has that port for TCP.
                udp.Dispose();
                continue;
            }

            var server = new LabNameServer(tenant, udp, tcp);
            _ = server.ServeUdpAsync();
            _ = server.ServeTcpAsync();
            return server;
        }
    }

    public void Dispose()
    {
        // A test may end the server before its end does.
        if (_end.IsCancellationRequested)
        {
            return;
        }

        _end.Cancel();
        _udp.Dispose();
        _tcp.Dispose();
        _end.Dispose();
    }

    private async Task ServeUdpAsync()
    {
        while (!_end.IsCancellationRequested)
        {
            try
            {
                var question = await _udp.ReceiveAsync(_end.Token);
                if (Reply(question.Buffer, isTcp: false) is { } answer)
                {
                    _ = await _udp.SendAsync(answer, question.RemoteEndPoint, _end.Token);
                }
            }
            catch (Exception exception) when (exception is SocketException or OperationCanceledException or ObjectDisposedException)
            {
                // Whoever asked has gone, or the server has.
            }
        }
    }

    private async Task ServeTcpAsync()
    {
        while (!_end.IsCancellationRequested)
        {
            try
            {
                _ = ServeAsync(await _tcp.AcceptTcpClientAsync(_end.Token));
            }
            catch (Exception exception) when (exception is SocketException or OperationCanceledException or ObjectDisposedException)
            {
                // As above.
            }
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                var stream = client.GetStream();
                var length = new byte[2];
                while (true)
                {
                    await stream.ReadExactlyAsync(length, _end.Token);
                    var question = new byte[BinaryPrimitives.ReadUInt16BigEndian(length)];
                    await stream.ReadExactlyAsync(question, _end.Token);
                    if (Reply(question, isTcp: true) is { } answer)
                    {
                        await stream.WriteAsync((byte[])[(byte)(answer.Length >> 8), (byte)answer.Length, .. answer], _end.Token);
                    }
                }
            }
            catch (Exception exception) when (exception is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
            {
                // As above.
            }
        }
    }

    private byte[]? Reply(byte[] question, bool isTcp)
    {
        _ = Interlocked.Increment(ref _asked);
        return DnsReply.To(question, _tenant, isTcp);
    }
}
