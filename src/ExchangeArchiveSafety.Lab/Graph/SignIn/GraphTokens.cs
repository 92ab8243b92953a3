using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Text.Json;
using ExchangeArchiveSafety.Lab.Tenant;

namespace ExchangeArchiveSafety.Lab.Graph.SignIn;

/// <summary>The tokens that this tenant gives out. They look like real ones and are signed by nobody.</summary>
public sealed class GraphTokens(LabTenant tenant, GraphPermissions permissions)
{
    private readonly ConcurrentDictionary<string, DateTime> _valid = new(StringComparer.Ordinal);
    private int _issued;

    /// <summary>How long the next ones last, in real time.</summary>
    public TimeSpan Lifetime { get; set; } = TimeSpan.FromMinutes(65);

    /// <summary>The secret that a client has to show; null takes any.</summary>
    public string? ClientSecret { get; set; }

    /// <summary>How many were given out.</summary>
    public int Issued => Volatile.Read(ref _issued);

    /// <summary>A token as the sign-in would give it.</summary>
    public string Issue(string? appId = null, TimeSpan? lifetime = null, string audience = "https://graph.microsoft.com")
    {
        var number = Interlocked.Increment(ref _issued);
        var now = DateTime.UtcNow;
        var until = now + (lifetime ?? Lifetime);
        var head = Part(new { typ = "JWT", alg = "RS256", kid = "lab" });
        var claims = Part(new
        {
            aud = audience,
            iss = $"https://sts.windows.net/{tenant.Organization.TenantId}/",
            iat = Seconds(now),
            nbf = Seconds(now),
            exp = Seconds(until),
            appid = appId ?? "11111111-2222-3333-4444-555555555555",
            idtyp = "app",
            roles = permissions.Granted,
            tid = tenant.Organization.TenantId,
            uti = $"lab{number}",
            ver = "1.0",
        });
        var token = $"{head}.{claims}.{Base64Url.EncodeToString(new Chance((ulong)number, "signature").Guid().ToByteArray())}";
        _valid[token] = until;
        return token;
    }

    /// <summary>Every token given out so far ends now.</summary>
    public void ExpireAll() => _valid.Clear();

    internal bool Accepts(string? authorization) =>
        authorization is not null
        && authorization.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)
        && _valid.TryGetValue(authorization["Bearer ".Length..].Trim(), out var until)
        && DateTime.UtcNow < until;

    private static long Seconds(DateTime time) => new DateTimeOffset(time).ToUnixTimeSeconds();

    private static string Part(object claims) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(claims));
}
