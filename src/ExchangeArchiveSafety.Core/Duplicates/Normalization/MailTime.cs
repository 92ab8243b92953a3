using System.Runtime.CompilerServices;

namespace ExchangeArchiveSafety.Duplicates.Normalization;

/// <summary>Times of items.</summary>
internal static class MailTime
{
    // What MAPI and Outlook store for "no date": the start of FILETIME, and 4501-01-01.
    private static readonly DateTime FirstReal = new(1601, 1, 2, 0, 0, 0, DateTimeKind.Utc);
    private static readonly DateTime LastReal = new(4500, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>The time in UTC; null when it stands for none. A time without a zone is UTC, as the column names say.</summary>
    [MethodImpl(Hot.Path)]
    public static DateTime? RealUtc(DateTime? time)
    {
        if (time is not { } given)
        {
            return null;
        }

        var utc = given.Kind == DateTimeKind.Local ? given.ToUniversalTime() : DateTime.SpecifyKind(given, DateTimeKind.Utc);
        return utc < FirstReal || utc >= LastReal ? null : utc;
    }
}
