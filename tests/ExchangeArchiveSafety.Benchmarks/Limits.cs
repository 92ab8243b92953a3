namespace ExchangeArchiveSafety.Benchmarks;

/// <summary>What was asked of the module when it was planned.</summary>
internal static class Limits
{
    public const double EngineToDuckDb = 0.5;
    public const double CmdletToEngine = 2;

    // Nobody said how much "well under" is: half.
    public const double WellUnderASecond = 0.5;

    private const int Million = 1_000_000;

    /// <summary>The peak memory of a process; null where none was named.</summary>
    public static double? PeakMiB(int rows) => rows switch
    {
        Million => 200,
        _ => null,
    };
}
