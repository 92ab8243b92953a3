using System.Text;
using ExchangeArchiveSafety.Lab.Exchange.Wire;

namespace ExchangeArchiveSafety.Lab.Exchange.Connection;

/// <summary>One connection to a lab tenant.</summary>
internal sealed class LabConnection : IDisposable
{
    private readonly HttpClient _http;

    public LabConnection(Uri uri, string prefix)
    {
        Uri = uri;
        Prefix = prefix;

        // Loopback: no proxy of this machine has a say in it.
        _http = new HttpClient(new HttpClientHandler { UseProxy = false }) { BaseAddress = uri, Timeout = TimeSpan.FromMinutes(15) };
        _http.DefaultRequestHeaders.ExpectContinue = false;
        ModuleName = "tmpEXO_" + Id.ToString("N").Substring(0, 8) + ".lab";
    }

    public Guid Id { get; } = Guid.NewGuid();

    public Uri Uri { get; }

    public string Prefix { get; }

    /// <summary>The temporary module that holds this connection's functions.</summary>
    public string ModuleName { get; }

    public string Organization { get; set; } = "";

    public string TenantId { get; set; } = "";

    public JsonObject Get(string path, CancellationToken stop) => Send(HttpMethod.Get, path, null, stop);

    public JsonObject Post(string path, object body, CancellationToken stop) => Send(HttpMethod.Post, path, JsonWriter.Write(body), stop);

    public object? GetAny(string path, CancellationToken stop) => SendAny(HttpMethod.Get, path, null, stop);

    public void Dispose() => _http.Dispose();

    private JsonObject Send(HttpMethod method, string path, string? body, CancellationToken stop) =>
        SendAny(method, path, body, stop) as JsonObject ?? throw new InvalidDataException("The lab gave no object for " + path + ".");

    private object? SendAny(HttpMethod method, string path, string? body, CancellationToken stop)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        }

        using var response = _http.SendAsync(request, stop).GetAwaiter().GetResult();
        var text = response.Content.ReadAsStringAsync().GetAwaiter().GetResult();
        if (!response.IsSuccessStatusCode)
        {
            throw new InvalidOperationException($"The lab answered {(int)response.StatusCode} to {path}: {text}");
        }

        return JsonReader.Read(text);
    }
}
