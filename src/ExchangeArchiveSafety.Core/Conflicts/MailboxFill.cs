namespace ExchangeArchiveSafety.Conflicts;

/// <summary>How full a mailbox is, and what that means for auto-archiving (MC1191923, reported).</summary>
internal static class MailboxFill
{
    /// <summary>The threshold where the organization says nothing.</summary>
    public const int DefaultThreshold = 96;

    /// <summary>At this threshold auto-archiving is off.</summary>
    public const int ThresholdOff = 100;

    private const int LeastThreshold = 80;

    /// <summary>Points below the threshold from which on it is taken to act: a sync adds more than that between two looks.</summary>
    public const int ActsBefore = 5;

    /// <summary>Half full: a migration can fill the rest.</summary>
    public const int AheadFrom = 50;

    /// <summary>
    /// Fill level in per cent of the fuller of the primary and its Recoverable Items, since either starts auto-archiving; null where the primary's is unknown.
    /// Unlimited counts as empty.
    /// </summary>
    public static double? Percent(Mailbox mailbox)
    {
        var primary = Percent(mailbox.TotalItemSize, mailbox.ProhibitSendReceiveQuota);
        var recoverable = Percent(mailbox.TotalDeletedItemSize, mailbox.RecoverableItemsQuota);
        return primary is null ? null : Math.Max(primary.Value, recoverable ?? 0);
    }

    public static AutoArchivingLevel Level(double percent, int threshold) =>
        percent >= threshold - ActsBefore ? AutoArchivingLevel.Acts
        : percent >= AheadFrom ? AutoArchivingLevel.Ahead
        : AutoArchivingLevel.Rests;

    /// <summary>The levels that are possible while the organization's threshold is not known: it may be anything from 80 to 99, or 100, which is off.</summary>
    public static AutoArchivingLevel[] PossibleLevels(double percent) =>
        [.. new[] { Level(percent, LeastThreshold), Level(percent, ThresholdOff - 1), AutoArchivingLevel.Rests }.Distinct()];

    /// <summary>The organization's threshold. One outside what is documented (80 to 100) says nothing, least of all that auto-archiving is off.</summary>
    public static int Threshold(Organization? organization) =>
        organization?.AutoArchivingThresholdPercentage.Or(DefaultThreshold) is >= LeastThreshold and <= ThresholdOff and var percent ? percent : DefaultThreshold;

    private static double? Percent(Known<long> size, Known<long?> quota)
    {
        if (quota.IsKnown && quota.Value is null)
        {
            return 0;
        }

        return size.IsKnown && quota.IsKnown && quota.Value > 0 ? 100.0 * size.Value / quota.Value!.Value : null;
    }
}
