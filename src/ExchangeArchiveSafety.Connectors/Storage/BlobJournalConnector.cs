using Azure.Core;
using Azure.Identity;

namespace ExchangeArchiveSafety;

/// <inheritdoc cref="IJournalConnector"/>
public sealed class BlobJournalConnector : IJournalConnector
{
    /// <inheritdoc/>
    public IJournalStore Open(Uri address, IGraphConnection? signIn)
    {
        var blob = new BlobAddress(address);
        return new BlobJournal(blob, new() { Credential = blob.IsSigned ? null : (signIn as GraphConnection)?.SignIn ?? OfMachine() });
    }

    // What the machine offers without a person: its environment, a federated or managed identity, or who is signed in with the tools of Azure.
    private static TokenCredential OfMachine() => new DefaultAzureCredential(new DefaultAzureCredentialOptions
    {
        ExcludeVisualStudioCredential = true,
        ExcludeVisualStudioCodeCredential = true,
        ExcludeAzureDeveloperCliCredential = true,
        ExcludeInteractiveBrowserCredential = true,
    });
}
