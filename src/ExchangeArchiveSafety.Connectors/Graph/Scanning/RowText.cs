using System.Globalization;
using System.Text.Json;

namespace ExchangeArchiveSafety;

/// <summary>Writes items of one folder as rows of an inventory. Text goes from the answer to the row as it stands, escapes and all.</summary>
internal sealed class RowText(GraphMailbox mailbox, GraphFolder folder)
{
    private static readonly byte[] Primary = JsonText.Quote(nameof(MailItemLocation.Primary));
    private static readonly byte[] Archive = JsonText.Quote(nameof(MailItemLocation.Archive));
    private static readonly JsonWriterOptions AsIs = new() { SkipValidation = true };

    private readonly byte[] _mailbox = JsonText.Quote(mailbox.User);
    private readonly byte[] _location = folder.Location == MailItemLocation.Archive ? Archive : Primary;
    private readonly byte[] _path = JsonText.Quote(folder.Path);

    public static Utf8JsonWriter NewWriter(Stream rows) => new(rows, AsIs);

    /// <summary>Writes a row and its line end.</summary>
    public void Write(Utf8JsonWriter json, Stream rows, ReadOnlySpan<byte> body, RawItem item)
    {
        json.WriteStartObject();
        Raw(json, "mailbox"u8, _mailbox);
        Raw(json, "location"u8, _location);
        Raw(json, "folderPath"u8, _path);
        Text(json, "itemId"u8, item.Id, body);
        Text(json, "itemClass"u8, item.ItemClass, body);
        Text(json, "internetMessageId"u8, item[ItemProperty.InternetMessageId], body);
        Text(json, "subject"u8, item[ItemProperty.Subject], body);
        Text(json, "sender"u8, item.Sender(body), body);
        Time(json, "sentUtc"u8, RawItem.Time(item[ItemProperty.Sent], body));
        Time(json, "receivedUtc"u8, RawItem.Time(item[ItemProperty.Received], body));
        Time(json, "createdUtc"u8, RawItem.Time(item.Created, body));
        Time(json, "lastModifiedUtc"u8, RawItem.Time(item.Modified, body));
        json.WritePropertyName("size"u8);
        if (item.Size is { } size)
        {
            json.WriteNumberValue(size);
        }
        else
        {
            json.WriteNullValue();
        }

        json.WritePropertyName("hasAttachments"u8);
        if (item.HasAttachments(body) is { } has)
        {
            json.WriteBooleanValue(has);
        }
        else
        {
            json.WriteNullValue();
        }

        Text(json, "searchKey"u8, item[ItemProperty.SearchKey], body);
        json.WriteEndObject();
        json.Flush();
        rows.WriteByte((byte)'\n');
        json.Reset();
    }

    private static void Raw(Utf8JsonWriter json, ReadOnlySpan<byte> name, byte[] value)
    {
        json.WritePropertyName(name);
        json.WriteRawValue(value, skipInputValidation: true);
    }

    private static void Text(Utf8JsonWriter json, ReadOnlySpan<byte> name, JsonToken token, ReadOnlySpan<byte> body)
    {
        json.WritePropertyName(name);
        if (token.IsThere)
        {
            json.WriteRawValue(token.Quoted(body), skipInputValidation: true);
        }
        else
        {
            json.WriteNullValue();
        }
    }

    private static void Time(Utf8JsonWriter json, ReadOnlySpan<byte> name, DateTime? time)
    {
        json.WritePropertyName(name);
        if (time is { } known)
        {
            json.WriteStringValue(known.ToString(InventoryTimeFormat.Of(known), CultureInfo.InvariantCulture));
        }
        else
        {
            json.WriteNullValue();
        }
    }
}
