namespace ExchangeArchiveSafety;

/// <summary>How a Graph connection signs in.</summary>
public enum GraphAuthentication
{
    /// <summary>The identity that Azure gives to the machine or the runbook, its own or one assigned to it.</summary>
    ManagedIdentity,

    /// <summary>An application with a certificate.</summary>
    ClientCertificate,

    /// <summary>An application with a secret.</summary>
    ClientSecret,

    /// <summary>A federated identity, as Kubernetes gives it to a workload.</summary>
    WorkloadIdentity,

    /// <summary>A person in the browser of this machine.</summary>
    InteractiveBrowser,

    /// <summary>A person in any browser, by a code.</summary>
    DeviceCode,

    /// <summary>A token that somebody else got; it cannot be renewed.</summary>
    AccessToken,
}
