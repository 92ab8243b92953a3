using System.Runtime.CompilerServices;

namespace ExchangeArchiveSafety.Connectors.Inventory.Files;

/// <summary>Lines without anything on them are no rows.</summary>
internal static class BlankLine
{
    /// <summary>Where the next line begins if this one is blank; the same place if it is not.</summary>
    [MethodImpl(Hot.Path)]
    public static int Skip(byte[] buffer, int at, int end)
    {
        var stop = at;
        while (stop < end && buffer[stop] == '\r')
        {
            stop++;
        }

        return stop == end ? end : buffer[stop] == '\n' ? stop + 1 : at;
    }
}
