using System.Globalization;
using System.Text.Json;
using ExchangeArchiveSafety.Lab.Tenant.Mailboxes;

namespace ExchangeArchiveSafety.Lab.Graph.Mail;

/// <summary>A message as the ordinary mail API writes it.</summary>
/// <param name="Select">The properties asked for; null: all but the headers, which come only when they are asked for.</param>
/// <param name="Expand">The extended properties asked for.</param>
/// <param name="Options">Say whose ids these are.</param>
internal sealed record MessageJson(HashSet<string>? Select, PropertyRequest[] Expand, GraphOptions Options)
{
    private const int Unsent = 8;

    public static MessageJson Of(GraphRequest request, GraphOptions options)
    {
        var asked = ItemJson.Of(request, options);
        return new MessageJson(asked.Select, asked.Expand, options);
    }

    public void Write(Utf8JsonWriter json, MailItem item)
    {
        var content = item.Content;
        var flags = content.Properties.GetValueOrDefault(MessageReader.Flags) ?? "1";
        json.WriteStartObject();
        json.WriteString("@odata.etag", $"W/\"{item.ChangeKey}\"");
        json.WriteString("id", Options.SharedIds ? item.ItemId : item.MessageId);
        Text("createdDateTime", ItemProperties.Time(item.CreatedUtc));
        Text("lastModifiedDateTime", ItemProperties.Time(item.ModifiedUtc));
        Text("changeKey", item.ChangeKey);
        Text("receivedDateTime", content.ReceivedUtc is { } received ? ItemProperties.Time(received) : null);
        Text("sentDateTime", content.SentUtc is { } sent ? ItemProperties.Time(sent) : null);
        Flag("hasAttachments", content.HasAttachments == true);
        Text("internetMessageId", content.InternetMessageId);
        Text("subject", content.Subject);
        Text("parentFolderId", Options.SharedIds ? item.Folder.Id : item.Folder.MailApiId);
        Flag("isDraft", int.TryParse(flags, NumberStyles.None, CultureInfo.InvariantCulture, out var bits) && (bits & Unsent) != 0);
        if (Has("body"))
        {
            json.WriteStartObject("body");
            json.WriteString("contentType", content.Html is null ? "text" : "html");
            json.WriteString("content", content.Html ?? content.Body ?? "");
            json.WriteEndObject();
        }

        if (Select?.Contains("internetMessageHeaders") == true)
        {
            WriteHeaders(json, content);
        }

        new ItemJson(Select, Expand, Options.ShortPropertyIds).WriteExpanded(json, item);
        json.WriteEndObject();

        void Text(string name, string? value)
        {
            if (Has(name))
            {
                json.WriteString(name, value);
            }
        }

        void Flag(string name, bool value)
        {
            if (Has(name))
            {
                json.WriteBoolean(name, value);
            }
        }
    }

    private static void WriteHeaders(Utf8JsonWriter json, MailContent content)
    {
        json.WriteStartArray("internetMessageHeaders");
        foreach (var (id, value) in content.Properties.Where(property => property.Key.StartsWith(MessageReader.HeaderSet, StringComparison.OrdinalIgnoreCase)))
        {
            json.WriteStartObject();
            json.WriteString("name", id[MessageReader.HeaderSet.Length..]);
            json.WriteString("value", value);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private bool Has(string property) => Select is null || Select.Contains(property);
}
