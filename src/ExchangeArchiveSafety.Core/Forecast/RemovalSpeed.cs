namespace ExchangeArchiveSafety.Forecast;

/// <summary>
/// How long removing copies takes. Measured with this module's own benchmark of removals: 27 copies a second where a call takes 50 ms, and 3.5 calls a copy (read
/// it again, save it, delete it, prove the kept one). What a call takes in a tenant nobody knows before; time grows with it.
/// </summary>
internal static class RemovalSpeed
{
    public const double CopiesPerSecond = 27;
    public const double CallsPerCopy = 3.5;
    public const int MeasuredCallMilliseconds = 50;
    public const int LikelyCallMilliseconds = 100;
    public const int SlowCallMilliseconds = 200;

    public static ForecastRange Seconds(ForecastRange copies) =>
        new(Seconds(copies.Low, MeasuredCallMilliseconds), Seconds(copies.Likely, LikelyCallMilliseconds), Seconds(copies.High, SlowCallMilliseconds));

    private static long Seconds(long copies, int callMilliseconds) => (long)Math.Ceiling(copies / CopiesPerSecond * callMilliseconds / MeasuredCallMilliseconds);
}
