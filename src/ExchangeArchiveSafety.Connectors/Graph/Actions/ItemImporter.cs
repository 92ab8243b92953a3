using System.Text;
using System.Text.Json;

namespace ExchangeArchiveSafety.Connectors.Graph.Actions;

/// <summary>Imports items through a session. The session's address is a secret of its own and gets no token.</summary>
internal sealed class ItemImporter(GraphSender sender, GraphRoutes routes)
{
    public async Task<GraphImport> ImportAsync(GraphMailbox mailbox, GraphFolder folder, byte[] data, CancellationToken cancellation)
    {
        var mailboxId = mailbox.IdOf(folder.Location) ?? throw GraphFailure.NoArchive(mailbox);
        var address = await sender.ReadAsync(routes.ImportSession(mailboxId, folder.Location), reply => ReadText(reply.Body, "importUrl") is { Length: > 0 } url ? url : throw StrictJson.Broken(), cancellation).ConfigureAwait(false);
        if (!Uri.TryCreate(address, UriKind.Absolute, out var target)
            || target.UserInfo.Length > 0
            || !(target.Scheme == Uri.UriSchemeHttps || (GraphAddress.IsProtected(target) && sender.Root.Scheme == Uri.UriSchemeHttp)))
        {
            throw new GraphException(ErrorIds.GraphRedirectRefused, ConnectorMessages.ImportRefused);
        }

        var body = Encoding.ASCII.GetBytes(
            "{\"FolderId\":" + Encoding.ASCII.GetString(JsonText.Quote(folder.Id)) + ",\"Mode\":\"create\",\"Data\":\"" + Convert.ToBase64String(data) + "\"}");
        var unknown = new GraphImport();
        return await sender.ChangeAsync(
            GraphRoutes.Import(target, mailboxId, body),
            reply => reply.IsSuccess ? Made(reply)
                : reply.IsRedirect || (reply.Status is >= 400 and < 500 and not 408) ? throw GraphFailure.Of(reply)
                : unknown,
            unknown,
            cancellation).ConfigureAwait(false);
    }

    private static GraphImport Made(GraphReply reply)
    {
        try
        {
            return new() { ItemId = ReadText(reply.Body, "itemId") is { Length: > 0 } id ? id : null };
        }
        catch (BrokenAnswerException)
        {
            // It was made, most likely; only looking can tell.
            return new();
        }
    }

    private static string ReadText(ReadOnlySpan<byte> body, string name) =>
        StrictJson.Read(body, (ref Utf8JsonReader json, ReadOnlySpan<byte> all) => StrictJson.TextOf(ref json, all, name));
}
