using System.Runtime.CompilerServices;

namespace ExchangeArchiveSafety;

/// <summary>
/// Times of an inventory: ISO 8601 to the second or finer, with <c>T</c> or a blank, in the extended or the basic format, with
/// <c>Z</c>, an offset or no zone, which is UTC as the column names say; and <c>/Date(ms)/</c>, as Windows PowerShell writes times in
/// JSON. A time without seconds is refused: seconds are evidence.
/// </summary>
internal static class InventoryTime
{
    private const int UsualLength = 20;
    private const long UnixEpochTicks = 621_355_968_000_000_000;
    private const long LatestUnixMilliseconds = 253_402_300_799_999;
    private const long EarliestUnixMilliseconds = -62_135_596_800_000;

    /// <summary>Reads a time; nothing at all is no time and no mistake.</summary>
    /// <returns>Whether the text is a time, or empty.</returns>
    [MethodImpl(Hot.Path)]
    public static bool TryParse(ReadOnlySpan<byte> text, out DateTime? time)
    {
        if (text.Length == UsualLength && TryParseUsual(text, out var usual))
        {
            time = usual;
            return true;
        }

        time = null;
        text = Ascii.Trim(text);
        return text.IsEmpty || (text[0] == '/' ? TryParseUnixMilliseconds(text, out time) : TryParseIso(text, out time));
    }

    /// <summary>Whether a text is a time or empty, for times that nobody asks for yet.</summary>
    [MethodImpl(Hot.Path)]
    public static bool IsTime(ReadOnlySpan<byte> text) =>
        (text.Length == UsualLength && IsUsual(text, out _, out _, out _)) || TryParse(text, out _);

    /// <summary>Reads <c>yyyy-MM-ddTHH:mm:ssZ</c>, which nearly every time is, without looking for anything else.</summary>
    [MethodImpl(Hot.Path)]
    private static bool TryParseUsual(ReadOnlySpan<byte> text, out DateTime time)
    {
        if (!IsUsual(text, out var year, out var month, out var day))
        {
            time = default;
            return false;
        }

        var seconds = (Two(text[11], text[12]) * 3600) + (Two(text[14], text[15]) * 60) + Two(text[17], text[18]);
        time = new(new DateTime((int)year, (int)month, (int)day).Ticks + (seconds * TimeSpan.TicksPerSecond), DateTimeKind.Utc);
        return true;
    }

    /// <summary>Checks it. Anything out of the ordinary, faults included, is for the other way to judge.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsUsual(ReadOnlySpan<byte> text, out uint year, out uint month, out uint day)
    {
        (year, month, day) = (0, 0, 0);
        if (text.Length != UsualLength || text[4] != '-' || text[7] != '-' || text[10] != 'T' || text[13] != ':' || text[16] != ':' || text[19] != 'Z')
        {
            return false;
        }

        var (century, inCentury) = (Two(text[0], text[1]), Two(text[2], text[3]));
        month = Two(text[5], text[6]);
        day = Two(text[8], text[9]);
        if (century > 99 || inCentury > 99 || (century | inCentury) == 0 || month - 1 > 11 || day - 1 > 30
            || Two(text[11], text[12]) > 23 || Two(text[14], text[15]) > 59 || Two(text[17], text[18]) > 59)
        {
            return false;
        }

        // Days up to 28 exist in every month.
        year = (century * 100) + inCentury;
        return day <= 28 || day <= (uint)DateTime.DaysInMonth((int)year, (int)month);
    }

    /// <summary>The number that two digits make; far above 99 when one is no digit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Two(byte tens, byte ones)
    {
        var (first, second) = ((uint)(tens - '0'), (uint)(ones - '0'));
        return first > 9 || second > 9 ? uint.MaxValue / 2 : (first * 10) + second;
    }

    private static bool TryParseIso(ReadOnlySpan<byte> text, out DateTime? time)
    {
        time = null;
        var at = 0;
        if (!Digits(text, ref at, 4, out var year))
        {
            return false;
        }

        var extended = Skip(text, ref at, (byte)'-');
        if (!Digits(text, ref at, 2, out var month) || (extended && !Skip(text, ref at, (byte)'-')) || !Digits(text, ref at, 2, out var day)
            || !(Skip(text, ref at, (byte)'T') || Skip(text, ref at, (byte)'t') || Skip(text, ref at, (byte)' '))
            || !Digits(text, ref at, 2, out var hour) || (extended && !Skip(text, ref at, (byte)':')) || !Digits(text, ref at, 2, out var minute)
            || (extended && !Skip(text, ref at, (byte)':')) || !Digits(text, ref at, 2, out var second))
        {
            return false;
        }

        if (year == 0 || month is 0 or > 12 || day == 0 || hour > 23 || minute > 59 || second > 60 || day > DateTime.DaysInMonth(year, month))
        {
            return false;
        }

        if (!Fraction(text, ref at, out var fraction) || !Zone(text, ref at, out var offset) || at != text.Length)
        {
            return false;
        }

        // A leap second counts as the first of the next minute.
        var ticks = new DateTime(year, month, day, hour, minute, 0, DateTimeKind.Utc).Ticks + (second * TimeSpan.TicksPerSecond) + fraction - (offset * TimeSpan.TicksPerMinute);
        if (ticks < 0 || ticks > DateTime.MaxValue.Ticks)
        {
            return false;
        }

        time = new(ticks, DateTimeKind.Utc);
        return true;
    }

    /// <summary>Digits behind the second, cut off below 100 ns.</summary>
    private static bool Fraction(ReadOnlySpan<byte> text, ref int at, out long ticks)
    {
        ticks = 0;
        if (!Skip(text, ref at, (byte)'.') && !Skip(text, ref at, (byte)','))
        {
            return true;
        }

        var start = at;
        var unit = TimeSpan.TicksPerSecond / 10;
        while (at < text.Length && text[at] is >= (byte)'0' and <= (byte)'9')
        {
            ticks += (text[at++] - '0') * unit;
            unit /= 10;
        }

        return at > start;
    }

    private static bool Zone(ReadOnlySpan<byte> text, ref int at, out int minutes)
    {
        minutes = 0;
        if (at == text.Length || Skip(text, ref at, (byte)'Z') || Skip(text, ref at, (byte)'z'))
        {
            return true;
        }

        var sign = text[at] switch { (byte)'+' => 1, (byte)'-' => -1, _ => 0 };
        at++;
        if (sign == 0 || !Digits(text, ref at, 2, out var hours))
        {
            return false;
        }

        var more = 0;
        if (at < text.Length && (Skip(text, ref at, (byte)':') || true) && !Digits(text, ref at, 2, out more))
        {
            return false;
        }

        minutes = sign * ((hours * 60) + more);
        return hours <= 14 && more <= 59;
    }

    private static bool TryParseUnixMilliseconds(ReadOnlySpan<byte> text, out DateTime? time)
    {
        time = null;
        if (!text.StartsWith("/Date("u8) || !text.EndsWith(")/"u8))
        {
            return false;
        }

        // An offset may follow; the number is UTC all the same.
        var number = text.Slice("/Date(".Length, text.Length - "/Date()/".Length);
        if (!System.Buffers.Text.Utf8Parser.TryParse(number, out long milliseconds, out var used)
            || milliseconds is < EarliestUnixMilliseconds or > LatestUnixMilliseconds
            || (used < number.Length && (number.Length - used != 5 || number[used] is not ((byte)'+' or (byte)'-'))))
        {
            return false;
        }

        time = new(UnixEpochTicks + (milliseconds * TimeSpan.TicksPerMillisecond), DateTimeKind.Utc);
        return true;
    }

    private static bool Skip(ReadOnlySpan<byte> text, ref int at, byte expected)
    {
        if (at >= text.Length || text[at] != expected)
        {
            return false;
        }

        at++;
        return true;
    }

    private static bool Digits(ReadOnlySpan<byte> text, ref int at, int count, out int value)
    {
        value = 0;
        if (text.Length - at < count)
        {
            return false;
        }

        for (var end = at + count; at < end; at++)
        {
            var digit = (uint)(text[at] - '0');
            if (digit > 9)
            {
                return false;
            }

            value = (value * 10) + (int)digit;
        }

        return true;
    }
}
