namespace ExchangeArchiveSafety;

/// <summary>Says what holds mean for copies that are removed. Removing is never a purge, so no hold forbids it. Pure.</summary>
public static class HoldNotice
{
    /// <summary>The sentences for a mailbox.</summary>
    /// <param name="mailbox">The mailbox; null where Exchange says nothing of it.</param>
    /// <param name="organization">The organization; null where it was not read.</param>
    /// <param name="asOfUtc">The time, UTC.</param>
    public static string Of(Mailbox? mailbox, Organization? organization, DateTime asOfUtc)
    {
        if (mailbox is null)
        {
            return CoreMessages.HoldsUnknown;
        }

        var sentences = new List<string>();
        if (mailbox.LitigationHoldEnabled.Is(true))
        {
            sentences.Add(CoreMessages.HoldLitigation);
        }

        var purview = PurviewHolds.Of(mailbox, organization);
        if (purview.Count > 0)
        {
            sentences.Add(DisplayText.Sentence(CoreMessages.HoldPurview, purview.Count));
        }

        if (RetentionHoldWindow.Possible(mailbox, asOfUtc, completesUtc: null).Any(window => window != HoldWindow.None))
        {
            sentences.Add(CoreMessages.HoldRetention);
        }

        if (!mailbox.LitigationHoldEnabled.IsKnown || !mailbox.InPlaceHolds.IsKnown || organization is null)
        {
            sentences.Add(CoreMessages.HoldsUnknown);
        }
        else if (sentences.Count == 0)
        {
            sentences.Add(CoreMessages.HoldNone);
        }

        return string.Join(" ", sentences);
    }
}
