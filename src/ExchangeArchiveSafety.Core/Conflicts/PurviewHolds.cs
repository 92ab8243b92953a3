namespace ExchangeArchiveSafety.Conflicts;

/// <summary>Finds holds behind which a retention policy with Preservation Lock may stand; the lock itself shows only in Security and Compliance.</summary>
internal static class PurviewHolds
{
    /// <summary>The holds on a mailbox that are known: its own, and those of the whole organization that do not leave it out.</summary>
    public static IReadOnlyList<string> Of(Mailbox mailbox, Organization? organization)
    {
        var ofMailbox = mailbox.InPlaceHolds.Or([]);
        var excluded = ofMailbox.Where(IsExclusion).Select(hold => WithoutMode(hold.Substring(1))).ToList();
        return [.. ofMailbox
            .Where(hold => !IsExclusion(hold))
            .Concat(organization?.InPlaceHolds.Or([]) ?? [])
            .Where(hold => hold.Length > 0 && !excluded.Contains(WithoutMode(hold), StringComparer.OrdinalIgnoreCase))
            .Distinct(StringComparer.OrdinalIgnoreCase)];
    }

    /// <summary>Whether there is such a hold; null where the mailbox or the organization did not say.</summary>
    public static bool? Exist(Mailbox mailbox, Organization? organization)
    {
        var isWhole = mailbox.InPlaceHolds.IsKnown && organization is { InPlaceHolds.IsKnown: true };

        // Whether one of the organization counts is known only with the mailbox's own, which may leave it out.
        return Of(mailbox, mailbox.InPlaceHolds.IsKnown ? organization : null).Count > 0 ? true : isWhole ? false : null;
    }

    private static bool IsExclusion(string hold) => hold.StartsWith("-", StringComparison.Ordinal);

    // A hold may print with what it does behind it: mbx…:2.
    private static string WithoutMode(string hold) => hold.IndexOf(':') is var colon && colon >= 0 ? hold.Substring(0, colon) : hold;
}
