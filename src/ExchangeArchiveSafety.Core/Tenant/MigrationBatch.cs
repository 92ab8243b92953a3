namespace ExchangeArchiveSafety;

/// <summary>A migration batch (Get-MigrationBatch). All times are UTC.</summary>
public sealed record MigrationBatch
{
    /// <summary>The name, which another batch may have as well.</summary>
    public string Identity { get; init; } = "";

    /// <summary>The batch's GUID, all zero where it was not returned.</summary>
    public Guid BatchGuid { get; init; }

    /// <summary>Status text as Exchange gives it.</summary>
    public Known<string?> Status { get; init; }

    /// <summary>Migration type text: IMAP, Gmail, ExchangeRemoteMove, ExchangeOutlookAnywhere, PublicFolder ...</summary>
    public Known<string?> MigrationType { get; init; }

    /// <summary>How many users the batch says it has.</summary>
    public Known<int> TotalCount { get; init; }

    /// <summary>When the batch is to start.</summary>
    public Known<DateTime?> StartAfterUtc { get; init; }

    /// <summary>When the batch is to complete by itself.</summary>
    public Known<DateTime?> CompleteAfterUtc { get; init; }

    /// <summary>When the batch began: its start, else its creation.</summary>
    public Known<DateTime?> StartedUtc { get; init; }

    /// <summary>When it last synced.</summary>
    public Known<DateTime?> LastSyncUtc { get; init; }

    /// <summary>Whether both are the same batch: by GUID, and by name only where neither has one.</summary>
    /// <param name="other">Another batch, possibly read at another time.</param>
    public bool IsSame(MigrationBatch? other) =>
        other is not null && BatchGuid == other.BatchGuid && (BatchGuid != Guid.Empty || string.Equals(Identity, other.Identity, StringComparison.OrdinalIgnoreCase));
}
