using System.Globalization;
using System.Text.Json;
using ExchangeArchiveSafety.Lab.Tenant.Mailboxes;

namespace ExchangeArchiveSafety.Lab.Graph.Mail;

/// <summary>A message as somebody wants it written. What Graph sets itself is not taken from the body: when it came, and whether it is a draft.</summary>
internal sealed class MessageReader(JsonElement body, LabMailbox mailbox, DateTime now)
{
    /// <summary>A header becomes a named property of this set (PS_INTERNET_HEADERS).</summary>
    public const string HeaderSet = "String {00020386-0000-0000-C000-000000000046} Name ";

    public const string Flags = "Integer 0x0e07";

    private const int MostHeaders = 5;

    public MailContent Read()
    {
        var properties = Properties();
        var text = body.TryGetProperty("body", out var part) ? Text(part, "content") : null;
        var isHtml = text is not null && "html".Equals(Text(part, "contentType"), StringComparison.OrdinalIgnoreCase);
        var sender = Address(body, "from") ?? mailbox.PrimarySmtpAddress;

        // A message is a draft unless its flags say otherwise: isDraft cannot be written. 9: read, not sent.
        properties.TryAdd(Flags, "9");
        return new MailContent
        {
            InternetMessageId = Text(body, "internetMessageId") ?? $"<{Guid.NewGuid():N}@LABPR01MB0001.labprd01.prod.outlook.com>",
            Subject = Text(body, "subject") ?? "",
            Sender = sender,
            SenderAddress = sender,
            SentUtc = Time(properties, "SystemTime 0x0039"),
            ReceivedUtc = Time(properties, "SystemTime 0x0e06"),
            ItemClass = properties.GetValueOrDefault("String 0x001a") ?? "IPM.Note",
            HasAttachments = false,
            Body = isHtml ? null : text ?? "",
            Html = isHtml ? text : null,
            To = Recipients("toRecipients"),
            Cc = Recipients("ccRecipients"),
            Bcc = Recipients("bccRecipients"),
            Properties = properties,
        };
    }

    /// <exception cref="GraphException">A header or an id that is none.</exception>
    private Dictionary<string, string> Properties()
    {
        var properties = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var one in Parts("singleValueExtendedProperties"))
        {
            properties[PropertyRequest.One(Text(one, "id") ?? "").Id] = Text(one, "value") ?? throw GraphException.BadRequest("An extended property needs a value.");
        }

        var headers = Parts("internetMessageHeaders").ToList();
        if (headers.Count > MostHeaders)
        {
            throw GraphException.BadRequest($"Maximum number of headers in one message should be less than or equal to {MostHeaders}.", "InvalidInternetMessageHeaderCollection");
        }

        foreach (var header in headers)
        {
            var name = Text(header, "name") ?? "";
            if (!name.StartsWith("x-", StringComparison.OrdinalIgnoreCase))
            {
                throw GraphException.BadRequest($"The internet message header name '{name}' should start with 'x-' or 'X-'.", "InvalidInternetMessageHeader");
            }

            properties[(HeaderSet + name).ToLowerInvariant()] = Text(header, "value") ?? "";
        }

        return properties;
    }

    private DateTime Time(Dictionary<string, string> properties, string id) =>
        !properties.TryGetValue(id, out var text) ? now
        : DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal, out var time) ? time
        : throw GraphException.BadRequest($"The value of '{id}' is no time.");

    private string? Recipients(string name) =>
        Parts(name).Select(one => Address(one, "emailAddress") ?? "").ToList() is { Count: > 0 } all ? string.Join("; ", all) : null;

    private IEnumerable<JsonElement> Parts(string name) =>
        !body.TryGetProperty(name, out var parts) || parts.ValueKind == JsonValueKind.Null ? []
        : parts.ValueKind == JsonValueKind.Array ? parts.EnumerateArray()
        : throw GraphException.BadRequest($"{name} is no list.");

    private static string? Address(JsonElement of, string name) =>
        !of.TryGetProperty(name, out var part) || part.ValueKind != JsonValueKind.Object ? null
        : part.TryGetProperty("emailAddress", out var inner) ? Text(inner, "address")
        : Text(part, "address");

    private static string? Text(JsonElement of, string name) =>
        of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
