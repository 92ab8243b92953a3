namespace ExchangeArchiveSafety.Conflicts;

/// <summary>What the retention hold of a mailbox does at a time. The flag stays true after the end (ODE mailbox-retention-hold), so it never decides alone.</summary>
internal static class RetentionHoldWindow
{
    /// <summary>Every window that the known facts leave possible.</summary>
    /// <param name="mailbox">The mailbox.</param>
    /// <param name="asOfUtc">The time, UTC.</param>
    /// <param name="completesUtc">When the migration completes by itself, where that is certain and ahead; UTC.</param>
    public static HoldWindow[] Possible(Mailbox mailbox, DateTime asOfUtc, DateTime? completesUtc)
    {
        if (mailbox.RetentionHoldEnabled.Is(false))
        {
            return [HoldWindow.None];
        }

        var windows = new List<HoldWindow>();
        if (!mailbox.RetentionHoldEnabled.IsKnown || !mailbox.StartDateForRetentionHold.IsKnown || !mailbox.EndDateForRetentionHold.IsKnown)
        {
            windows.Add(HoldWindow.None);
        }

        var begun = !mailbox.StartDateForRetentionHold.IsKnown || mailbox.StartDateForRetentionHold.Value is not { } start || start <= asOfUtc;
        if (!begun)
        {
            return [HoldWindow.None];
        }

        if (!mailbox.EndDateForRetentionHold.IsKnown)
        {
            windows.Add(HoldWindow.OpenEnded);
            windows.Add(HoldWindow.Ending);
        }
        else if (mailbox.EndDateForRetentionHold.Value is not { } end)
        {
            windows.Add(HoldWindow.OpenEnded);
        }
        else if (end < asOfUtc)
        {
            return [HoldWindow.None];
        }
        else
        {
            windows.Add(completesUtc < end ? HoldWindow.OpenEnded : HoldWindow.Ending);
        }

        return [.. windows];
    }
}
