using System.Collections;
using System.Collections.Concurrent;
using System.Management.Automation;
using System.Security;
using System.Security.Cryptography.X509Certificates;

namespace ExchangeArchiveSafety.Commands;

/// <summary>Signs this runspace in to Microsoft Graph, for the cmdlets that read and clean up mailboxes.</summary>
[Cmdlet(VerbsCommunications.Connect, "ArchiveSafetyGraph", DefaultParameterSetName = InteractiveSet)]
[OutputType(typeof(GraphConnectionInfo))]
public sealed class ConnectArchiveSafetyGraphCommand : StoppableCommand
{
    private Enum _environment = GraphEnvironment.Global;
    private const string ManagedIdentitySet = "ManagedIdentity";
    private const string CertificateSet = "Certificate";
    private const string CertificateThumbprintSet = "CertificateThumbprint";
    private const string CertificatePathSet = "CertificatePath";
    private const string ClientSecretSet = "ClientSecret";
    private const string WorkloadIdentitySet = "WorkloadIdentity";
    private const string InteractiveSet = "Interactive";
    private const string DeviceCodeSet = "DeviceCode";
    private const string AccessTokenSet = "AccessToken";

    private readonly ConcurrentQueue<string> _codes = new();

    /// <summary>Signs in as the identity that Azure gives to this machine or runbook; with -ClientId, as one assigned to it.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ManagedIdentitySet)]
    [Alias("Identity")]
    public SwitchParameter ManagedIdentity { get; set; }

    /// <summary>Signs in as the federated identity of this workload.</summary>
    [Parameter(Mandatory = true, ParameterSetName = WorkloadIdentitySet)]
    public SwitchParameter WorkloadIdentity { get; set; }

    /// <summary>Signs a person in by a code that is entered in any browser.</summary>
    [Parameter(Mandatory = true, ParameterSetName = DeviceCodeSet)]
    [Alias("UseDeviceCode")]
    public SwitchParameter DeviceCode { get; set; }

    /// <summary>A token that was got elsewhere. It cannot be renewed: a run that outlasts it ends with an error.</summary>
    [Parameter(Mandatory = true, ParameterSetName = AccessTokenSet)]
    [NoObject]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(NoValueCompleter))]
    public SecureString? AccessToken { get; set; }

    /// <summary>The application's certificate with its private key.</summary>
    [Parameter(Mandatory = true, ParameterSetName = CertificateSet)]
    [NoObject]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(NoValueCompleter))]
    public X509Certificate2? Certificate { get; set; }

    /// <summary>The thumbprint of the application's certificate in the store of the user or the machine.</summary>
    [Parameter(Mandatory = true, ParameterSetName = CertificateThumbprintSet)]
    [NoObject]
    [ValidatePattern("^[0-9A-Fa-f]{40}$")]
    [ArgumentCompleter(typeof(CertificateCompleter))]
    public string CertificateThumbprint { get; set; } = "";

    /// <summary>A PFX file with the application's certificate.</summary>
    [Parameter(Mandatory = true, ParameterSetName = CertificatePathSet)]
    [NoObject]
    [ValidateNotNullOrEmpty]
    public string CertificatePath { get; set; } = "";

    /// <summary>The password of that file.</summary>
    [Parameter(ParameterSetName = CertificatePathSet)]
    [NoObject]
    [ArgumentCompleter(typeof(NoValueCompleter))]
    public SecureString? CertificatePassword { get; set; }

    /// <summary>The application as user name and its secret as password.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ClientSecretSet)]
    [NoObject]
    [Alias("ClientSecretCredential")]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(NoValueCompleter))]
    public PSCredential? ClientSecret { get; set; }

    /// <summary>The tenant, by id or by domain.</summary>
    [Parameter(Mandatory = true, ParameterSetName = CertificateSet)]
    [Parameter(Mandatory = true, ParameterSetName = CertificateThumbprintSet)]
    [Parameter(Mandatory = true, ParameterSetName = CertificatePathSet)]
    [Parameter(Mandatory = true, ParameterSetName = ClientSecretSet)]
    [Parameter(ParameterSetName = WorkloadIdentitySet)]
    [Parameter(Mandatory = true, ParameterSetName = InteractiveSet)]
    [Parameter(Mandatory = true, ParameterSetName = DeviceCodeSet)]
    [NoObject]
    [Alias("Tenant")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NoValueCompleter))]
    public string? TenantId { get; set; }

    /// <summary>The application's id; with -ManagedIdentity, the id of an identity that is assigned to this machine.</summary>
    [Parameter(ParameterSetName = ManagedIdentitySet)]
    [Parameter(Mandatory = true, ParameterSetName = CertificateSet)]
    [Parameter(Mandatory = true, ParameterSetName = CertificateThumbprintSet)]
    [Parameter(Mandatory = true, ParameterSetName = CertificatePathSet)]
    [Parameter(ParameterSetName = WorkloadIdentitySet)]
    [Parameter(Mandatory = true, ParameterSetName = InteractiveSet)]
    [Parameter(Mandatory = true, ParameterSetName = DeviceCodeSet)]
    [NoObject]
    [Alias("AppId", "ApplicationId")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NoValueCompleter))]
    public string? ClientId { get; set; }

    /// <summary>The Microsoft cloud of the tenant.</summary>
    [Parameter]
    [NoObject]
    public GraphEnvironment Environment
    {
        get => (GraphEnvironment)_environment;
        set => _environment = value;
    }

    /// <summary>Another root of Microsoft Graph than the cloud's: a proxy, or a server of the same routes. Https, or http on this machine.</summary>
    [Parameter]
    [NoObject]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(NoValueCompleter))]
    public Uri? GraphEndpoint { get; set; }

    /// <summary>Another sign-in authority than the one at -GraphEndpoint, or without that the cloud's. Https, or http on this machine.</summary>
    [Parameter]
    [NoObject]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(NoValueCompleter))]
    public Uri? AuthorityHost { get; set; }

    /// <summary>The API version for each kind of mailbox, for example <c>@{ Primary = 'v1.0'; Archive = 'beta' }</c>, which is the default.</summary>
    [Parameter]
    [NoObject(TakesTable = true)]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(NoValueCompleter))]
    public Hashtable ApiVersion { get; set; } = [];

    /// <summary>Does not ask whether a Graph answers and takes the token. What is wrong with the connection then shows only when it is used.</summary>
    [Parameter]
    public SwitchParameter SkipProbe { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        using var watch = new GraphWatch(this);
        var settings = Settings(watch);
        if (Environment != GraphEnvironment.Global && GraphEndpoint is null)
        {
            WriteWarning(DisplayText.Sentence(Messages.CloudLacksMailboxes, Environment));
        }

        try
        {
            this.Tell(Messages.Connects, (object?)GraphEndpoint ?? Environment, settings.Authentication.ToString());

            // On another thread, so that a person waiting in front of a browser can still stop it, and is told the code.
            Waiting.Telling += TellCodes;
            var connection = Waiting.For(stop => ConnectorsAssembly.Create<IGraphConnector>("ExchangeArchiveSafety.GraphConnector").ConnectAsync(settings, stop));
            if (SkipProbe)
            {
                WriteVerbose(Messages.NotProbed);
            }

            GraphConnections.Set(this, connection);
            WriteObject(connection.Info);
        }
        catch (GraphException exception)
        {
            throw this.Terminating(exception, (object?)GraphEndpoint ?? Environment);
        }
        catch (OperationCanceledException) when (Stopping)
        {
            // Ctrl+C: the engine ends the pipeline by itself.
        }
    }

    private void TellCodes()
    {
        while (_codes.TryDequeue(out var text))
        {
            WriteWarning(DisplayText.Escape(text));
        }
    }

    private GraphConnectionSettings Settings(GraphWatch watch)
    {
        var (primary, archive, refusal) = ApiVersions.Of(ApiVersion);
        var certificates = new SignInCertificate(this);
        return new()
        {
            Authentication = ParameterSetName switch
            {
                ManagedIdentitySet => GraphAuthentication.ManagedIdentity,
                WorkloadIdentitySet => GraphAuthentication.WorkloadIdentity,
                DeviceCodeSet => GraphAuthentication.DeviceCode,
                AccessTokenSet => GraphAuthentication.AccessToken,
                ClientSecretSet => GraphAuthentication.ClientSecret,
                InteractiveSet => GraphAuthentication.InteractiveBrowser,
                _ => GraphAuthentication.ClientCertificate,
            },
            Environment = Environment,
            GraphEndpoint = GraphEndpoint,
            AuthorityHost = AuthorityHost,
            TenantId = TenantId,
            ClientId = ClientSecret?.UserName ?? ClientId,
            Secret = ClientSecret?.Password ?? AccessToken,
            Certificate = ParameterSetName switch
            {
                CertificateSet => certificates.Usable(Certificate!),
                CertificateThumbprintSet => certificates.FromStore(CertificateThumbprint),
                CertificatePathSet => certificates.FromFile(CertificatePath, CertificatePassword),
                _ => null,
            },
            PrimaryApiVersion = refusal is null ? primary : throw this.Terminating(ErrorIds.InvalidArgument, ApiVersion, refusal),
            ArchiveApiVersion = archive,
            ShowDeviceCode = _codes.Enqueue,
            SkipProbe = SkipProbe,
            Told = watch.Add,
        };
    }
}
