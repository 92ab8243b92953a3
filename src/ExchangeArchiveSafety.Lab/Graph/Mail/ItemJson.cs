using System.Text.Json;
using ExchangeArchiveSafety.Lab.Tenant.Mailboxes;

namespace ExchangeArchiveSafety.Lab.Graph.Mail;

/// <summary>Items as Graph writes them.</summary>
/// <param name="Select">The properties asked for; null: all.</param>
/// <param name="Expand">The extended properties asked for.</param>
/// <param name="ShortIds">Ids of extended properties without leading zeros.</param>
internal sealed record ItemJson(HashSet<string>? Select, PropertyRequest[] Expand, bool ShortIds)
{
    private static readonly JsonEncodedText Id = JsonEncodedText.Encode("id");
    private static readonly JsonEncodedText Value = JsonEncodedText.Encode("value");

    public static ItemJson Of(GraphRequest request, GraphOptions options)
    {
        var select = request.Option("$select");
        var expand = PropertyRequest.Parse(request.Option("$expand"));
        if (options.MostExpandedProperties > 0 && expand.Length > options.MostExpandedProperties)
        {
            throw GraphException.BadRequest($"The $expand names {expand.Length} extended properties; {options.MostExpandedProperties} are allowed.");
        }

        return new ItemJson(
            string.IsNullOrWhiteSpace(select) ? null : [.. select.Split(',', StringSplitOptions.TrimEntries)],
            expand,
            options.ShortPropertyIds);
    }

    public void Write(Utf8JsonWriter json, MailItem item)
    {
        var changeKey = item.ChangeKey;
        json.WriteStartObject();
        json.WriteString("@odata.etag"u8, $"W/\"{changeKey}\"");
        json.WriteString(Id, item.ItemId);
        if (Has("createdDateTime"))
        {
            json.WriteString("createdDateTime"u8, ItemProperties.Time(item.CreatedUtc));
        }

        if (Has("lastModifiedDateTime"))
        {
            json.WriteString("lastModifiedDateTime"u8, ItemProperties.Time(item.ModifiedUtc));
        }

        if (Has("changeKey"))
        {
            json.WriteString("changeKey"u8, changeKey);
        }

        if (Has("categories"))
        {
            json.WriteStartArray("categories"u8);
            json.WriteEndArray();
        }

        if (Has("type"))
        {
            json.WriteString("type"u8, ItemProperties.ItemClass(item));
        }

        if (Has("size"))
        {
            json.WriteNumber("size"u8, item.Size);
        }

        WriteExpanded(json, item);
        json.WriteEndObject();
    }

    private bool Has(string property) => Select is null || Select.Contains(property);

    /// <summary>What the item has not got is left out; of an item that has none of them the whole list is.</summary>
    public void WriteExpanded(Utf8JsonWriter json, MailItem item)
    {
        var begun = false;
        foreach (var request in Expand)
        {
            if (request.Read(item) is not { } value)
            {
                continue;
            }

            if (!begun)
            {
                begun = true;
                json.WriteStartArray("singleValueExtendedProperties"u8);
            }

            json.WriteStartObject();
            json.WriteString(Id, ShortIds ? request.ShortId : request.Id);
            json.WriteString(Value, value);
            json.WriteEndObject();
        }

        if (begun)
        {
            json.WriteEndArray();
        }
    }
}
