namespace ExchangeArchiveSafety;

/// <summary>Where a suspension stands, as the journal tells it.</summary>
public enum SuspensionStage
{
    /// <summary>Announced; whether Exchange was changed is not known until the mailbox is read.</summary>
    Intended,

    /// <summary>Set, and seen after reading back.</summary>
    Suspended,

    /// <summary>The call failed or could not be confirmed; whether it took effect later shows when the mailbox is read.</summary>
    Unconfirmed,

    /// <summary>Resuming was announced, and is not finished: not confirmed, failed, or only some settings were restored.</summary>
    Resuming,

    /// <summary>Over: everything was restored, or there is nothing to restore.</summary>
    Closed,
}

/// <summary>One suspension of one mailbox, folded from the journal.</summary>
public sealed record JournaledSuspension
{
    /// <summary>The id that ties its records together.</summary>
    public Guid Id { get; init; }

    /// <summary>The mailbox.</summary>
    public Guid ExchangeGuid { get; init; }

    /// <summary>How the mailbox was called when it was suspended.</summary>
    public string Identity { get; init; } = "";

    /// <summary>The organization, where it was known.</summary>
    public string? Tenant { get; init; }

    /// <summary>How it was suspended.</summary>
    public SuspensionMethod Method { get; init; }

    /// <summary>Whether the mailbox is fed by a tool that Exchange does not know; then only -Force resumes.</summary>
    public bool ExternallyMigrating { get; init; }

    /// <summary>What is still to be restored.</summary>
    public ArchivingSettings Before { get; init; } = ArchivingSettings.None;

    /// <summary>What the suspension made of it.</summary>
    public ArchivingSettings After { get; init; } = ArchivingSettings.None;

    /// <summary>
    /// What earlier intents of the same suspension made or would have made of it. A run that was killed leaves it open which of them took effect, so each is ours.
    /// </summary>
    public IReadOnlyList<ArchivingSettings> Earlier { get; init; } = [];

    /// <summary>Why it was announced first; null where its version did not say.</summary>
    public string? Why { get; init; }

    /// <summary>When it was announced, UTC.</summary>
    public DateTime SuspendedAtUtc { get; init; }

    /// <summary>Where it stands.</summary>
    public SuspensionStage Stage { get; init; }

    /// <summary>The run whose intent is not concluded; empty where none is, or its version did not say. Whether it is still at work is for the journal to say.</summary>
    public Guid Pending { get; init; }

    /// <summary>When the last intent was announced, UTC.</summary>
    public DateTime PendingSinceUtc { get; init; }

    /// <summary>Whether there is still something to restore or to close.</summary>
    public bool IsOpen => Stage != SuspensionStage.Closed;

    /// <summary>Whether a setting has a value that this suspension gave it, or may have given it.</summary>
    /// <param name="setting">The setting.</param>
    /// <param name="current">The settings as they are now.</param>
    public bool IsOurs(ArchivingSetting setting, ArchivingSettings current) =>
        Earlier.Append(After).Any(made => made.Has(setting) && current.Has(setting, made[setting]));
}
