using Azure.Storage.Blobs;

namespace ExchangeArchiveSafety.Connectors.Storage;

/// <summary>Where a journal lies. A shared access signature in it is shown nowhere.</summary>
internal sealed class BlobAddress
{
    private readonly Uri _address;

    public BlobAddress(Uri address)
    {
        _address = address;
        Shown = address.IsAbsoluteUri ? address.Scheme + "://" + address.Authority + address.AbsolutePath : "(relative)";
        var parts = address.IsAbsoluteUri ? new BlobUriBuilder(address) : null;
        if (parts is null || !GraphAddress.IsProtected(address) || address.UserInfo.Length > 0 || address.Fragment.Length > 0
            || parts.Query.Length > 0 || parts.BlobContainerName.Length == 0 || parts.BlobName.Length == 0 || parts.Snapshot.Length > 0 || parts.VersionId?.Length > 0)
        {
            throw new UnusableFileException(ErrorIds.JournalUriInvalid, Shown, DisplayText.Sentence(ConnectorMessages.JournalUriInvalid, Shown));
        }

        Name = parts.BlobName;
        IsSigned = parts.Sas is not null;
    }

    /// <summary>How it is called in results and errors.</summary>
    public string Shown { get; }

    /// <summary>The name of the blob in its container.</summary>
    public string Name { get; }

    /// <summary>Whether it carries a signature.</summary>
    public bool IsSigned { get; }

    /// <summary>The address of another blob in the same container.</summary>
    public Uri Of(string name) => new BlobUriBuilder(_address) { BlobName = name }.ToUri();

    /// <summary>Takes whatever is secret in the address out of a text.</summary>
    public string Redacted(string text)
    {
        foreach (var secret in _address.Query.TrimStart('?').Split('&').Where(part => part.StartsWith("sig=", StringComparison.OrdinalIgnoreCase) && part.Length > 4).Select(part => part.Substring(4)))
        {
            text = text.Replace(secret, "***").Replace(Uri.UnescapeDataString(secret), "***");
        }

        return text;
    }
}
