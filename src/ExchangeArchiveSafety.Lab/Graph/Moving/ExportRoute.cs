using System.Text.Json;
using ExchangeArchiveSafety.Lab.Graph.Trouble;
using ExchangeArchiveSafety.Lab.Tenant;

namespace ExchangeArchiveSafety.Lab.Graph.Moving;

/// <summary>Hands items out as data, at most twenty at once; what cannot be had is told item by item.</summary>
internal sealed class ExportRoute(LabTenant tenant, GraphOptions options, MailboxDirectory directory, KnownMessages messages)
{
    private const int Most = 20;

    public GraphAnswer Export(GraphRequest request, MailboxDoor door)
    {
        var ids = request.ItemIds() ?? throw GraphException.BadRequest("itemIds is required.");
        if (ids.Count is 0 or > Most)
        {
            throw GraphException.BadRequest($"itemIds takes 1 to {Most} ids.");
        }

        List<Exported> exported;
        lock (tenant.Gate)
        {
            exported = [.. ids.Select(id => One(id, request, door))];
        }

        if (request.Troubles.Contains(GraphFaultKind.ExportOmits))
        {
            exported.RemoveAt(exported.Count - 1);
        }

        return GraphAnswer.Json((exported, options.ExportErrorName), static (json, answer) => Write(json, answer.exported, answer.ExportErrorName));
    }

    private Exported One(string id, GraphRequest request, MailboxDoor door)
    {
        if (door.Store.FindItem(id) is not { } item)
        {
            return new Exported(id, null, null, "ErrorItemNotFound", "The specified object was not found in the store.");
        }

        if (item.Folder.AuxiliaryMailbox != door.Auxiliary)
        {
            var there = $"{item.Folder.RedirectHost ?? request.BaseAddress}/{request.Version}/admin/exchange/mailboxes/{directory.HomeOf(item.Folder, door)}/exportItems";
            return new Exported(id, null, null, "ErrorArchiveFolderMovedPermanently", there);
        }

        messages.Remember(item.Message);
        var data = ItemBlob.Pack(item);
        if (request.Troubles.Contains(GraphFaultKind.ExportSpoils))
        {
            data[data.Length / 2] ^= 0x40;
        }

        return new Exported(id, item.ChangeKey, data, null, null);
    }

    private static void Write(Utf8JsonWriter json, List<Exported> items, string errorName)
    {
        json.WriteStartObject();
        json.WriteStartArray("value");
        foreach (var item in items)
        {
            json.WriteStartObject();
            json.WriteString("itemId", item.ItemId);
            if (item.Data is { } data)
            {
                json.WriteString("changeKey", item.ChangeKey);
                json.WriteBase64String("data", data);
            }
            else
            {
                json.WriteStartObject(errorName);
                json.WriteString("code", item.ErrorCode);
                json.WriteString("message", item.ErrorMessage);
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private sealed record Exported(string ItemId, string? ChangeKey, byte[]? Data, string? ErrorCode, string? ErrorMessage);
}
