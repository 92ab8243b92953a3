namespace ExchangeArchiveSafety.Removal;

/// <summary>
/// How far a copy of a batch has come: planned, examined, saved, and ended somewhere on the way. Each step takes what the step before it gives, and nothing else
/// makes it: what was not examined cannot be saved, and what was not saved cannot be removed.
/// </summary>
/// <param name="Entry">The copy and the one that stays, with the evidence of the last reading.</param>
/// <param name="WasAsked">Whether a run that is dead asked for its deletion, so that it may have happened or may yet.</param>
internal abstract record CopyStage(RemovalEntry Entry, bool WasAsked)
{
    /// <summary>The saved copy; null as long as it is not saved.</summary>
    public virtual SavedPlace? Place => null;

    public EndedCopy End(RemovalStatus status, RemovalCause cause) => EndedCopy.Of(Entry, status, cause, Place, wasAsked: WasAsked);

    public EndedCopy Skip(RemovalReason reason, params object?[] values) => End(RemovalStatus.Skipped, RemovalCause.Of(reason, values));
}

/// <summary>A copy as the plan has it.</summary>
internal sealed record PlannedCopy(RemovalEntry Entry, bool WasAsked) : CopyStage(Entry, WasAsked);

/// <summary>Where a copy is saved.</summary>
/// <param name="Saved">What it is.</param>
/// <param name="File">The full path.</param>
internal sealed record SavedPlace(QuarantineEntry Saved, string File);
