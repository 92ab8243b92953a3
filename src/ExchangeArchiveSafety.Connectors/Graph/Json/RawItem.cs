namespace ExchangeArchiveSafety.Connectors.Graph.Json;

/// <summary>One item as places in the body of an answer. Used again for the next item.</summary>
internal sealed class RawItem
{
    private readonly JsonToken[] _properties = new JsonToken[ItemProperties.Count];

    public JsonToken Id { get; set; }

    public JsonToken ItemClass { get; set; }

    public JsonToken Created { get; set; }

    public JsonToken Modified { get; set; }

    public JsonToken ChangeKey { get; set; }

    public long? Size { get; set; }

    public ref JsonToken this[ItemProperty property] => ref _properties[(int)property];

    public void Clear()
    {
        Id = ItemClass = Created = Modified = ChangeKey = default;
        Size = null;
        Array.Clear(_properties, 0, _properties.Length);
    }

    /// <summary>The sender's SMTP address: the sender's own, else that of the one it was sent for. An Exchange-internal address is none.</summary>
    public JsonToken Sender(ReadOnlySpan<byte> body) =>
        IsSmtp(this[ItemProperty.SenderSmtp], body) ? this[ItemProperty.SenderSmtp]
        : IsSmtp(this[ItemProperty.Sender], body) ? this[ItemProperty.Sender]
        : IsSmtp(this[ItemProperty.RepresentedSmtp], body) ? this[ItemProperty.RepresentedSmtp]
        : IsSmtp(this[ItemProperty.Represented], body) ? this[ItemProperty.Represented]
        : default;

    /// <summary>The time; null when the answer has none, or one that stands for none.</summary>
    public static DateTime? Time(JsonToken token, ReadOnlySpan<byte> body) =>
        token.IsThere && InventoryTime.TryParse(token.Bytes(body), out var time) ? MailTime.RealUtc(time) : null;

    /// <summary>Whether the item has attachments; null when the answer does not tell.</summary>
    public bool? HasAttachments(ReadOnlySpan<byte> body)
    {
        var text = this[ItemProperty.HasAttachments].Raw(body);
        return AsciiText.EqualsIgnoringCase(text, "true"u8) ? true : AsciiText.EqualsIgnoringCase(text, "false"u8) ? false : null;
    }

    private static bool IsSmtp(JsonToken token, ReadOnlySpan<byte> body)
    {
        var text = token.Raw(body);
        var at = text.LastIndexOf((byte)'@');
        return at > 0 && at < text.Length - 1 && text[0] != '/';
    }
}
