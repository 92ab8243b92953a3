using System.Runtime.InteropServices;
using System.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ExchangeArchiveSafety.Graph;

/// <summary>Finds the certificate that an application signs in with. One that is not there, or has no private key, ends the cmdlet.</summary>
/// <param name="command">The cmdlet.</param>
internal sealed class SignInCertificate(StoppableCommand command)
{
    // EphemeralKeySet, which .NET Framework knows since 4.7.2 and .NET Standard has no name for.
    private const X509KeyStorageFlags InMemory = (X509KeyStorageFlags)32;

    public X509Certificate2 Usable(X509Certificate2 certificate) =>
        certificate.HasPrivateKey ? certificate : throw Unusable(Messages.NoPrivateKey, certificate.Thumbprint);

    public X509Certificate2 FromStore(string thumbprint) => Usable(
        FromStore(thumbprint, StoreLocation.CurrentUser) ?? FromStore(thumbprint, StoreLocation.LocalMachine) ?? throw Unusable(Messages.NoCertificateInStore, thumbprint));

    public X509Certificate2 FromFile(string path, SecureString? password)
    {
        path = command.FullPath(path, ErrorIds.CertificateNotUsable);
        try
        {
            // Nothing is left behind in the user's key store; macOS has no keys that live in memory only.
            var isMac = RuntimeInformation.IsOSPlatform(OSPlatform.OSX);
            return Usable(new X509Certificate2(path, password, isMac ? X509KeyStorageFlags.DefaultKeySet : InMemory));
        }
        catch (Exception exception) when (exception is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw Unusable(Messages.CertificateNotReadable, path, exception);
        }
    }

    private static X509Certificate2? FromStore(string thumbprint, StoreLocation location)
    {
        try
        {
            using var store = new X509Store(StoreName.My, location);
            store.Open(OpenFlags.ReadOnly | OpenFlags.OpenExistingOnly);
            return store.Certificates.Find(X509FindType.FindByThumbprint, thumbprint, validOnly: false)
                .Cast<X509Certificate2>().OrderByDescending(found => found.HasPrivateKey).FirstOrDefault();
        }
        catch (CryptographicException)
        {
            // A store that is not there holds no certificate; on Linux the machine has none.
            return null;
        }
    }

    private Exception Unusable(string format, string target, Exception? inner = null) =>
        command.Terminating(ErrorIds.CertificateNotUsable, target, DisplayText.Sentence(format, target, inner?.Message), inner);
}
