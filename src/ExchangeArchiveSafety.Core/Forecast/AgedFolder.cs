namespace ExchangeArchiveSafety.Forecast;

/// <summary>A folder of mail, and at which age what lies in it is archived.</summary>
/// <param name="Items">How many items it holds.</param>
/// <param name="Bytes">How much they take.</param>
/// <param name="OldestUtc">When its oldest item was received; null where nobody says.</param>
/// <param name="NewestUtc">When its newest item was received; null where nobody says.</param>
/// <param name="Age">The age; null where nobody knows it, the longest of all where nothing is.</param>
internal sealed record AgedFolder(long Items, long Bytes, DateTime? OldestUtc, DateTime? NewestUtc, TimeSpan? Age)
{
    // What the default policy of every new tenant archives at (documented).
    private static readonly TimeSpan UsualAge = TimeSpan.FromDays(730);

    /// <summary>
    /// How many of its items are old enough at a time. Only the ends are known. Between them mail is likely spread evenly; at least, traffic grew steadily from
    /// nothing, at most it fell steadily to nothing.
    /// </summary>
    public double Due(DateTime atUtc, ForecastBound bound)
    {
        if (Age == TimeSpan.MaxValue)
        {
            return 0;
        }

        if ((Age is null || OldestUtc is null || NewestUtc is null) && bound != ForecastBound.Likely)
        {
            return bound == ForecastBound.Low ? 0 : Items;
        }

        if (OldestUtc is not { } oldest || NewestUtc is not { } newest)
        {
            return Items / 2.0;
        }

        // How long ago the oldest and the newest of them became due.
        var (since, notYet) = (atUtc - oldest - (Age ?? UsualAge), newest - atUtc + (Age ?? UsualAge));
        if (since < TimeSpan.Zero || notYet <= TimeSpan.Zero)
        {
            return since < TimeSpan.Zero ? 0 : Items;
        }

        // The oldest is due and the newest is not: that much is certain.
        var part = since.TotalDays / (newest - oldest).TotalDays;
        var spread = bound == ForecastBound.Low ? part * part : bound == ForecastBound.High ? 1 - ((1 - part) * (1 - part)) : part;
        return Math.Min(Items, 1 + (Math.Max(0, Items - 2) * spread));
    }
}
