namespace ExchangeArchiveSafety.Benchmarks;

/// <summary>What was asked of the module when it was planned.</summary>
internal static class Limits
{
    public const double EngineToDuckDbAsProcesses = 0.8;
    public const double CmdletToEngine = 2;

    // Nobody said how much "well under" is: half.
    public const double WellUnderASecond = 0.5;

    /// <summary>Requests a removed copy, from finding to the proof that it is gone.</summary>
    public const double RequestsACopy = 5;

    /// <summary>Time of a removal to that of its requests, four at once.</summary>
    public const double RemovalToRequests = 1.2;

    private const int Million = 1_000_000;

    /// <summary>The engine's time to DuckDB's, in one process.</summary>
    public static double EngineToDuckDb(Layout layout) => layout == Layout.Neat ? 0.45 : 0.6;

    /// <summary>The peak memory of a process; null where none was named.</summary>
    public static double? PeakMiB(int rows) => rows switch
    {
        Million => 200,
        10 * Million => 1.2 * 1024,
        _ => null,
    };

    /// <summary>How many times as long a larger inventory may take; null where nothing was named.</summary>
    public static double? Growth(int small, int large) => (small, large) is (Million, 10 * Million) ? 11 : null;
}
