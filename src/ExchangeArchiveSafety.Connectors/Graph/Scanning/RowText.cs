using System.Text;

namespace ExchangeArchiveSafety.Connectors.Graph.Scanning;

/// <summary>Writes items of one folder as rows of an inventory. Text goes from the answer to the row as it stands, escapes and all.</summary>
internal sealed class RowText(GraphMailbox mailbox, GraphFolder folder)
{
    private readonly byte[] _start = Encoding.ASCII.GetBytes(
        "{\"mailbox\":" + LocationEntry.Json(mailbox.User)
        + ",\"location\":" + LocationEntry.Json(folder.Location.ToString())
        + ",\"folderPath\":" + LocationEntry.Json(folder.Path)
        + (folder.WellKnownFolder is { } told ? ",\"wellKnownFolder\":" + LocationEntry.Json(told) : ""));

    /// <summary>Writes a row.</summary>
    public void Write(NdjsonRows rows, ReadOnlySpan<byte> body, RawItem item)
    {
        rows.Begin(_start);
        Text(rows, InventoryColumn.ItemId, item.Id, body);
        Text(rows, InventoryColumn.ItemClass, item.ItemClass, body);
        Text(rows, InventoryColumn.InternetMessageId, item[ItemProperty.InternetMessageId], body);
        Text(rows, InventoryColumn.Subject, item[ItemProperty.Subject], body);
        Text(rows, InventoryColumn.Sender, item.Sender(body), body);
        Time(rows, InventoryColumn.SentUtc, item[ItemProperty.Sent], body);
        Time(rows, InventoryColumn.ReceivedUtc, item[ItemProperty.Received], body);
        Time(rows, InventoryColumn.CreatedUtc, item.Created, body);
        Time(rows, InventoryColumn.LastModifiedUtc, item.Modified, body);
        rows.Number(InventoryColumn.Size, item.Size);
        rows.Flag(InventoryColumn.HasAttachments, item.HasAttachments(body));
        Text(rows, InventoryColumn.SearchKey, item[ItemProperty.SearchKey], body);
        rows.End();
    }

    private static void Text(NdjsonRows rows, InventoryColumn column, JsonToken token, ReadOnlySpan<byte> body)
    {
        if (token.IsThere && !token.IsQuoted)
        {
            rows.Text(column, token.Raw(body));
        }
        else
        {
            rows.Field(column, token.IsThere ? token.Quoted(body) : "null"u8);
        }
    }

    private static void Time(NdjsonRows rows, InventoryColumn column, JsonToken token, ReadOnlySpan<byte> body) => rows.Field(
        column,
        RawItem.Time(token, body) is not { } time ? "null"u8 : token.IsQuoted && NdjsonTime.IsWritten(token.Raw(body)) ? token.Quoted(body) : NdjsonTime.Quoted(time));
}
