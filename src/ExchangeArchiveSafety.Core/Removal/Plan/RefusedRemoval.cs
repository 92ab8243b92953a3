namespace ExchangeArchiveSafety;

/// <summary>A surplus copy that the plan does not take along, and why.</summary>
public sealed class RefusedRemoval
{
    private readonly RemovalEntry _entry;
    private readonly RemovalCause _cause;

    internal RefusedRemoval(RemovalEntry entry, RemovalCause cause)
    {
        _entry = entry;
        _cause = cause;
    }

    /// <summary>The copy and the one that stays.</summary>
    public RemovalEntry Entry => _entry;

    /// <summary>Why, as a stable name.</summary>
    public RemovalReason ReasonId => _cause.Id;

    /// <summary>Why, in a sentence.</summary>
    public string Reason => _cause.Sentence;

    /// <summary>What is said of it.</summary>
    public ArchiveDuplicateRemoval Result => ArchiveDuplicateRemoval.Of(_entry, RemovalStatus.Refused, _cause);
}
