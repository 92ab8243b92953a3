using System.Text.Json;

namespace ExchangeArchiveSafety.Connectors.Graph.SignIn;

/// <summary>
/// What a token says about itself, to be shown. Nothing is decided by it, and a token that is no JWT, which the format of Graph's
/// tokens allows, says nothing.
/// </summary>
internal sealed class TokenClaims
{
    private static readonly DateTime UnixEpoch = new(1970, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    public string TenantId { get; private set; } = "";

    public string ClientId { get; private set; } = "";

    public string Account { get; private set; } = "";

    public IReadOnlyList<string> Permissions { get; private set; } = [];

    public DateTime? ExpiresUtc { get; private set; }

    public static TokenClaims Read(string token)
    {
        var claims = new TokenClaims();
        var parts = token.Split('.');
        if (parts.Length is < 2 or > 3)
        {
            return claims;
        }

        try
        {
            var body = parts[1].Replace('-', '+').Replace('_', '/');
            using var json = JsonDocument.Parse(Convert.FromBase64String(body.PadRight((body.Length + 3) / 4 * 4, '=')));
            if (json.RootElement.ValueKind == JsonValueKind.Object)
            {
                claims.Fill(json.RootElement);
            }
        }
        catch (Exception exception) when (exception is FormatException or JsonException or InvalidOperationException or ArgumentException)
        {
            // No JWT, or none of ours.
        }

        return claims;
    }

    private void Fill(JsonElement body)
    {
        TenantId = Text(body, "tid");
        ClientId = Text(body, "appid") is { Length: > 0 } application ? application : Text(body, "azp");
        Account = Text(body, "upn") is { Length: > 0 } account ? account : Text(body, "preferred_username");
        var roles = body.TryGetProperty("roles", out var list) && list.ValueKind == JsonValueKind.Array
            ? list.EnumerateArray().Where(role => role.ValueKind == JsonValueKind.String).Select(role => role.GetString()!)
            : [];
        Permissions = [.. roles.Concat(Text(body, "scp").Split([' '], StringSplitOptions.RemoveEmptyEntries)).Distinct(StringComparer.Ordinal).OrderBy(name => name, StringComparer.Ordinal)];
        if (body.TryGetProperty("exp", out var end) && end.ValueKind == JsonValueKind.Number && end.TryGetInt64(out var seconds) && seconds is > 0 and < 253_402_300_799)
        {
            ExpiresUtc = UnixEpoch.AddSeconds(seconds);
        }
    }

    private static string Text(JsonElement body, string name) =>
        body.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
}
