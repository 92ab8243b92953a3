using System.Security.Cryptography.X509Certificates;

namespace ExchangeArchiveSafety.Binding;

/// <summary>Certificates of the user that can sign in: those with a private key, the longest valid first.</summary>
internal sealed class CertificateCompleter : ValueCompleter
{
    /// <inheritdoc/>
    protected override IEnumerable<Suggestion> Values(CompletedLine line)
    {
        using var store = new X509Store(StoreName.My, StoreLocation.CurrentUser);
        store.Open(OpenFlags.ReadOnly | OpenFlags.OpenExistingOnly);
        return [.. store.Certificates.Cast<X509Certificate2>()
            .Where(certificate => certificate.HasPrivateKey)
            .OrderByDescending(certificate => certificate.NotAfter)
            .Select(certificate => new Suggestion(certificate.Thumbprint, DisplayText.Sentence(Messages.CompletionCertificate, certificate.Subject, certificate.NotAfter.ToUniversalTime())))];
    }
}
