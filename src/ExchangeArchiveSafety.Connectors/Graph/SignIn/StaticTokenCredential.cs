using Azure.Core;

namespace ExchangeArchiveSafety.Connectors.Graph.SignIn;

/// <summary>A token that somebody else got.</summary>
internal sealed class StaticTokenCredential(string token) : TokenCredential
{
    private readonly AccessToken _token = new(token, TokenClaims.Read(token).ExpiresUtc is { } end ? new DateTimeOffset(end) : DateTimeOffset.MaxValue);

    public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) => _token;

    public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) => new(_token);
}
