using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using ExchangeArchiveSafety.Lab.Graph.Mail;
using ExchangeArchiveSafety.Lab.Tenant;

namespace ExchangeArchiveSafety.Lab.Graph.Moving;

/// <summary>Takes items back: a session whose address is its own key, and the items that come to it.</summary>
internal sealed class ImportRoutes(LabTenant tenant, GraphOptions options, MailboxDirectory directory, KnownMessages messages)
{
    // What is stored anew is a little larger.
    private const int Growth = 36;

    private readonly ConcurrentDictionary<string, Session> _sessions = new(StringComparer.Ordinal);

    public GraphAnswer CreateSession(GraphRequest request, MailboxDoor door)
    {
        RefuseArchive(door);
        var session = new Session(door, Convert.ToHexString(RandomNumberGenerator.GetBytes(24)), DateTime.UtcNow.AddHours(1));
        var name = Guid.NewGuid().ToString("N");
        _sessions[name] = session;
        var url = $"{request.BaseAddress}/import/{Uri.EscapeDataString(door.Id)}/{name}?authtoken={session.Secret}";
        return GraphAnswer.Json(
            (url, session.Until),
            static (json, state) =>
            {
                json.WriteStartObject();
                json.WriteString("importUrl", state.url);
                json.WriteString("expirationDateTime", state.Until.ToString("o", CultureInfo.InvariantCulture));
                json.WriteEndObject();
            });
    }

    public GraphAnswer Import(GraphRequest request)
    {
        if (request.Authorization is not null && options.ImportRefusesAuthorization)
        {
            throw GraphException.BadRequest("The import address takes no Authorization header.");
        }

        if (!_sessions.TryGetValue(request.Path[(request.Path.LastIndexOf('/') + 1)..], out var session) || request.Option("authtoken") != session.Secret || DateTime.UtcNow >= session.Until)
        {
            throw new GraphException(401, "InvalidImportSession", "The import session is unknown or has expired.");
        }

        RefuseArchive(session.Door);
        var body = request.Json();
        if (Text(body, "Mode") != "create" || Text(body, "FolderId") is not { } folderId || Text(body, "Data") is not { } data)
        {
            throw GraphException.BadRequest("FolderId, Mode 'create' and Data are required.");
        }

        return Store(session.Door, folderId, ItemBlob.Unpack(Decoded(data)));
    }

    private GraphAnswer Store(MailboxDoor door, string folderId, ItemBlob blob)
    {
        lock (tenant.Gate)
        {
            var folder = FolderFinder.Lookup(door, folderId, options) ?? throw GraphException.NoFolder();
            if (folder.AuxiliaryMailbox != door.Auxiliary)
            {
                throw new GraphException(409, "", $"Invalid import session. The target session is expected in mailbox {directory.HomeOf(folder, door)}.") { IsOfImport = true };
            }

            var item = tenant.AddCopy(door.Store, messages.Of(blob, door.Mailbox), folder, tenant.Now, options.ImportMakesNewSearchKey ? null : blob.SearchKey);
            if (blob.Edited)
            {
                item.Edit(_ => blob.Content, tenant.Now);
            }

            item.Resize(blob.Size + Growth);
            return GraphAnswer.Json(
                item,
                static (json, stored) =>
                {
                    json.WriteStartObject();
                    json.WriteString("itemId", stored.ItemId);
                    json.WriteString("changeKey", stored.ChangeKey);
                    json.WriteEndObject();
                },
                201);
        }
    }

    private void RefuseArchive(MailboxDoor door)
    {
        if (door.Auxiliary is not null ? options.AuxiliaryRefusesImport : door.IsArchive && options.ArchiveRefusesImport)
        {
            throw new GraphException(400, "ErrorInvalidOperation", "Import into an archive mailbox is not allowed.");
        }
    }

    private static string? Text(JsonElement body, string name) =>
        body.EnumerateObject().FirstOrDefault(property => property.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Value is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    private static byte[] Decoded(string data)
    {
        try
        {
            return Convert.FromBase64String(data);
        }
        catch (FormatException)
        {
            throw GraphException.BadRequest("Data is no base64.");
        }
    }

    private sealed record Session(MailboxDoor Door, string Secret, DateTime Until);
}
