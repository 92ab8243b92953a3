using System.Text.Json;

namespace ExchangeArchiveSafety.Connectors.Inventory.Ndjson;

/// <summary>One JSON object a line, with the columns' names in any case. Other properties are ignored.</summary>
internal sealed class NdjsonTokenizer : IRowTokenizer
{
    /// <inheritdoc/>
    public int Read(byte[] buffer, int start, int end, bool isLast, InventoryRecord record)
    {
        record.Clear(buffer);
        var length = buffer.AsSpan(start, end - start).IndexOf((byte)'\n');
        if (length < 0 && !isLast)
        {
            return -1;
        }

        var stop = length < 0 ? end : start + length;
        try
        {
            ReadObject(buffer, start, stop, record);
        }
        catch (JsonException error)
        {
            var lineEnd = stop > start && buffer[stop - 1] == '\r' ? stop - 1 : stop;
            if (IsTorn(buffer.AsSpan(start, lineEnd - start)))
            {
                record.Fail(RowFaultKind.JsonTorn, lineEnd);
            }
            else
            {
                // The reader sees one line only; what lies before the mistake in it is fine.
                var place = Math.Min(stop - start, (int)(error.BytePositionInLine ?? 0));
                record.Fail(RowFaultKind.NoJson, start + place, stop - start - place);
            }
        }

        return length < 0 ? end : stop + 1;
    }

    /// <inheritdoc/>
    public int NextRow(byte[] buffer, int start, int end, bool isLast)
    {
        var length = buffer.AsSpan(start, end - start).IndexOf((byte)'\n');
        return length >= 0 ? start + length + 1 : isLast ? end : -1;
    }

    /// <inheritdoc/>
    public int CompleteRows(byte[] buffer, int start, int end) => buffer.AsSpan(start, end - start).LastIndexOf((byte)'\n') + 1;

    /// <summary>Whether a line that is no JSON is the beginning of some: nothing in it is wrong but its end.</summary>
    private static bool IsTorn(ReadOnlySpan<byte> line)
    {
        var json = new Utf8JsonReader(line, isFinalBlock: false, default);
        try
        {
            while (json.Read())
            {
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static void ReadObject(byte[] buffer, int start, int stop, InventoryRecord record)
    {
        var json = new Utf8JsonReader(buffer.AsSpan(start, stop - start));
        if (!json.Read() || json.TokenType != JsonTokenType.StartObject)
        {
            record.Fail(RowFaultKind.NoJson, start, stop - start);
            return;
        }

        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var column = json.ValueIsEscaped ? InventoryColumns.Find(JsonText.Unescape(json.ValueSpan)) : InventoryColumns.Find(json.ValueSpan);
            json.Read();
            if (column is not { } known)
            {
                json.Skip();
                continue;
            }

            if ((record.Present & (1u << (int)known)) != 0)
            {
                record.Fail(RowFaultKind.JsonTwice, start + (int)json.TokenStartIndex);
            }

            record.Has(1u << (int)known);
            SetField(ref json, known, start, record);
        }

        // Whatever follows the object on its line is a mistake, which this finds.
        while (json.Read())
        {
        }
    }

    private static void SetField(ref Utf8JsonReader json, InventoryColumn column, int start, InventoryRecord record)
    {
        var place = start + (int)json.TokenStartIndex;
        switch (json.TokenType)
        {
            case JsonTokenType.Null:
                record.Set((int)column, place, 0);
                break;
            case JsonTokenType.String when json.ValueIsEscaped:
                record.SetRewritten(column, JsonText.Unescape(json.ValueSpan), place);
                break;
            case JsonTokenType.String:
                record.Set((int)column, place + 1, json.ValueSpan.Length);
                break;
            case JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False:
                record.Set((int)column, place, json.ValueSpan.Length);
                break;
            default:
                record.Fail(RowFaultKind.JsonType, place);
                json.Skip();
                record.Set((int)column, place, 0);
                break;
        }
    }
}
