namespace ExchangeArchiveSafety;

/// <summary>Finds holds behind which a retention policy with Preservation Lock may stand; the lock itself shows only in Security and Compliance.</summary>
internal static class PurviewHolds
{
    public static IReadOnlyList<string> Of(Mailbox mailbox, Organization? organization)
    {
        var ofMailbox = mailbox.InPlaceHolds.Or([]);
        var excluded = ofMailbox.Where(hold => hold.StartsWith("-", StringComparison.Ordinal)).Select(hold => hold.Substring(1)).ToList();
        return [.. ofMailbox
            .Where(hold => !hold.StartsWith("-", StringComparison.Ordinal))
            .Concat(organization?.InPlaceHolds.Or([]) ?? [])
            .Where(hold => hold.Length > 0 && !excluded.Contains(hold, StringComparer.OrdinalIgnoreCase))
            .Distinct(StringComparer.OrdinalIgnoreCase)];
    }
}
