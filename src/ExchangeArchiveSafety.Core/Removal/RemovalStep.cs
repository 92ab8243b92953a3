namespace ExchangeArchiveSafety;

/// <summary>What one batch gave.</summary>
public sealed class RemovalStep
{
    internal RemovalStep(IReadOnlyList<ArchiveDuplicateRemoval> results, RemovalFailure? failure = null)
    {
        Results = results;
        Failure = failure;
    }

    /// <summary>What became of its copies.</summary>
    public IReadOnlyList<ArchiveDuplicateRemoval> Results { get; }

    /// <summary>Why the mailbox ends here; null when it goes on.</summary>
    public RemovalFailure? Failure { get; }
}
