using Azure.Core.Pipeline;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Specialized;

namespace ExchangeArchiveSafety.Storage;

/// <summary>The store in a blob, against Azurite.</summary>
public sealed class BlobStoreTests : JournalStoreTests
{
    private readonly BlobPlace _place = new();

    private protected override IJournalStore Open(bool compacts = false) => _place.Open(settings => compacts ? settings with { CompactFromBlocks = 2 } : settings);

    private protected override void Put(byte[] content) => _place.Put(content);

    private protected override string Everything() => _place.Everything();
}

/// <summary>Where the journal of a test lies.</summary>
internal sealed class BlobPlace
{
    public const string Name = "state/contoso.journal.jsonl";

    public BlobPlace()
    {
        Container = Azurite.Service.Container();
        Address = Azurite.Signed(Container, Name);
    }

    public BlobContainerClient Container { get; }

    public Uri Address { get; }

    public BlobJournal Open(Func<BlobJournalSettings, BlobJournalSettings>? with = null, Faults? faults = null, Uri? address = null)
    {
        var client = new BlobClientOptions { Retry = { MaxRetries = 3, Delay = TimeSpan.FromMilliseconds(1), MaxDelay = TimeSpan.FromMilliseconds(1), Mode = Azure.Core.RetryMode.Fixed } };
        client.Transport = faults is null ? client.Transport : new HttpClientTransport(new HttpClient(faults));
        var settings = new BlobJournalSettings { Client = client };
        return new(new BlobAddress(address ?? Address), with?.Invoke(settings) ?? settings);
    }

    public void Put(byte[] content)
    {
        var blob = Container.GetAppendBlobClient(Name);
        _ = blob.CreateIfNotExists();
        using var stream = new MemoryStream(content);
        _ = blob.AppendBlock(stream);
    }

    public IReadOnlyList<string> Names() => [.. Container.GetBlobs().Select(blob => blob.Name).Order(StringComparer.Ordinal)];

    public string TextOf(string name) => Container.GetBlobClient(name).DownloadContent().Value.Content.ToString();

    public string Everything() => string.Concat(Names().Where(name => !name.EndsWith(".work", StringComparison.Ordinal)).Select(TextOf));
}
