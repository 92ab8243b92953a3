namespace ExchangeArchiveSafety.Lab.Tenant.Migration;

public enum SyncPhase
{
    /// <summary>Nothing was copied yet.</summary>
    NotStarted,

    /// <summary>The first pass runs.</summary>
    Initial,

    /// <summary>The first pass is done; every 24 hours another one runs.</summary>
    Incremental,

    /// <summary>Stopped, failed or broken. Somebody may start it again.</summary>
    Quiet,

    /// <summary>Completed.</summary>
    Ended,
}
