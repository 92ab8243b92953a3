using System.Text;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Storage.Blobs;
using ExchangeArchiveSafety.Core.Tests;
using Xunit;

namespace ExchangeArchiveSafety.Storage;

/// <summary>A journal whose address carries no signature: it is signed in to by tokens, as a managed identity does.</summary>
public sealed class BlobTokenTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("eas-azurite-");

    public void Dispose() => _folder.Delete(recursive: true);

    [AzuriteFact]
    public void Tokens_open_it_and_what_the_service_does_not_take_is_told_as_denied()
    {
        using var handler = new HttpClientHandler { ServerCertificateCustomValidationCallback = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator };
        var client = new BlobClientOptions { Transport = new HttpClientTransport(handler) };
        var container = Azurite.WithTokens(_folder.FullName).Container(client);
        var address = new BlobAddress(new Uri(container.Uri + "/journal.jsonl"));
        using var journal = new BlobJournal(address, new() { Credential = new Tokens("https://storage.azure.com"), Client = client });

        journal.EnsureWritable();
        journal.Append(JournalRecords.Numbered(0));
        using (var work = journal.BeginWork())
        {
            using var other = new BlobJournal(address, new() { Credential = new Tokens("https://storage.azure.com"), Client = client });
            Assert.True(other.IsAtWork(work.Run));
            Assert.Equal(JournalRecords.Text(0), JournalRecords.Text(other.Read()));
        }

        var foreign = new Tokens("https://graph.microsoft.com");
        using var denied = new BlobJournal(address, new() { Credential = foreign, Client = client });
        var error = Assert.Throws<UnusableFileException>(() => denied.Read());
        Assert.Equal("JournalAccessDenied", error.ErrorId);
        Assert.DoesNotContain(foreign.Last, error.ToString(), StringComparison.Ordinal);
    }

    /// <summary>Tokens that are signed by nobody: for whom they are, when and from whom is looked at.</summary>
    private sealed class Tokens(string audience) : TokenCredential
    {
        public string Last { get; private set; } = "";

        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken)
        {
            Assert.Equal("https://storage.azure.com/.default", Assert.Single(requestContext.Scopes));
            Last = Part("{\"alg\":\"RS256\",\"typ\":\"JWT\"}") + "."
                + Part($"{{\"aud\":\"{audience}\",\"iss\":\"https://sts.windows.net/ab1f708d-50f6-404c-a006-d71b2ac7a606/\",\"iat\":1511859603,\"nbf\":1511859603,\"exp\":32472144000}}") + "."
                + Part("nobody");
            return new(Last, DateTimeOffset.MaxValue);
        }

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) => new(GetToken(requestContext, cancellationToken));

        private static string Part(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text)).TrimEnd('=').Replace('+', '-').Replace('/', '_');
    }
}
