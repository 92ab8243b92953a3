using System.Globalization;
using System.Text;

namespace ExchangeArchiveSafety.Connectors.Inventory.Ndjson;

/// <summary>How times are written into rows.</summary>
internal static class NdjsonTime
{
    private const int UsualLength = 20;

    /// <summary>A time in quotes: to the second, finer only where the time is.</summary>
    public static byte[] Quoted(DateTime utc) =>
        Encoding.ASCII.GetBytes(utc.ToString(utc.Ticks % TimeSpan.TicksPerSecond == 0 ? "'\"'yyyy-MM-dd'T'HH:mm:ss'Z\"'" : "'\"'yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z\"'", CultureInfo.InvariantCulture));

    /// <summary>Whether the text of a time is already what would be written: to the second and in UTC.</summary>
    public static bool IsWritten(ReadOnlySpan<byte> time) => time.Length == UsualLength && time[10] == 'T' && time[UsualLength - 1] == 'Z';
}
