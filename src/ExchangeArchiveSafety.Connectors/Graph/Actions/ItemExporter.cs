using System.Text;
using System.Text.Json;

namespace ExchangeArchiveSafety.Connectors.Graph.Actions;

/// <summary>Exports items. Exports of several items are reported to leave some out in silence, so each id is looked for in the answer.</summary>
internal sealed class ItemExporter(GraphSender sender, GraphRoutes routes, MailboxHomes homes)
{
    private const int MostAtOnce = 20;

    public async Task<IReadOnlyList<ExportedItem>> ExportAsync(GraphMailbox mailbox, IReadOnlyList<GraphPlace> items, CancellationToken cancellation)
    {
        if (items.Count > MostAtOnce)
        {
            throw new ArgumentOutOfRangeException(nameof(items));
        }

        var came = new Dictionary<string, Exported>(StringComparer.Ordinal);
        foreach (var place in items.GroupBy(item => (MailboxId: homes.IdOf(mailbox, item.Folder), item.Folder.Location)))
        {
            var (mailboxId, location) = place.Key;
            List<string> ids = [.. place.Select(item => item.ItemId)];
            await AskAsync(mailboxId, location, ids, came, cancellation).ConfigureAwait(false);
            foreach (var missing in ids.Where(id => ids.Count > 1 && !came.ContainsKey(id)).Distinct(StringComparer.Ordinal).ToList())
            {
                await AskAsync(mailboxId, location, [missing], came, cancellation).ConfigureAwait(false);
            }

            // The error of an item may name the place that its archive has named before; nothing else is believed.
            foreach (var moved in ids.Where(id => came.TryGetValue(id, out var one) && one.Elsewhere is { } there && there != mailboxId && homes.IsOf(mailbox.IdOf(location)!, there)).ToLookup(id => came[id].Elsewhere!))
            {
                moved.ToList().ForEach(id => came.Remove(id));
                await AskAsync(moved.Key, location, [.. moved], came, cancellation).ConfigureAwait(false);
            }
        }

        return [.. items.Select(item => came.TryGetValue(item.ItemId, out var one) ? one.Item : new() { ItemId = item.ItemId, Error = ConnectorMessages.ExportMissing })];
    }

    private async Task AskAsync(string mailboxId, MailItemLocation location, IReadOnlyList<string> itemIds, Dictionary<string, Exported> came, CancellationToken cancellation)
    {
        var body = Encoding.ASCII.GetBytes("{\"itemIds\":[" + string.Join(",", itemIds.Select(id => Encoding.ASCII.GetString(JsonText.Quote(id)))) + "]}");
        var asked = new HashSet<string>(itemIds, StringComparer.Ordinal);
        var items = await sender.ReadAsync(routes.Export(mailboxId, location, body), reply => Read(reply.Body), cancellation).ConfigureAwait(false);
        foreach (var one in items.Where(one => asked.Contains(one.Item.ItemId)))
        {
            came[one.Item.ItemId] = one;
        }
    }

    private List<Exported> Read(ReadOnlySpan<byte> body) => StrictJson.Read(body, (ref Utf8JsonReader json, ReadOnlySpan<byte> all) =>
    {
        var items = new List<Exported>();
        _ = ListJson.Read(ref json, all, (ref Utf8JsonReader one, ReadOnlySpan<byte> bytes) => items.Add(ReadItem(ref one, bytes)));
        return items;
    });

    private Exported ReadItem(ref Utf8JsonReader json, ReadOnlySpan<byte> body)
    {
        StrictJson.Expect(ref json, JsonTokenType.StartObject);
        var (id, changeKey, data, error, isMoved, elsewhere) = ("", "", default(JsonToken), "", false, default(string));
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
            else if (json.ValueTextEquals("error"u8) || json.ValueTextEquals("Error"u8))
            {
                (error, isMoved, elsewhere) = ReadError(ref json, body);
            }
            else
            {
                StrictJson.Advance(ref json);
                StrictJson.SkipValue(ref json);
            }
        }

        return id.Length == 0 ? throw StrictJson.Broken()
            : error.Length > 0 ? new(new() { ItemId = id, ChangeKey = changeKey, Error = error, IsRedirected = isMoved }, elsewhere)
            : Decoded(data, body) is { Length: > 0 } bytes ? new(new() { ItemId = id, ChangeKey = changeKey, Data = bytes }, null)
            : new(new() { ItemId = id, ChangeKey = changeKey, Error = ConnectorMessages.ExportNoData }, null);
    }

    private (string Error, bool IsMoved, string? Elsewhere) ReadError(ref Utf8JsonReader json, ReadOnlySpan<byte> body)
    {
        StrictJson.Advance(ref json);
        if (json.TokenType == JsonTokenType.Null)
        {
            return ("", false, null);
        }

        StrictJson.Expect(ref json, JsonTokenType.StartObject);
        var (code, message) = (ConnectorMessages.NoCode, "");
        while (StrictJson.NextProperty(ref json))
        {
            if (json.ValueTextEquals("code"u8))
            {
                code = StrictJson.StringValue(ref json).Text(body);
            }
            else if (json.ValueTextEquals("message"u8))
            {
                message = StrictJson.StringValue(ref json).Text(body);
            }
            else
            {
                StrictJson.Advance(ref json);
                StrictJson.SkipValue(ref json);
            }
        }

        return code == "ErrorArchiveFolderMovedPermanently"
            ? (DisplayText.Sentence(ConnectorMessages.ExportMoved, code), true, MailboxRedirect.MailboxOf(message, sender.Root, "/exportItems"))
            : (DisplayText.Sentence(ConnectorMessages.ExportFailed, code), false, null);
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

    /// <summary>What came of one item, and the mailbox that its error names.</summary>
    private sealed record Exported(ExportedItem Item, string? Elsewhere);
}
