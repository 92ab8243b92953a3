using Azure;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;

namespace ExchangeArchiveSafety.Connectors.Storage;

/// <summary>What became of an append.</summary>
internal enum Appended
{
    /// <summary>It stands where it was to stand.</summary>
    Written,

    /// <summary>Something else stands there.</summary>
    Moved,

    /// <summary>The blob takes no more blocks.</summary>
    Full,
}

/// <summary>
/// The append blobs of a journal: the first one, and those in which it goes on. Every append says where it is to stand, so that no two runs write over what they
/// have not read, and one that is repeated stands there once.
/// </summary>
internal sealed class BlobParts(BlobAddress address, BlobJournalSettings settings)
{
    private const int LongestEnd = 4096;
    private const int MostParts = 10_000;

    /// <summary>The blob in which the journal goes on, as far as it is known.</summary>
    public string Last { get; private set; } = address.Name;

    /// <summary>The blobs that the journal is known to lie in, one after the other.</summary>
    public HashSet<string> Chain { get; } = new(StringComparer.Ordinal) { address.Name };

    /// <summary>Blocks in the last blob after the last append; 0 where it is not known.</summary>
    public int Blocks { get; private set; }

    public AppendBlobClient Client(string part) => settings.Credential is { } credential && !address.IsSigned
        ? new(address.Of(part), credential, settings.Client)
        : new(address.Of(part), settings.Client);

    /// <summary>The length and blocks of the last blob, found by what the end of each says; null where there is no journal.</summary>
    public (long Length, int Blocks)? Find()
    {
        for (var hops = 0; hops < MostParts; hops++)
        {
            BlobProperties state;
            try
            {
                state = Client(Last).GetProperties().Value;
            }
            catch (RequestFailedException exception) when (exception.Status == 404 && exception.ErrorCode != "ContainerNotFound" && Last == address.Name)
            {
                return null;
            }
            catch (RequestFailedException exception) when (exception.Status == 404 && Last != address.Name)
            {
                throw Elsewhere(Last);
            }

            if (state.BlobType != BlobType.Append)
            {
                throw new RequestFailedException(409, "", "InvalidBlobType", null);
            }

            if (Next(state.ContentLength) is not { } next)
            {
                return (state.ContentLength, Blocks = state.BlobCommittedBlockCount);
            }

            Last = next;
        }

        throw Elsewhere(Last);
    }

    /// <summary>Goes on to where a record says that the journal goes on.</summary>
    public string Follow(string next)
    {
        Last = next.StartsWith(address.Name + ".", StringComparison.Ordinal) && next.IndexOf('/', address.Name.Length) < 0 ? next : throw Elsewhere(next);
        _ = Chain.Add(next);
        return next;
    }

    /// <summary>Begins a blob; nothing happens where there is one.</summary>
    public void Create(string part)
    {
        try
        {
            _ = Client(part).Create(new AppendBlobCreateOptions { Conditions = new AppendBlobRequestConditions { IfNoneMatch = ETag.All } });
        }
        catch (RequestFailedException exception) when (exception.Status == 412 || (exception.Status == 409 && exception.ErrorCode == "BlobAlreadyExists"))
        {
            // Another run was first, or this one was and its answer was lost.
        }
    }

    /// <summary>Appends lines at a place, and tells whether they stand there.</summary>
    public Appended Append(string part, long place, byte[] lines, CancellationToken cancellation)
    {
        try
        {
            using var content = new MemoryStream(lines);
            var done = Client(part).AppendBlock(content, new AppendBlobAppendBlockOptions { Conditions = new AppendBlobRequestConditions { IfAppendPositionEqual = place } }, cancellation).Value;
            Blocks = done.BlobCommittedBlockCount;
            return Appended.Written;
        }
        catch (RequestFailedException exception) when (exception.Status == 409 && exception.ErrorCode == "BlockCountExceedsLimit")
        {
            return Appended.Full;
        }
        catch (RequestFailedException exception) when (exception.Status == 412)
        {
            // The SDK repeats what had no answer: then the place is taken by what it wrote itself.
            return Stands(part, place, lines) ? Appended.Written : Appended.Moved;
        }
        catch (Exception exception) when (BlobFailure.IsNoAnswer(exception))
        {
            if (StandsQuietly(part, place, lines))
            {
                return Appended.Written;
            }

            throw;
        }
    }

    /// <summary>Whether a blob may be begun and appended to where there is none; none is begun.</summary>
    public void TryBeginning(string part)
    {
        try
        {
            // No blob has this ETag, so the service refuses it for that if it does not for another reason before.
            _ = Client(part).Create(new AppendBlobCreateOptions { Conditions = new AppendBlobRequestConditions { IfMatch = new ETag("\"0x0\"") } });
        }
        catch (RequestFailedException exception) when (exception.Status == 412 || exception.ErrorCode == "BlobNotFound")
        {
        }

        try
        {
            TryAppending(part);
        }
        catch (RequestFailedException exception) when (exception.ErrorCode == "BlobNotFound")
        {
        }
    }

    /// <summary>Whether appending is allowed here; nothing is written.</summary>
    public void TryAppending(string part)
    {
        try
        {
            // No blob is so long, so the service refuses it for its place if it does not for another reason before.
            using var content = new MemoryStream([(byte)'\n']);
            _ = Client(part).AppendBlock(content, new AppendBlobAppendBlockOptions { Conditions = new AppendBlobRequestConditions { IfAppendPositionEqual = long.MaxValue } });
        }
        catch (RequestFailedException exception) when (exception.Status == 412 || exception.ErrorCode == "BlockCountExceedsLimit")
        {
        }
    }

    public UnusableFileException Elsewhere(string part) =>
        new(ErrorIds.JournalDamaged, address.Shown, DisplayText.Sentence(ConnectorMessages.JournalPartMissing, address.Shown, part));

    private bool Stands(string part, long place, byte[] lines) => BlobTail.Get(Client(part), place, lines.Length).AsSpan().SequenceEqual(lines);

    private bool StandsQuietly(string part, long place, byte[] lines)
    {
        try
        {
            return Stands(part, place, lines);
        }
        catch (Exception exception) when (BlobFailure.IsNoAnswer(exception))
        {
            return false;
        }
    }

    // The last line says whether the journal goes on elsewhere: nothing is appended after it.
    private string? Next(long length)
    {
        var most = (int)Math.Min(length, LongestEnd);
        return most > 0 && JournalLine.ContinuedIn(BlobTail.Get(Client(Last), length - most, most), address.Shown) is { } next ? Follow(next) : null;
    }
}
