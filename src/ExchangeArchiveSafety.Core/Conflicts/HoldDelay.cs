namespace ExchangeArchiveSafety.Conflicts;

/// <summary>
/// How long a setting that holds archiving off may take until it does. No delay is documented for a retention hold; 240 minutes are for a litigation hold, and
/// what is allowed here (inferred).
/// </summary>
internal static class HoldDelay
{
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(240);

    /// <summary>Since when it is in force, and until when it may not act yet.</summary>
    /// <param name="sinceUtc">Since when it is known to be set, UTC.</param>
    /// <param name="asOfUtc">The time, UTC.</param>
    public static string Told(DateTime sinceUtc, DateTime asOfUtc)
    {
        var acts = sinceUtc + Longest;
        return DisplayText.Sentence(acts > asOfUtc ? CoreMessages.HoldCountdown : CoreMessages.HoldActs, sinceUtc, acts, Math.Ceiling((acts - asOfUtc).TotalMinutes));
    }
}
