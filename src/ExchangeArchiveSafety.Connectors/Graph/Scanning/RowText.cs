using System.Globalization;
using System.Text;

namespace ExchangeArchiveSafety.Connectors.Graph.Scanning;

/// <summary>Writes items of one folder as rows of an inventory. Text goes from the answer to the row as it stands, escapes and all.</summary>
internal sealed class RowText(GraphMailbox mailbox, GraphFolder folder)
{
    private const int UsualTimeLength = 20;

    private readonly byte[] _start = Encoding.ASCII.GetBytes(
        "{\"mailbox\":" + LocationEntry.Json(mailbox.User)
        + ",\"location\":" + LocationEntry.Json(folder.Location.ToString())
        + ",\"folderPath\":" + LocationEntry.Json(folder.Path)
        + (folder.WellKnownFolder is { } told ? ",\"wellKnownFolder\":" + LocationEntry.Json(told) : ""));

    /// <summary>Writes a row and its line end.</summary>
    public void Write(RowBytes rows, ReadOnlySpan<byte> body, RawItem item)
    {
        rows.Add(_start);
        Text(rows, ",\"itemId\":"u8, item.Id, body);
        Text(rows, ",\"itemClass\":"u8, item.ItemClass, body);
        Text(rows, ",\"internetMessageId\":"u8, item[ItemProperty.InternetMessageId], body);
        Text(rows, ",\"subject\":"u8, item[ItemProperty.Subject], body);
        Text(rows, ",\"sender\":"u8, item.Sender(body), body);
        Time(rows, ",\"sentUtc\":"u8, item[ItemProperty.Sent], body);
        Time(rows, ",\"receivedUtc\":"u8, item[ItemProperty.Received], body);
        Time(rows, ",\"createdUtc\":"u8, item.Created, body);
        Time(rows, ",\"lastModifiedUtc\":"u8, item.Modified, body);
        rows.Add(",\"size\":"u8);
        if (item.Size is { } size)
        {
            rows.Add(size);
        }
        else
        {
            rows.Add("null"u8);
        }

        rows.Add(",\"hasAttachments\":"u8);
        rows.Add(item.HasAttachments(body) is { } has ? has ? "true"u8 : "false"u8 : "null"u8);
        Text(rows, ",\"searchKey\":"u8, item[ItemProperty.SearchKey], body);
        rows.Add("}\n"u8);
    }

    private static void Text(RowBytes rows, ReadOnlySpan<byte> name, JsonToken token, ReadOnlySpan<byte> body)
    {
        rows.Add(name);
        if (token.IsQuoted || !token.IsThere)
        {
            rows.Add(token.IsThere ? token.Quoted(body) : "null"u8);
        }
        else
        {
            rows.Add((byte)'"');
            rows.Add(token.Raw(body));
            rows.Add((byte)'"');
        }
    }

    private static void Time(RowBytes rows, ReadOnlySpan<byte> name, JsonToken token, ReadOnlySpan<byte> body)
    {
        rows.Add(name);
        if (RawItem.Time(token, body) is not { } time)
        {
            rows.Add("null"u8);
        }
        else if (token.IsQuoted && token.Raw(body) is { Length: UsualTimeLength } usual && usual[10] == 'T' && usual[UsualTimeLength - 1] == 'Z')
        {
            rows.Add(token.Quoted(body));
        }
        else
        {
            rows.Add((byte)'"');
            rows.Add(Encoding.ASCII.GetBytes(time.ToString(InventoryTimeFormat.Of(time), CultureInfo.InvariantCulture)));
            rows.Add((byte)'"');
        }
    }
}
