using System.Text.Json;

namespace ExchangeArchiveSafety.Connectors.Graph.Json;

/// <summary>Reads folders out of answers.</summary>
internal static class FolderJson
{
    /// <summary>Reads a page of a list of folders.</summary>
    /// <returns>The link to the next page; null when there is none.</returns>
    public static string? ReadPage(ReadOnlySpan<byte> body, List<RawFolder> folders) =>
        StrictJson.Read(body, (ref Utf8JsonReader json, ReadOnlySpan<byte> bytes) =>
            ListJson.Read(ref json, bytes, (ref Utf8JsonReader one, ReadOnlySpan<byte> all) => folders.Add(ReadObject(ref one, all))).Link);

    /// <summary>Reads the answer to the request for one folder.</summary>
    public static RawFolder ReadFolder(ReadOnlySpan<byte> body) => StrictJson.Read(body, ReadObject);

    private static RawFolder ReadObject(ref Utf8JsonReader json, ReadOnlySpan<byte> body)
    {
        StrictJson.Expect(ref json, JsonTokenType.StartObject);
        var folder = new RawFolder();
        while (StrictJson.NextProperty(ref json))
        {
            if (json.ValueTextEquals("id"u8))
            {
                folder.Id = StrictJson.StringValue(ref json).Text(body);
            }
            else if (json.ValueTextEquals("displayName"u8))
            {
                folder.Name = StrictJson.StringValue(ref json).Text(body);
            }
            else if (json.ValueTextEquals("parentFolderId"u8))
            {
                folder.ParentId = StrictJson.StringValue(ref json).Text(body);
            }
            else if (json.ValueTextEquals("wellKnownName"u8))
            {
                folder.WellKnownName = StrictJson.StringValue(ref json).Text(body);
            }
            else if (json.ValueTextEquals("parentMailboxUrl"u8))
            {
                folder.MailboxUrl = StrictJson.StringValue(ref json).Text(body);
            }
            else if (json.ValueTextEquals("@odata.type"u8))
            {
                folder.IsSearch = StrictJson.StringValue(ref json).Text(body).EndsWith("mailSearchFolder", StringComparison.OrdinalIgnoreCase);
            }
            else if (json.ValueTextEquals("childFolderCount"u8))
            {
                folder.Children = StrictJson.IntValue(ref json) ?? 0;
            }
            else if (json.ValueTextEquals("totalItemCount"u8))
            {
                folder.Items = StrictJson.IntValue(ref json);
            }
            else
            {
                StrictJson.Advance(ref json);
                StrictJson.SkipValue(ref json);
            }
        }

        return folder.Id.Length > 0 ? folder : throw StrictJson.Broken();
    }
}
