namespace ExchangeArchiveSafety;

/// <summary>One idempotent pass over a tenant.</summary>
public sealed class GuardPass
{
    /// <summary>Prepares a pass.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="journal">Where it remembers and records; it has been made sure that it can be written.</param>
    /// <param name="settings">How it goes.</param>
    /// <param name="utcNow">The time at the moment in which something is decided or recorded, UTC.</param>
    /// <param name="elapsed">How long the pass has taken so far.</param>
    /// <param name="changed">Takes every change as soon as it is made.</param>
    /// <param name="stop">Stops it between two calls; what is under way is found out by the next pass.</param>
    public GuardPass(
        IGuardTenant tenant,
        IJournalStore journal,
        GuardSettings settings,
        Func<DateTime> utcNow,
        Func<TimeSpan> elapsed,
        Action<GuardChange>? changed = null,
        CancellationToken stop = default)
    {
        _ = (tenant, journal, settings, utcNow, elapsed, changed, stop);
    }

    /// <summary>Makes the pass.</summary>
    /// <exception cref="ArchiveSafetyException">It cannot be begun; nothing was asked or changed.</exception>
    /// <exception cref="UnusableFileException">The journal failed on the way.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public ArchiveSafetyGuardPass Run() => throw new NotImplementedException();
}
