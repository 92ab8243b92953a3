using System.Globalization;
using System.Text.RegularExpressions;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;

namespace ExchangeArchiveSafety.Connectors.Storage;

/// <summary>
/// Takes away what killed runs left beside a journal, when it has just been shortened: marks that have long stopped counting, and snapshots that the journal does not go
/// on in and never can. Where the blobs may not be listed or deleted they stay: they cost next to nothing, and count for nothing.
/// </summary>
internal sealed class BlobTidying(BlobAddress address, BlobJournalSettings settings)
{
    // Far longer than a mark counts, so that nobody has to think about clocks.
    private static readonly TimeSpan Old = TimeSpan.FromDays(1);

    /// <summary>Does it.</summary>
    /// <param name="supersedes">How many records the journal had when it was shortened just now.</param>
    public void Run(long supersedes)
    {
        try
        {
            var parts = new BlobParts(address, settings);
            _ = parts.Find();
            var container = parts.Client(address.Name).GetParentBlobContainerClient();
            foreach (var page in container.GetBlobs(BlobTraits.None, BlobStates.None, address.Name + ".", CancellationToken.None).AsPages())
            {
                var now = page.GetRawResponse().Headers.Date;
                foreach (var blob in page.Values.Where(blob => blob.Name.EndsWith(".work", StringComparison.Ordinal)
                    ? now - blob.Properties.LastModified > Old
                    : IsOrphan(blob.Name, supersedes) && !parts.Chain.Contains(blob.Name)))
                {
                    _ = container.GetBlobClient(blob.Name).DeleteIfExists();
                }
            }
        }
        catch (Exception exception) when (BlobFailure.IsNoAnswer(exception) || exception is UnusableFileException)
        {
        }
    }

    // The journal has gone on past the place at which whoever wrote it wanted to say that it goes on there, so that is refused for good. One with a higher number may
    // be somebody's who shortens it again just now.
    private bool IsOrphan(string name, long supersedes) =>
        Regex.Match(name.Substring(address.Name.Length), "^\\.([0-9]{1,18})-[0-9a-f]{8}$") is { Success: true } part
        && long.Parse(part.Groups[1].Value, CultureInfo.InvariantCulture) <= supersedes;
}
