namespace ExchangeArchiveSafety.Removal;

/// <summary>A copy of which is known, or is not going to be known in this run, what became of it.</summary>
/// <param name="Entry">The two copies.</param>
/// <param name="WasAsked">Whether a run that is dead asked for its deletion.</param>
/// <param name="Result">What is said of it.</param>
/// <param name="SavedAt">Where it is saved; null when it is not.</param>
internal sealed record EndedCopy(RemovalEntry Entry, bool WasAsked, ArchiveDuplicateRemoval Result, SavedPlace? SavedAt) : CopyStage(Entry, WasAsked)
{
    /// <summary>What the journal is to say of it; null where nothing was announced.</summary>
    public JournalItemState? State { get; init; }

    /// <summary>Why the server refused to read, export or delete it; null when it did not.</summary>
    public GraphException? Refusal { get; init; }

    /// <summary>Why it ended so, as the journal says it: the reason's name, but where it was sent to somebody else that.</summary>
    public string? Why => Refusal?.ErrorId == ErrorIds.GraphRedirectRefused ? Refusal.ErrorId : Result.ReasonId == RemovalReason.None ? null : Result.ReasonId.ToString();

    public override SavedPlace? Place => SavedAt;

    public static EndedCopy Of(RemovalEntry entry, RemovalStatus status, RemovalCause cause, SavedPlace? place, DateTime? removedAtUtc = null, bool wasAsked = false) =>
        new(entry, wasAsked, ArchiveDuplicateRemoval.Of(entry, status, cause, place?.File ?? "", removedAtUtc), place);
}
