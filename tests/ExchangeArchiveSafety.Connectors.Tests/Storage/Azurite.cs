using System.Diagnostics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;
using Azure.Storage;
using Azure.Storage.Blobs;
using Azure.Storage.Sas;

namespace ExchangeArchiveSafety.Storage;

/// <summary>
/// Azurite, the storage service that Microsoft gives for tests, in memory and on a free port, for as long as the tests run. Node and npm bring it.
/// </summary>
internal sealed class Azurite
{
    private const string Version = "3.37.0";

    // Everybody's name and key: those that Azurite is documented with.
    private const string Account = "devstoreaccount1";
    private const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private static readonly Lazy<(string Folder, string? Missing)> Installed = new(Install);
    private static readonly Lazy<Azurite> Only = new(() => Start());
    private readonly Uri _root;

    private Azurite(string origin) => _root = new Uri(origin + "/" + Account);

    /// <summary>Why its tests are skipped; null where they run, which they always do where no test may be left out.</summary>
    public static string? Skip => Environment.GetEnvironmentVariable("EXCHANGEARCHIVESAFETY_ALL_TESTS") == "1" ? null : Installed.Value.Missing;

    /// <summary>The service.</summary>
    public static Azurite Service => Only.Value;

    /// <summary>Another one, over https with a certificate that nobody trusts, which takes tokens.</summary>
    /// <param name="folder">Where its certificate is put.</param>
    public static Azurite WithTokens(string folder)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.Parse("2999-01-01", System.Globalization.CultureInfo.InvariantCulture));
        File.WriteAllText(Path.Combine(folder, "cert.pem"), certificate.ExportCertificatePem());
        File.WriteAllText(Path.Combine(folder, "key.pem"), key.ExportPkcs8PrivateKeyPem());
        return Start("--oauth", "basic", "--cert", Path.Combine(folder, "cert.pem"), "--key", Path.Combine(folder, "key.pem"));
    }

    /// <summary>A container of one test.</summary>
    /// <param name="options">How the service is spoken to.</param>
    public BlobContainerClient Container(BlobClientOptions? options = null)
    {
        var container = new BlobServiceClient(_root, new StorageSharedKeyCredential(Account, Key), options).GetBlobContainerClient("c" + Guid.NewGuid().ToString("N"));
        _ = container.Create();
        return container;
    }

    /// <summary>The address of a blob with a signature.</summary>
    public static Uri Signed(BlobContainerClient container, string name, BlobSasPermissions permissions = BlobSasPermissions.All) =>
        new BlobUriBuilder(container.GenerateSasUri(new BlobSasBuilder(permissions, DateTimeOffset.Parse("2999-01-01", System.Globalization.CultureInfo.InvariantCulture))
        {
            BlobContainerName = container.Name,
            Resource = "c",
        }))
        { BlobName = name }.ToUri();

    private static Azurite Start(params string[] more)
    {
        var (folder, missing) = Installed.Value;
        var start = new ProcessStartInfo("node") { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder };
        foreach (var argument in new[] { "node_modules/azurite/dist/src/blob/main.js", "--blobPort", "0", "--inMemoryPersistence", "--skipApiVersionCheck", "--disableTelemetry", "--silent" }.Concat(more))
        {
            start.ArgumentList.Add(argument);
        }

        var process = missing is null ? Process.Start(start)! : throw new InvalidOperationException(missing);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => process.Kill();
        using var patience = new Timer(_ => process.Kill(), null, TimeSpan.FromMinutes(10), Timeout.InfiniteTimeSpan);
        while (process.StandardOutput.ReadLine() is { } line)
        {
            if (Regex.Match(line, @"listens on (https?://[^:]+:\d+)") is { Success: true } origin)
            {
                _ = process.StandardOutput.ReadToEndAsync();
                _ = process.StandardError.ReadToEndAsync();
                return new Azurite(origin.Groups[1].Value);
            }
        }

        throw new InvalidOperationException("Azurite ended: " + process.StandardError.ReadToEnd());
    }

    private static (string Folder, string? Missing) Install()
    {
        var root = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(root, "ExchangeArchiveSafety.sln")))
        {
            root = Path.GetDirectoryName(root)!;
        }

        var folder = Path.Combine(root, "artifacts", "azurite-" + Version);
        try
        {
            Run("node", "--version");
            if (!File.Exists(Path.Combine(folder, "node_modules", "azurite", "package.json")))
            {
                _ = Directory.CreateDirectory(folder);
                Run(OperatingSystem.IsWindows() ? "npm.cmd" : "npm", "install", "--prefix", folder, "--no-audit", "--no-fund", "--no-save", "azurite@" + Version);
            }

            return (folder, null);
        }
        catch (Exception exception) when (exception is System.ComponentModel.Win32Exception or IOException)
        {
            return (folder, "Azurite needs node and npm: " + exception.Message);
        }
    }

    private static void Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var failed = process.StandardError.ReadToEndAsync();
        _ = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new IOException(program + ": " + failed.Result);
        }
    }
}
