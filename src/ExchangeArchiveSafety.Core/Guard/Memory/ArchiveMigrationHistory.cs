namespace ExchangeArchiveSafety;

/// <summary>What the journal remembers of one mailbox in one migration batch, or of its suspensions where no pass saw it migrate. All times are UTC.</summary>
public sealed class ArchiveMigrationHistory
{
    /// <summary>The address that the migration knows the mailbox by, else how it was called when it was suspended.</summary>
    public string Identity { get; init; } = "";

    /// <summary>The key of the mailbox; all zero where nobody saw it.</summary>
    public Guid ExchangeGuid { get; init; }

    /// <summary>The batch, by name; null where none was named.</summary>
    public string? MigrationBatch { get; init; }

    /// <summary>The batch's GUID; all zero where it is not known.</summary>
    public Guid BatchGuid { get; init; }

    /// <summary>The batch's type, as Exchange gave it; null where it is not known.</summary>
    public string? MigrationType { get; init; }

    /// <summary>The last status that was written down; null where there is none.</summary>
    public string? Status { get; init; }

    /// <summary>When a pass first saw it in the batch; null where none did.</summary>
    public DateTime? FirstSeenUtc { get; init; }

    /// <summary>When a pass last saw it in the batch; null where none did.</summary>
    public DateTime? LastSeenUtc { get; init; }

    /// <summary>When a pass first missed it; null while it is there.</summary>
    public DateTime? VanishedSinceUtc { get; init; }

    /// <summary>When it last synced, as far as it was written down; null where nobody said.</summary>
    public DateTime? LastSyncUtc { get; init; }

    /// <summary>Since when no migration is seen to act on the mailbox, as passes judged it, else as this user's status or absence tells; null where one does or can again, or nobody knows.</summary>
    public DateTime? EndFirstSeenUtc { get; init; }

    /// <summary>What it read as, oldest first.</summary>
    public IReadOnlyList<StatusChange> StatusChanges { get; init; } = [];

    /// <summary>Runs of the Managed Folder Assistant that were seen to have archived its mail while a migration ran, oldest first.</summary>
    public IReadOnlyList<ObservedLoop> Loops { get; init; } = [];

    /// <summary>The suspensions of the mailbox, also those that are over, oldest first.</summary>
    public IReadOnlyList<RememberedSuspension> Suspensions { get; init; } = [];

    /// <summary>The journal.</summary>
    public string JournalPath { get; init; } = "";

    /// <summary>Mailbox and batch in one line, safe to show.</summary>
    public override string ToString() => DisplayText.Escape(Identity) + (MigrationBatch is null ? "" : ": " + DisplayText.Escape(MigrationBatch));
}

/// <summary>A run of the Managed Folder Assistant that archived mail while a migration ran.</summary>
/// <param name="RunUtc">When it ended well, UTC.</param>
/// <param name="Archived">How many items it archived.</param>
public sealed record ObservedLoop(DateTime RunUtc, long Archived)
{
    /// <summary>Number and time in one line.</summary>
    public override string ToString() => DisplayText.Sentence(CoreMessages.LoopAt, Archived, RunUtc);
}

/// <summary>A suspension of ours, from its announcement to its end.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Method">How it suspends.</param>
/// <param name="Stage">Where it stands.</param>
/// <param name="SuspendedAtUtc">When it was announced, UTC.</param>
/// <param name="InForceSinceUtc">When it was first seen in force, UTC; null where nobody saw it.</param>
/// <param name="EndedUtc">When it ended, UTC; null while it lasts or where that is not known.</param>
/// <param name="Why">Why it was announced; null where the journal does not say.</param>
public sealed record RememberedSuspension(
    Guid Id, SuspensionMethod Method, SuspensionStage Stage, DateTime SuspendedAtUtc, DateTime? InForceSinceUtc, DateTime? EndedUtc, string? Why = null)
{
    /// <summary>All of it in one line.</summary>
    public override string ToString() => DisplayText.Sentence(
        EndedUtc is not null ? CoreMessages.SuspensionOver : InForceSinceUtc is not null ? CoreMessages.SuspensionInForce : CoreMessages.SuspensionAnnounced,
        Method, SuspendedAtUtc, InForceSinceUtc, EndedUtc, Stage) + (Why is null ? "" : " " + DisplayText.Escape(Why));
}
