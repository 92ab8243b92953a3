using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace ExchangeArchiveSafety.Connectors.Graph.Actions;

/// <summary>Imports items through a session. The session's address is a secret of its own and gets no token.</summary>
internal sealed class ItemImporter(GraphSender sender, GraphRoutes routes, MailboxHomes homes)
{
    private static readonly Regex Mailbox = new("MBX:[^\\s\"\\\\@]+@[0-9A-Za-z-]+", RegexOptions.CultureInvariant);

    public async Task<GraphImport> ImportAsync(GraphMailbox mailbox, GraphFolder folder, byte[] data, CancellationToken cancellation)
    {
        var mailboxId = homes.IdOf(mailbox, folder);
        var (made, again) = await ImportAsync(mailboxId, folder, data, there => there != mailboxId && homes.IsOf(mailbox.IdOf(folder.Location)!, there), isFirst: true, cancellation).ConfigureAwait(false);
        return again is null ? made : (await ImportAsync(again, folder, data, _ => false, isFirst: false, cancellation).ConfigureAwait(false)).Made;
    }

    /// <returns>What came of it; and where to ask once more, if the server refused this session: where it expects one, as far as that is to be believed; here, if it has ended.</returns>
    private async Task<(GraphImport Made, string? Again)> ImportAsync(string mailboxId, GraphFolder folder, byte[] data, Predicate<string> mayBe, bool isFirst, CancellationToken cancellation)
    {
        var address = await sender.ReadAsync(routes.ImportSession(mailboxId, folder.Location), reply => ReadText(reply.Body, "importUrl") is { Length: > 0 } url ? url : throw StrictJson.Broken(), cancellation).ConfigureAwait(false);
        if (!Uri.TryCreate(address, UriKind.Absolute, out var target)
            || target.UserInfo.Length > 0
            || !(target.Scheme == Uri.UriSchemeHttps || (GraphAddress.IsProtected(target) && sender.Root.Scheme == Uri.UriSchemeHttp)))
        {
            throw new GraphException(ErrorIds.GraphRedirectRefused, ConnectorMessages.ImportRefused);
        }

        var body = Encoding.ASCII.GetBytes(
            "{\"FolderId\":" + Encoding.ASCII.GetString(JsonText.Quote(folder.Id)) + ",\"Mode\":\"create\",\"Data\":\"" + Convert.ToBase64String(data) + "\"}");
        (GraphImport, string?) unknown = (new(), null);
        return await sender.ChangeAsync(
            GraphRoutes.Import(target, mailboxId, body),
            reply => reply.IsSuccess ? (Made(reply), null)
                : reply.Status == 409 && Expected(reply) is { } there && mayBe(there) ? (new(), there)
                : reply.Status is 401 or 403 or 410 && isFirst ? (new(), mailboxId)
                : reply.IsRedirect || (reply.Status is >= 400 and < 500 and not 408) ? throw GraphFailure.Of(reply)
                : unknown,
            unknown,
            cancellation).ConfigureAwait(false);
    }

    private static string? Expected(GraphReply reply) => Mailbox.Match(Wtf8.Decode(reply.Body)) is { Success: true } match ? match.Value : null;

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
