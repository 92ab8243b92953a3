namespace ExchangeArchiveSafety;

/// <summary>What a probe needs from whoever starts it.</summary>
public sealed class ProbeSettings
{
    /// <summary>Gives the time that is recorded, UTC.</summary>
    public Func<DateTime> UtcNow { get; init; } = () => throw new InvalidOperationException(nameof(UtcNow));

    /// <summary>Waits before reading again what cannot be seen yet.</summary>
    public Func<TimeSpan, CancellationToken, Task> Wait { get; init; } = Task.Delay;

    /// <summary>The organization, where it is known.</summary>
    public string? Tenant { get; init; }

    /// <summary>Whether a large mailbox, and an item that stays in Recoverable Items, are taken into the bargain.</summary>
    public bool IsForced { get; init; }
}
