using System.Runtime.CompilerServices;

namespace ExchangeArchiveSafety.Duplicates.Normalization;

/// <summary>Times of items.</summary>
internal static class MailTime
{
    // What MAPI and Outlook store for "no date": the start of FILETIME, and 4501-01-01.
    private const long FirstReal = 504_912_096_000_000_000; // 1601-01-02
    private const long AfterReal = 1_419_747_264_000_000_000; // 4500-01-01

    /// <summary>The time in UTC; null when it stands for none. A time without a zone is UTC, as the column names say.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DateTime? RealUtc(DateTime? time) =>
        time is { Kind: DateTimeKind.Utc } usual && IsReal(usual) ? time : OtherRealUtc(time);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsReal(DateTime utc) => utc.Ticks is >= FirstReal and < AfterReal;

    private static DateTime? OtherRealUtc(DateTime? time)
    {
        if (time is not { } given)
        {
            return null;
        }

        var utc = given.Kind == DateTimeKind.Local ? given.ToUniversalTime() : DateTime.SpecifyKind(given, DateTimeKind.Utc);
        return IsReal(utc) ? utc : null;
    }
}
