using System.Globalization;

namespace ExchangeArchiveSafety;

/// <summary>Sizes as people read them. Properties, files and exports hold exact bytes.</summary>
public static class ByteSize
{
    private const long Step = 1024;

    private static readonly string[] Units = ["KB", "MB", "GB", "TB", "PB", "EB"];

    /// <summary>The size in the largest unit of 1,024 that leaves a whole part, with one decimal below a hundred, such as <c>46.9 KB</c>.</summary>
    /// <param name="bytes">A size; null where nobody knows it.</param>
    public static string Show(long? bytes)
    {
        if (bytes is not { } size)
        {
            return "unknown";
        }

        if (size < Step)
        {
            return size.ToString(CultureInfo.InvariantCulture) + " B";
        }

        var value = (double)size;
        var unit = -1;

        // What would be rounded to 1,024 of a unit is one of the next.
        while (Math.Round(value) >= Step && unit < Units.Length - 1)
        {
            value /= Step;
            unit++;
        }

        return value.ToString(value < 99.95 ? "0.#" : "0", CultureInfo.InvariantCulture) + " " + Units[unit];
    }
}
