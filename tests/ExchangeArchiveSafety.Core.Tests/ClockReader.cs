namespace ExchangeArchiveSafety.Core.Tests;

/// <summary>Reads clocks, for the test that finds those who do.</summary>
internal static class ClockReader
{
    public static DateTime Read() => DateTime.UtcNow;

    public static long Watch() => System.Diagnostics.Stopwatch.GetTimestamp();
}
