using System.Runtime.CompilerServices;

namespace ExchangeArchiveSafety.Duplicates.Normalization;

/// <summary>Times as evidence: whole seconds, because a Date header has no fractions and the stored property may.</summary>
internal static class WholeSecond
{
    /// <summary>Stands for a time that is not known.</summary>
    public const long Missing = 0;

    /// <summary>Seconds since the year 1, fractions cut off.</summary>
    [MethodImpl(Hot.Path)]
    public static long Of(DateTime? time) => MailTime.RealUtc(time) is { } utc ? utc.Ticks / TimeSpan.TicksPerSecond : Missing;
}
