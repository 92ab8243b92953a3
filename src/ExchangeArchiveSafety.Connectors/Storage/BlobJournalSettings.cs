using Azure.Core;
using Azure.Storage.Blobs;

namespace ExchangeArchiveSafety.Connectors.Storage;

/// <summary>What a journal in a blob is opened with; tests take smaller numbers.</summary>
internal sealed record BlobJournalSettings
{
    /// <summary>Who signs in; null where the address carries a signature.</summary>
    public TokenCredential? Credential { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>How the service is spoken to: an append takes half a minute at most, and the SDK may repeat it, since every append names its place.</summary>
    public BlobClientOptions Client { get; init; } = new() { Retry = { MaxRetries = 5, NetworkTimeout = TimeSpan.FromSeconds(30) } };

    /// <summary>How long a mark counts after it was last renewed: longer than a call of Exchange may take, and by the clock of the service.</summary>
    public TimeSpan MarkCounts { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>How old a mark grows before it is renewed.</summary>
    public TimeSpan MarkIsFresh { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>From how many bytes on it is shortened where that would halve it, when a command begins.</summary>
    public long CompactFromBytes { get; init; } = 4L << 20;

    /// <summary>From how many blocks on it is shortened when a command begins.</summary>
    public int CompactFromBlocks { get; init; } = 20_000;

    /// <summary>From how many blocks on it is shortened while a command runs: a blob takes 50,000, and the last one has to say where the journal goes on.</summary>
    public int RollFromBlocks { get; init; } = 45_000;
}
