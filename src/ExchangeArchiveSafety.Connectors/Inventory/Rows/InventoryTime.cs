using System.Buffers.Binary;
using System.Runtime.CompilerServices;
#if NET
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
#endif

namespace ExchangeArchiveSafety.Connectors.Inventory.Rows;

/// <summary>
/// Times of an inventory: ISO 8601 to the second or finer, with <c>T</c> or a blank, in the extended or the basic format, with
/// <c>Z</c>, an offset or no zone, which is UTC as the column names say; and <c>/Date(ms)/</c>, as Windows PowerShell writes times in
/// JSON. A time without seconds is refused: seconds are evidence.
/// </summary>
internal static class InventoryTime
{
    private const int UsualLength = 20;

    // "0000-00-", "00T00:00", ":00Z", as the processor loads them, and what is just short of the highest bit for each.
    private const ulong YearMonth = 0x2D30302D30303030;
    private const ulong YearMonthLimits = 0x7F76767F76767676;
    private const ulong DayHourMinute = 0x30303A3030543030;
    private const ulong DayHourMinuteLimits = 0x76767F76767F7676;
    private const uint Second = 0x5A30303A;
    private const uint SecondLimits = 0x7F76767F;
    private const ulong HighestBits = 0x8080808080808080;

    // The first of March of the year nought is so many days before the first day there is, which is counted as 0 while that one is 1.
    private const long DaysBeforeFirstMarch = 307;

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
        text = AsciiText.Trim(text);
        return text.IsEmpty || (text[0] == '/' ? TryParseUnixMilliseconds(text, out time) : TryParseIso(text, out time));
    }

    /// <summary>Whether a text is a time or empty, for times that nobody asks for yet.</summary>
    [MethodImpl(Hot.Path)]
    public static bool IsTime(ReadOnlySpan<byte> text) =>
        (text.Length == UsualLength && IsUsual(text, out _, out _)) || TryParse(text, out _);

    /// <summary>Reads <c>yyyy-MM-ddTHH:mm:ssZ</c>, which nearly every time is, without looking for anything else.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryParseUsual(ReadOnlySpan<byte> text, out DateTime time)
    {
        if (!IsUsual(text, out var date, out var seconds))
        {
            time = default;
            return false;
        }

        time = new(date.Ticks + (seconds * TimeSpan.TicksPerSecond), DateTimeKind.Utc);
        return true;
    }

    /// <summary>Checks it, sixteen or eight characters at once. Anything out of the ordinary, faults included, is for the other way to judge.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsUsual(ReadOnlySpan<byte> text, out UsualDate date, out uint seconds)
    {
#if NET
        if (Sse41.IsSupported)
        {
            return IsUsualVector(text, out date, out seconds);
        }

#endif
        // Less the character that a digit counts from, or the separator itself: then a digit is 0 to 9 and a separator 0.
        var first = BinaryPrimitives.ReadUInt64LittleEndian(text) ^ YearMonth;
        var second = BinaryPrimitives.ReadUInt64LittleEndian(text.Slice(8)) ^ DayHourMinute;
        var third = BinaryPrimitives.ReadUInt32LittleEndian(text.Slice(16)) ^ Second;

        // What is added reaches the highest bit of a byte that is more than that.
        var wrong = ((first + YearMonthLimits) | first | (second + DayHourMinuteLimits) | second) & HighestBits;
        var wrongThird = ((third + SecondLimits) | third) & HighestBits;

        // Each byte times ten and the one behind it: two digits at a time.
        first = (first * 10) + (first >> 8);
        second = (second * 10) + (second >> 8);
        third = (third * 10) + (third >> 8);
        var (hour, minute, rest) = ((uint)(second >> 24) & 0xFF, (uint)(second >> 48) & 0xFF, (third >> 8) & 0xFF);
        date = new(((uint)first & 0xFF) * 100 + ((uint)(first >> 16) & 0xFF), (uint)(first >> 40) & 0xFF, (uint)second & 0xFF);
        seconds = (hour * 3600) + (minute * 60) + rest;
        return (wrong | wrongThird) == 0 && hour <= 23 && minute <= 59 && rest <= 59 && date.Exists;
    }

#if NET
    /// <summary>The same, everything behind the year at once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsUsualVector(ReadOnlySpan<byte> text, out UsualDate date, out uint seconds)
    {
        ref var start = ref MemoryMarshal.GetReference(text);
        var year = Unsafe.ReadUnaligned<uint>(ref start) ^ (uint)(YearMonth & uint.MaxValue);
        var rest = Vector128.LoadUnsafe(ref start, 4) ^ Vector128.Create("-00-00T00:00:00Z"u8);

        // Less the character that a digit counts from, or the separator itself. Whatever is left of a difference is more than that.
        var wrong = Sse2.SubtractSaturate(rest, Vector128.Create(0, 9, 9, 0, 9, 9, 0, 9, 9, 0, 9, 9, 0, 9, 9, 0).AsByte());
        var wrongYear = ((year + (uint)(YearMonthLimits & uint.MaxValue)) | year) & (uint)(HighestBits & uint.MaxValue);

        // Month, day, hour, minute and second, of two digits each.
        var digits = Ssse3.Shuffle(rest, Vector128.Create(1, 2, 4, 5, 7, 8, 10, 11, 13, 14, 0, 0, 0, 0, 0, 0).AsByte());
        var numbers = Ssse3.MultiplyAddAdjacent(digits, Vector128.Create(10, 1, 10, 1, 10, 1, 10, 1, 10, 1, 0, 0, 0, 0, 0, 0).AsSByte());
        var tooMuch = Sse2.SubtractSaturate((numbers - Vector128.Create(1, 1, 0, 0, 0, 0, 0, 0)).AsUInt16(), Vector128.Create(11, 30, 23, 59, 59, 0, 0, 0).AsUInt16());

        var sums = Sse2.MultiplyAddAdjacent(numbers, Vector128.Create(32, 1, 3600, 60, 1, 0, 0, 0));
        var (monthAndDay, hourAndMinute) = ((uint)sums.ToScalar(), (uint)sums.GetElement(1));
        year = (year * 10) + (year >> 8);
        date = new((year & 0xFF) * 100 + ((year >> 16) & 0xFF), monthAndDay >> 5, monthAndDay & 31);
        seconds = hourAndMinute + (uint)sums.GetElement(2);
        return wrongYear == 0 && (wrong | tooMuch.AsByte()) == Vector128<byte>.Zero && date.Exists;
    }

#endif
    /// <summary>A day of the calendar.</summary>
    private readonly struct UsualDate(uint year, uint month, uint day)
    {
        // By the month's number, in a year that has no leap day.
        private static ReadOnlySpan<byte> Days => [0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

        /// <summary>Whether there is that day.</summary>
        public bool Exists
        {
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            get => year != 0 && month - 1 <= 11 && day != 0 && (day <= Days[(int)month] || (day == 29 && month == 2 && DateTime.IsLeapYear((int)year)));
        }

        /// <summary>The ticks of its midnight, for a day that exists.</summary>
        public long Ticks
        {
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            get
            {
                // Counted from March on, the day that only some years have is the last one of the year, and the months before it
                // have 31 and 30 days by turns of five: no table and no question whether this is such a year.
                var isLate = month <= 2 ? 1u : 0;
                var (years, months) = (year - isLate, month + (12 * isLate) - 3);
                var centuries = years / 100;
                var days = (365 * years) + (years / 4) - centuries + (centuries / 4) + (((153 * months) + 2) / 5) + day;
                return (days - DaysBeforeFirstMarch) * TimeSpan.TicksPerDay;
            }
        }
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
