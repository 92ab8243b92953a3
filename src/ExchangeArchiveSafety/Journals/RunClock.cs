namespace ExchangeArchiveSafety.Journals;

/// <summary>The clock of a run: it begins at the time that the answer is about, and goes on from there. What is written carries the time at which it is written.</summary>
internal sealed class RunClock
{
    private readonly DateTime _began = DateTime.UtcNow;

    /// <summary>The time of the run.</summary>
    /// <param name="asOfUtc">The time that the answer is about, UTC.</param>
    public DateTime UtcNow(DateTime asOfUtc) => asOfUtc + (DateTime.UtcNow - _began);
}
