using System.Text.Json;

namespace ExchangeArchiveSafety.Connectors.Graph.Actions;

/// <summary>Questions about the service, and the writes of a probe. The only place that deletes for good, and only what carries the probe's mark.</summary>
internal sealed class ProbeActions(GraphSender sender, GraphRoutes routes, FolderLister folders, ItemReader reader, ItemRemover remover)
{
    private const string RecoverableItems = "recoverableitems";
    private const string Deletions = RecoverableItems + "deletions";

    // A refusal is an answer to a question about the service.
    private static readonly int[] Refusals = [400, 403, 404, 405, 501];

    public Task<GraphAnswer> AskAsync(GraphQuestion question, GraphMailbox? mailbox, GraphFolder? folder, CancellationToken cancellation) => question switch
    {
        GraphQuestion.Connection => AskAsync(routes.Probe(), _ => true, cancellation),
        GraphQuestion.ArchiveIdByPrimaryVersion => AskAsync(
            routes.SettingsOfPrimary(mailbox!.User), reply => string.Equals(JsonOf(reply, "inPlaceArchiveMailboxId"), mailbox.ArchiveMailboxId, StringComparison.OrdinalIgnoreCase), cancellation),
        GraphQuestion.ArchiveByPrimaryVersion => AskAsync(routes.Folders(mailbox!.ArchiveMailboxId!, MailItemLocation.Primary).Without(GraphRoutes.Hidden), _ => true, cancellation),
        GraphQuestion.ArchiveAsUser => AskAsync(routes.FoldersOfUser(mailbox!.ArchiveMailboxId!), _ => true, cancellation),
        _ => AskAsync(routes.Items(mailbox!.IdOf(folder!.Location)!, folder.Location, folder.Id), HoldsProperties, cancellation),
    };

    public async Task<IReadOnlyList<GraphFolder>> RecoverableItemsAsync(GraphMailbox mailbox, MailItemLocation location, CancellationToken cancellation)
    {
        var mailboxId = mailbox.IdOf(location) ?? throw GraphFailure.NoArchive(mailbox);
        var tree = await folders.ReadAsync(mailbox, location, cancellation).ConfigureAwait(false);
        var found = tree.Folders.Select(one => one.Folder).Where(one => one.HomeMailboxId is null && ToldFolder.Of(one.WellKnownFolder).Name == RecoverableItems).ToList();
        foreach (var name in location == MailItemLocation.Archive ? new[] { Deletions, "archive" + Deletions } : [Deletions])
        {
            var id = await sender.ReadAsync(
                routes.OneFolder(mailboxId, location, name).WithAnswer(400).WithAnswer(403),
                reply => reply.IsSuccess && FolderJson.ReadFolder(reply.Body) is { } raw && raw.WellKnownName.EndsWith(Deletions, StringComparison.OrdinalIgnoreCase) ? raw.Id : "",
                cancellation).ConfigureAwait(false);
            if (id.Length > 0 && !found.Exists(folder => folder.Id == id))
            {
                found.Add(new() { Id = id, Location = location, Path = "/Recoverable Items/Deletions", WellKnownFolder = RecoverableItems });
            }
        }

        if (found.Count == 0)
        {
            found.AddRange((await folders.BesideTopAsync(mailboxId, location, cancellation).ConfigureAwait(false))
                .Select(one => new GraphFolder { Id = one.Id, Location = location, Path = "/Recoverable Items/" + one.Name, WellKnownFolder = RecoverableItems }));
        }

        return found;
    }

    public Task<GraphAnswer?> CreateAsync(GraphMailbox mailbox, ProbeMark mark, CancellationToken cancellation)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(new
        {
            subject = mark.Subject,
            body = new { contentType = "text", content = ConnectorMessages.ProbeBody },
            internetMessageId = mark.MessageId,
            internetMessageHeaders = new[] { new { name = ProbeMark.Header, value = mark.Probe.ToString() } },
        });
        return sender.ChangeAsync<GraphAnswer?>(
            routes.Message(mailbox, body),
            reply => reply.IsSuccess ? new() { Status = reply.Status, IsTold = true, MessageId = Told(reply) }
                : reply.IsRedirect || (reply.Status is >= 400 and < 500 and not 408) ? throw GraphFailure.Of(reply)
                : null,
            null,
            cancellation);
    }

    public async Task<GraphDeletion> EraseAsync(GraphMailbox mailbox, GraphFolder folder, string itemId, ProbeMark mark, CancellationToken cancellation) =>
        await reader.ReadAsync(mailbox, folder, itemId, withBody: false, cancellation).ConfigureAwait(false) is { } item && mark.IsOn(item.Item)
            ? await remover.EraseAsync(mailbox, folder, itemId, cancellation).ConfigureAwait(false)
            : GraphDeletion.NotFound;

    private Task<GraphAnswer> AskAsync(GraphRequest request, Func<GraphReply, bool> isTold, CancellationToken cancellation) => sender.ReadAsync(
        Refusals.Aggregate(request, (so, status) => so.WithAnswer(status)),
        reply => new GraphAnswer { Status = reply.Status, Code = reply.IsSuccess ? "" : GraphErrorBody.Code(reply.Body), IsTold = reply.IsSuccess && isTold(reply) },
        cancellation);

    private static bool HoldsProperties(GraphReply reply)
    {
        var holds = false;
        _ = ItemJson.ReadPage(reply.Body, (_, item) => holds |= item[ItemProperty.Subject].IsThere || item[ItemProperty.InternetMessageId].IsThere);
        return holds;
    }

    // It was made, most likely, also where the answer broke off; only looking can tell.
    private static string Told(GraphReply reply)
    {
        try
        {
            return JsonOf(reply, "internetMessageId");
        }
        catch (BrokenAnswerException)
        {
            return "";
        }
    }

    private static string JsonOf(GraphReply reply, string name) => StrictJson.Read(reply.Body, (ref Utf8JsonReader json, ReadOnlySpan<byte> all) => StrictJson.TextOf(ref json, all, name));
}
