using Azure.Core;

namespace ExchangeArchiveSafety.Connectors.Graph.SignIn;

/// <summary>
/// The token of a connection: kept, renewed before it ends, asked for by one caller at a time, and replaced when the server no
/// longer takes it.
/// </summary>
internal sealed class TokenSource(Func<TokenCredential> create, GraphAuthentication authentication, string scope, SignInFailure failure, TimeProvider time) : IDisposable
{
    // Longer than any single request may take, so that no request ends with a dead token.
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(5);

    private readonly SemaphoreSlim _one = new(1, 1);
    private readonly TokenRequestContext _context = new([scope]);
    private TokenCredential? _credential;
    private AccessToken? _token;
    private volatile bool _wasTaken;

    /// <summary>When the token at hand ends; null when nobody knows.</summary>
    public DateTime? ExpiresUtc => _token is { } token && token.ExpiresOn < DateTimeOffset.MaxValue.AddDays(-1) ? token.ExpiresOn.UtcDateTime : null;

    /// <summary>The credential; null where there is a token and nothing that could get another one.</summary>
    public TokenCredential? Credential => authentication == GraphAuthentication.AccessToken ? null : _credential ??= create();

    /// <summary>A token that the server should take.</summary>
    /// <exception cref="GraphException">Signing in failed, or the token ended and cannot be renewed.</exception>
    public async Task<string> GetAsync(CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            if (_token is not { } token || time.GetUtcNow() >= RenewalOf(token))
            {
                token = await RenewAsync(cancellation).ConfigureAwait(false);
            }

            return token.Token;
        }
        finally
        {
            _ = _one.Release();
        }
    }

    /// <summary>Tells that the server does not take a token, whatever the token says, and has another one got unless one is at hand.</summary>
    /// <exception cref="GraphException">There is no other.</exception>
    public async Task RejectAsync(string rejected, CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            if (_token is { } token && token.Token != rejected)
            {
                return;
            }

            if (!CredentialFactory.IsUnattended(authentication))
            {
                throw Refused();
            }

            // A credential hands out of its cache what it got before, the rejected token too; only a new one asks again.
            (_credential, _token) = (null, null);
            _ = await RenewAsync(cancellation).ConfigureAwait(false);
        }
        finally
        {
            _ = _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    /// <summary>Tells that the server took a token of this connection.</summary>
    public void Taken() => _wasTaken = true;

    /// <summary>Says that the server does not take the token and nobody can get a better one: it has ended, or it never was one for this server.</summary>
    public GraphException Refused() =>
        _wasTaken ? Expired() : new(ErrorIds.GraphTokenRefused, DisplayText.Sentence(ConnectorMessages.TokenNeverTaken, authentication.ToString(), scope)) { StatusCode = 401 };

    private GraphException Expired() =>
        new(ErrorIds.GraphTokenExpired, authentication == GraphAuthentication.AccessToken ? ConnectorMessages.TokenExpired : ConnectorMessages.TokenRejected) { StatusCode = 401 };

    private async Task<AccessToken> RenewAsync(CancellationToken cancellation)
    {
        try
        {
            _credential ??= create();
            var token = await _credential.GetTokenAsync(_context, cancellation).ConfigureAwait(false);
            if (authentication == GraphAuthentication.AccessToken && token.ExpiresOn <= time.GetUtcNow())
            {
                throw Expired();
            }

            _token = token;
            return token;
        }
        catch (Exception exception) when (exception is not (GraphException or OperationCanceledException))
        {
            // The one at hand may do for another while.
            return _token is { } token && token.ExpiresOn > time.GetUtcNow().AddSeconds(30) ? token : throw failure.Of(exception);
        }
    }

    private static DateTimeOffset RenewalOf(AccessToken token) =>
        token.RefreshOn is { } early && early < token.ExpiresOn ? early : token.ExpiresOn - DateTimeOffset.MinValue > Margin ? token.ExpiresOn - Margin : token.ExpiresOn;
}
