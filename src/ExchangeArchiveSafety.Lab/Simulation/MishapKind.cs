namespace ExchangeArchiveSafety.Lab.Simulation;

/// <summary>What goes wrong with a call or a write to the journal.</summary>
public enum MishapKind
{
    /// <summary>The process dies before it has any effect.</summary>
    DiesBefore,

    /// <summary>The process dies when it is done.</summary>
    DiesAfter,

    /// <summary>The process dies when half of it is written.</summary>
    Tears,

    /// <summary>An error comes back, and nothing is done.</summary>
    Fails,

    /// <summary>It is done, and an error comes back.</summary>
    FailsAfterwards,

    /// <summary>The budget of the session is used up, for this call and those that follow.</summary>
    Throttled,

    /// <summary>It looks like success, and nothing is done.</summary>
    DoesNothing,

    /// <summary>Half of a list comes back, and nothing says so.</summary>
    CutShort,

    /// <summary>The session does not get the command for some hours.</summary>
    NotPermitted,

    /// <summary>Another runner of the same partition makes a whole pass meanwhile.</summary>
    SecondRunner,

    /// <summary>Minutes pass, in which the tenant and its people go on.</summary>
    TimePasses,
}
