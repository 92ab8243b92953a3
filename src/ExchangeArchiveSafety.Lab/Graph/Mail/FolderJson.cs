using System.Text.Json;
using ExchangeArchiveSafety.Lab.Tenant.Mailboxes;

namespace ExchangeArchiveSafety.Lab.Graph.Mail;

/// <summary>Folders as Graph writes them.</summary>
/// <param name="Request">What they answer.</param>
/// <param name="Door">The mailbox they are in.</param>
/// <param name="Directory">Knows the ids of auxiliary mailboxes.</param>
/// <param name="Options">Say how search folders look.</param>
internal sealed record FolderJson(GraphRequest Request, MailboxDoor Door, MailboxDirectory Directory, GraphOptions Options)
{
    private readonly HashSet<string>? _select = Request.Option("$select") is { Length: > 0 } select ? [.. select.Split(',', StringSplitOptions.TrimEntries)] : null;
    private readonly PropertyRequest[] _expand = PropertyRequest.Parse(Request.Option("$expand"));

    public void Write(Utf8JsonWriter json, MailFolder folder)
    {
        json.WriteStartObject();
        json.WriteString("@odata.type", folder.SearchesIn is null || Options.SearchFoldersLookOrdinary ? "#microsoft.graph.mailboxFolder" : "#microsoft.graph.mailSearchFolder");
        json.WriteString("id", folder.Id);
        Text(json, "displayName", folder.DisplayName);
        Text(json, "parentFolderId", ParentOf(folder)?.Id);
        if (Has("childFolderCount"))
        {
            json.WriteNumber("childFolderCount", FolderRoutes.Below(folder, Door).Count() + folder.UnlistedChildren);
        }

        if (Has("totalItemCount"))
        {
            json.WriteNumber("totalItemCount", folder.Items.Count);
        }

        Text(json, "type", folder.FolderClass);
        Text(json, "wellKnownName", WellKnownName(folder));
        if (Request.IsBeta)
        {
            Text(json, "parentMailboxUrl", folder.ParentMailboxUrl ?? $"{Request.BaseAddress}/beta/admin/exchange/mailboxes/{(folder.AuxiliaryMailbox is { } auxiliary ? Directory.IdOf(auxiliary) : Door.Id)}");
            if (Has("isHidden"))
            {
                json.WriteBoolean("isHidden", folder.IsHidden);
            }
        }

        if (_expand.Any(property => property is { Type: "Boolean", Tag: 0x10F4 }))
        {
            json.WriteStartArray("singleValueExtendedProperties");
            json.WriteStartObject();
            json.WriteString("id", "Boolean 0x10f4");
            json.WriteString("value", ItemProperties.Flag(folder.IsHidden));
            json.WriteEndObject();
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    /// <summary>Folders of an archive have none, but for its deleted items.</summary>
    private string? WellKnownName(MailFolder folder) =>
        folder == Door.Store.RecoverableItemsRoot ? "recoverableitemsroot"
        : folder.IsRecoverableItems ? DefaultFolders.WellKnownNameOf(DefaultFolders.OwnPart(folder.Path))
        : !Door.IsArchive ? folder.Path.Length == 0 ? "msgfolderroot" : DefaultFolders.WellKnownNameOf(folder.Path)
        : folder.Path.Equals("/Deleted Items", StringComparison.OrdinalIgnoreCase) ? "archivedeleteditems"
        : null;

    private MailFolder? ParentOf(MailFolder folder) =>
        folder == Door.Store.Root || folder == Door.Store.RecoverableItemsRoot ? Options.TellsOutermostFolder ? Door.Store.Outermost : null
        : folder.IsRecoverableItems && Request.FolderId == Door.Store.RecoverableItemsRoot.Id ? Door.Store.RecoverableItemsRoot
        : folder.Parent;

    private bool Has(string property) => _select is null || _select.Contains(property);

    private void Text(Utf8JsonWriter json, string name, string? value)
    {
        if (Has(name))
        {
            json.WriteString(name, value);
        }
    }
}
