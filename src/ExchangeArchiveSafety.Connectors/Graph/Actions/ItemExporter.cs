using System.Text;
using System.Text.Json;

namespace ExchangeArchiveSafety.Connectors.Graph.Actions;

/// <summary>Exports items. Exports of several items are reported to leave some out in silence, so each id is looked for in the answer.</summary>
internal sealed class ItemExporter(GraphSender sender, GraphRoutes routes)
{
    private const int MostAtOnce = 20;

    public async Task<IReadOnlyList<ExportedItem>> ExportAsync(GraphMailbox mailbox, MailItemLocation location, IReadOnlyList<string> itemIds, CancellationToken cancellation)
    {
        if (itemIds.Count > MostAtOnce)
        {
            throw new ArgumentOutOfRangeException(nameof(itemIds));
        }

        var mailboxId = mailbox.IdOf(location) ?? throw GraphFailure.NoArchive(mailbox);
        var came = new Dictionary<string, ExportedItem>(StringComparer.Ordinal);
        if (itemIds.Count > 0)
        {
            await AskAsync(mailboxId, location, itemIds, came, cancellation).ConfigureAwait(false);
        }

        foreach (var missing in itemIds.Where(id => itemIds.Count > 1 && !came.ContainsKey(id)).Distinct(StringComparer.Ordinal).ToList())
        {
            await AskAsync(mailboxId, location, [missing], came, cancellation).ConfigureAwait(false);
        }

        return [.. itemIds.Select(id => came.TryGetValue(id, out var item) ? item : new() { ItemId = id, Error = ConnectorMessages.ExportMissing })];
    }

    private async Task AskAsync(string mailboxId, MailItemLocation location, IReadOnlyList<string> itemIds, Dictionary<string, ExportedItem> came, CancellationToken cancellation)
    {
        var body = Encoding.ASCII.GetBytes("{\"itemIds\":[" + string.Join(",", itemIds.Select(id => Encoding.ASCII.GetString(JsonText.Quote(id)))) + "]}");
        var asked = new HashSet<string>(itemIds, StringComparer.Ordinal);
        var items = await sender.ReadAsync(routes.Export(mailboxId, location, body), reply => Read(reply.Body), cancellation).ConfigureAwait(false);
        foreach (var item in items.Where(item => asked.Contains(item.ItemId)))
        {
            came[item.ItemId] = item;
        }
    }

    private static List<ExportedItem> Read(ReadOnlySpan<byte> body) => StrictJson.Read(body, (ref Utf8JsonReader json, ReadOnlySpan<byte> all) =>
    {
        var items = new List<ExportedItem>();
        _ = ListJson.Read(ref json, all, (ref Utf8JsonReader one, ReadOnlySpan<byte> bytes) => items.Add(ReadItem(ref one, bytes)));
        return items;
    });

    private static ExportedItem ReadItem(ref Utf8JsonReader json, ReadOnlySpan<byte> body)
    {
        StrictJson.Expect(ref json, JsonTokenType.StartObject);
        var (id, changeKey, data, error) = ("", "", default(JsonToken), "");
        while (StrictJson.NextProperty(ref json))
        {
            if (json.ValueTextEquals("itemId"u8))
            {
                id = StrictJson.StringValue(ref json).Text(body);
            }
            else if (json.ValueTextEquals("changeKey"u8))
            {
                changeKey = StrictJson.StringValue(ref json).Text(body);
            }
            else if (json.ValueTextEquals("data"u8))
            {
                data = StrictJson.StringValue(ref json);
            }
            else if (json.ValueTextEquals("error"u8))
            {
                error = ReadError(ref json, body);
            }
            else
            {
                StrictJson.Advance(ref json);
                StrictJson.SkipValue(ref json);
            }
        }

        return id.Length == 0 ? throw StrictJson.Broken()
            : error.Length > 0 ? new() { ItemId = id, ChangeKey = changeKey, Error = error }
            : Decoded(data, body) is { Length: > 0 } bytes ? new() { ItemId = id, ChangeKey = changeKey, Data = bytes }
            : new() { ItemId = id, ChangeKey = changeKey, Error = ConnectorMessages.ExportNoData };
    }

    private static string ReadError(ref Utf8JsonReader json, ReadOnlySpan<byte> body)
    {
        StrictJson.Advance(ref json);
        if (json.TokenType == JsonTokenType.Null)
        {
            return "";
        }

        StrictJson.Expect(ref json, JsonTokenType.StartObject);
        var code = ConnectorMessages.NoCode;
        while (StrictJson.NextProperty(ref json))
        {
            if (json.ValueTextEquals("code"u8))
            {
                code = StrictJson.StringValue(ref json).Text(body);
            }
            else
            {
                StrictJson.Advance(ref json);
                StrictJson.SkipValue(ref json);
            }
        }

        return DisplayText.Sentence(code == "ErrorArchiveFolderMovedPermanently" ? ConnectorMessages.ExportMoved : ConnectorMessages.ExportFailed, code);
    }

    private static byte[]? Decoded(JsonToken data, ReadOnlySpan<byte> body)
    {
        try
        {
            return Convert.FromBase64String(data.Text(body));
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
