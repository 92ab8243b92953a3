namespace ExchangeArchiveSafety.Duplicates.Evidence;

/// <summary>Tells how a copy lies to the others.</summary>
internal static class CopyKind
{
    /// <param name="location">Where the copy lies.</param>
    /// <param name="archivedBefore">Whether a copy that is more worth keeping lies in the archive.</param>
    /// <param name="archived">Whether any does.</param>
    public static DuplicateKind Of(MailItemLocation location, bool archivedBefore, bool archived) =>
        location == MailItemLocation.Archive && archivedBefore ? DuplicateKind.DuplicatedInArchive
            : location == MailItemLocation.Archive || archived ? DuplicateKind.Reappeared : DuplicateKind.DuplicatedInPrimary;
}
