namespace ExchangeArchiveSafety;

/// <summary>The two halves of a mailbox as sentences name them.</summary>
internal static class HalfName
{
    public static string Of(MailItemLocation location) => location == MailItemLocation.Archive ? GraphMessages.ArchiveHalf : GraphMessages.PrimaryHalf;
}
