namespace ExchangeArchiveSafety;

/// <summary>What a run over copies needs from whoever starts it.</summary>
public sealed class RemovalRunSettings
{
    /// <summary>Gives the time that is recorded, UTC.</summary>
    public Func<DateTime> UtcNow { get; init; } = () => throw new InvalidOperationException(nameof(UtcNow));

    /// <summary>Waits before reading again what cannot be seen yet.</summary>
    public Func<TimeSpan, CancellationToken, Task> Wait { get; init; } = Task.Delay;

    /// <summary>How much may be removed from one mailbox.</summary>
    public RemovalCeilings Ceilings { get; init; } = new();

    /// <summary>Whether copies are removed also where Recoverable Items have no room for them.</summary>
    public bool IgnoresRecoverableItemsQuota { get; init; }

    /// <summary>The organization, where it is known.</summary>
    public string? Tenant { get; init; }
}
