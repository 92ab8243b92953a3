using System.Runtime.CompilerServices;
#if NET
using System.Runtime.InteropServices;
#endif

namespace ExchangeArchiveSafety.Connectors.Inventory.Csv;

/// <summary>
/// RFC 4180 on bytes. Parsed here and not by a library because libraries decode every row to UTF-16 first and tell neither where
/// in the file a row begins, which reading again needs, nor which part of a malformed one is wrong; the benchmarks have the figures.
/// A quote opens a field only at its very beginning; anywhere else it is a fault, and plain text for finding the end of the row.
/// </summary>
internal sealed class CsvTokenizer(byte delimiter, int[] columns) : IRowTokenizer
{
    private const byte Quote = (byte)'"';
    private const byte LineFeed = (byte)'\n';
    private const byte CarriageReturn = (byte)'\r';

    private readonly int[] _slots = [.. columns.Select(Slot)];
    private readonly uint _columns = columns.Where(column => column != Ignored).Aggregate(0u, (all, column) => all | (1u << column));

    /// <summary>Stands in the list of columns for one that is ignored.</summary>
    public const int Ignored = -1;

    /// <inheritdoc/>
    [MethodImpl(Hot.Path)]
    public int Read(byte[] buffer, int start, int end, bool isLast, InventoryRecord record)
    {
#if NET
        if (ReadUsual(buffer, start, end, record) is var next and >= 0)
        {
            return next;
        }
#endif
        _ = record.Clear(buffer, _columns, this);
        var at = start;
        for (var field = 0; ; field++)
        {
            var slot = field < _slots.Length ? _slots[field] : InventoryRecord.Ignored;
            (at, var ends) = at < end && buffer[at] == Quote
                ? ReadQuoted(buffer, at, end, isLast, slot, record)
                : ReadPlain(buffer, at, end, isLast, slot, record);
            if (at < 0)
            {
                return -1;
            }

            if (ends)
            {
                if (field + 1 != _slots.Length)
                {
                    record.FailFieldCount(start, field + 1, _slots.Length);
                }

                return at;
            }
        }
    }

    // Checked here: where fields are noted nobody asks again.
    private static int Slot(int column) => column switch
    {
        Ignored => InventoryRecord.Ignored,
        >= 0 and < InventoryColumns.Count => column,
        _ => throw new ArgumentOutOfRangeException(nameof(column), column, null),
    };

#if NET
    /// <summary>Reads a row that has nothing wrong and ends within the bytes; -1 leaves it to whoever looks at one field after the other.</summary>
    [MethodImpl(Hot.Path)]
    private int ReadUsual(byte[] buffer, int start, int end, InventoryRecord record)
    {
        var (slots, places, marks) = (_slots, record.Clear(buffer, _columns, this), record.Marks(_slots.Length + CsvMarks.Room));
        var quotes = CsvMarks.Find(buffer, start, end, delimiter, slots.Length, marks);
        if (quotes == CsvMarks.Unusual)
        {
            return -1;
        }

        var next = marks[slots.Length - 1] + 1;
        if (next - 2 >= start && buffer[next - 2] == CarriageReturn)
        {
            marks[slots.Length - 1]--;
        }

        // There is a mark for each slot, or fewer would have been found, and a place for each number that a slot can have.
        ref var slot = ref MemoryMarshal.GetArrayDataReference(slots);
        ref var mark = ref MemoryMarshal.GetArrayDataReference(marks);
        ref var lastSlot = ref Unsafe.Add(ref slot, slots.Length);
        ref var place = ref MemoryMarshal.GetArrayDataReference(places);
        for (var at = start; Unsafe.IsAddressLessThan(ref slot, ref lastSlot);)
        {
            Unsafe.Add(ref place, slot) = new(at, mark - at);
            at = mark + 1;
            slot = ref Unsafe.Add(ref slot, 1);
            mark = ref Unsafe.Add(ref mark, 1);
        }

        return quotes == 0 || Unquote(buffer, start, marks, quotes, record) ? next : -1;
    }

    /// <summary>Takes the quotes off the fields that have them; false when any stand where none may.</summary>
    [MethodImpl(Hot.Path)]
    private bool Unquote(byte[] buffer, int start, int[] marks, int quotes, InventoryRecord record)
    {
        var at = start;
        for (var field = 0; field < _slots.Length && quotes > 0; field++)
        {
            var mark = marks[field];
            if (buffer[at] == Quote && mark > at)
            {
                // How many there are in this field matters only where it may hold more than its own two.
                var doubled = 0;
                if (mark - at == 1 || buffer[mark - 1] != Quote || (quotes > 2 && ClosingQuote(buffer, at + 1, mark, out doubled) != mark - 1))
                {
                    return false;
                }

                record.Set(_slots[field], at + 1, mark - at - 2, doubled > 0);
                quotes -= 2 + (2 * doubled);
            }

            at = mark + 1;
        }

        // Any other quote stands where none may.
        return quotes == 0;
    }

#endif
    /// <summary>Reads one field of a row by itself, as header names are read.</summary>
    /// <param name="buffer">Holds the row, and the file ends where the bytes end.</param>
    /// <param name="at">Where the field begins; moves behind it.</param>
    /// <param name="end">Where the bytes end.</param>
    /// <param name="record">Is overwritten.</param>
    /// <param name="ends">Whether the row ends with the field.</param>
    public ReadOnlySpan<byte> ReadField(byte[] buffer, ref int at, int end, InventoryRecord record, out bool ends)
    {
        record.Clear(buffer);
        (at, ends) = at < end && buffer[at] == Quote
            ? ReadQuoted(buffer, at, end, isLast: true, 0, record)
            : ReadPlain(buffer, at, end, isLast: true, 0, record);
        return record.Get(0);
    }

    /// <inheritdoc/>
    [MethodImpl(Hot.Path)]
    public int NextRow(byte[] buffer, int start, int end, bool isLast)
    {
        for (var at = start; ;)
        {
            var length = buffer.AsSpan(at, end - at).IndexOfAny(LineFeed, Quote);
            if (length < 0)
            {
                return isLast ? end : -1;
            }

            at += length;
            if (buffer[at] == LineFeed)
            {
                return at + 1;
            }

            if (at == start || buffer[at - 1] == delimiter)
            {
                at = ClosingQuote(buffer, at + 1, end, out _);
                if (at < 0)
                {
                    return isLast ? end : -1;
                }
            }

            at++;
        }
    }

    /// <inheritdoc/>
    [MethodImpl(Hot.Path)]
    public int CompleteRows(byte[] buffer, int start, int end)
    {
        // Of a stretch without quotes only the first line feed is looked for; the last one matters only in the last stretch that has any.
        var (first, last) = (start, start);
        for (var at = start; at < end;)
        {
            var length = buffer.AsSpan(at, end - at).IndexOfAny(Quote, LineFeed);
            if (length < 0)
            {
                break;
            }

            at += length;
            if (buffer[at] == LineFeed)
            {
                first = at + 1;
                length = buffer.AsSpan(first, end - first).IndexOf(Quote);
                at = length < 0 ? end : first + length;
                last = at;
                continue;
            }

            if (at > start && buffer[at - 1] != delimiter && buffer[at - 1] != LineFeed)
            {
                at++;
                continue;
            }

            at = ClosingQuote(buffer, at + 1, end, out _);
            if (at < 0 || at + 1 == end)
            {
                break;
            }

            at++;
        }

        return first - start + (last > first ? buffer.AsSpan(first, last - first).LastIndexOf(LineFeed) + 1 : 0);
    }

    /// <summary>The place of the quote that closes a field, or -1; and how many quotes stand doubled before it.</summary>
    [MethodImpl(Hot.Path)]
    private static int ClosingQuote(byte[] buffer, int at, int end, out int doubledQuotes)
    {
        doubledQuotes = 0;
        while (true)
        {
            var length = buffer.AsSpan(at, end - at).IndexOf(Quote);
            if (length < 0)
            {
                return -1;
            }

            at += length;
            if (at + 1 >= end || buffer[at + 1] != Quote)
            {
                return at;
            }

            doubledQuotes++;
            at += 2;
        }
    }

    private (int Next, bool Ends) ReadPlain(byte[] buffer, int start, int end, bool isLast, int column, InventoryRecord record)
    {
        var length = buffer.AsSpan(start, end - start).IndexOfAny(delimiter, LineFeed, Quote);
        if (length >= 0 && buffer[start + length] == Quote)
        {
            record.Fail(RowFaultKind.StrayQuote, start + length);
            length = buffer.AsSpan(start, end - start).IndexOfAny(delimiter, LineFeed);
        }

        return EndField(buffer, start, start, length, end, isLast, column, record);
    }

    [MethodImpl(Hot.Path)]
    private (int Next, bool Ends) ReadQuoted(byte[] buffer, int start, int end, bool isLast, int column, InventoryRecord record)
    {
        var closing = ClosingQuote(buffer, start + 1, end, out var doubledQuotes);
        if (!isLast && (closing < 0 || closing + 1 == end))
        {
            return (-1, false);
        }

        if (closing < 0)
        {
            record.Fail(RowFaultKind.OpenQuote, start, end - start);
            return (end, true);
        }

        record.Set(column, start + 1, closing - start - 1, doubledQuotes > 0);

        var after = closing + 1;
        if (after < end && buffer[after] == delimiter)
        {
            return (after + 1, false);
        }

        var length = buffer.AsSpan(after, end - after).IndexOfAny(delimiter, LineFeed);
        var text = length < 0 ? end - after : length;
        if (text > 1 || (text == 1 && buffer[after] != CarriageReturn))
        {
            record.Fail(RowFaultKind.TextAfterQuote, after, text);
        }

        return EndField(buffer, start, after, length, end, isLast, InventoryRecord.Ignored, record);
    }

    /// <summary>Ends a field at the delimiter or line feed that was found, or where the file ends.</summary>
    [MethodImpl(Hot.Path)]
    private static (int Next, bool Ends) EndField(byte[] buffer, int start, int from, int length, int end, bool isLast, int column, InventoryRecord record)
    {
        if (length < 0 && !isLast)
        {
            return (-1, false);
        }

        var stop = length < 0 ? end : from + length;
        var ends = length < 0 || buffer[stop] == LineFeed;
        var text = ends && stop > start && buffer[stop - 1] == CarriageReturn ? stop - 1 : stop;
        record.Set(column, start, text - start);
        return (length < 0 ? end : stop + 1, ends);
    }
}
