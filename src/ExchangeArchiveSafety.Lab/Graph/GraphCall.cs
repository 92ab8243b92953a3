namespace ExchangeArchiveSafety.Lab.Graph;

/// <summary>One request that reached the lab's Graph.</summary>
public sealed class GraphCall
{
    /// <summary>Counts from 1.</summary>
    public int Sequence { get; internal set; }

    public required GraphRoute Route { get; init; }

    public required string Method { get; init; }

    public required string Path { get; init; }

    public required string Query { get; init; }

    public string? MailboxId { get; init; }

    public string? FolderId { get; init; }

    public string? ItemId { get; init; }

    /// <summary>Did it carry an Authorization header?</summary>
    public bool HasAuthorization { get; init; }

    /// <summary>Was it a part of a batch?</summary>
    public bool InBatch { get; init; }

    /// <summary>Requests in flight for this mailbox id, this one counted.</summary>
    public int InFlight { get; internal set; }

    /// <summary>0 as long as no answer is made, and when the connection was dropped.</summary>
    public int Status { get; internal set; }

    public override string ToString() => $"{Sequence} {Method} {Path}{Query} {Status}";
}
