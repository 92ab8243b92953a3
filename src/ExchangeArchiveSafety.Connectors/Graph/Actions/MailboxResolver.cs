using System.Text.Json;

namespace ExchangeArchiveSafety.Connectors.Graph.Actions;

/// <summary>Finds the ids of a mailbox and its archive.</summary>
internal sealed class MailboxResolver(GraphSender sender, GraphRoutes routes)
{
    public async Task<GraphMailbox> ResolveAsync(string user, CancellationToken cancellation)
    {
        var (primary, archive) = await AskAsync(user, cancellation).ConfigureAwait(false);
        if (primary.Length == 0)
        {
            throw new GraphException(ErrorIds.GraphMailboxNotFound, DisplayText.Sentence(ConnectorMessages.NoMailboxId, user));
        }

        // Reported: a route that should show the archive showed the primary. Every item would then be a copy of itself.
        return string.Equals(primary, archive, StringComparison.OrdinalIgnoreCase)
            ? throw new GraphException(ErrorIds.GraphHalvesEqual, DisplayText.Sentence(ConnectorMessages.SameMailboxIds, user))
            : new() { User = user, PrimaryMailboxId = primary, ArchiveMailboxId = archive.Length == 0 ? null : archive };
    }

    private async Task<(string Primary, string Archive)> AskAsync(string user, CancellationToken cancellation)
    {
        var refusal = "";
        var ids = await sender.ReadAsync(
            routes.Settings(user).WithAnswer(400),
            reply =>
            {
                refusal = reply.IsSuccess ? "" : GraphFailure.Shown(GraphErrorBody.Code(reply.Body));
                return reply.IsSuccess ? Read(reply.Body) : default((string, string)?);
            },
            cancellation).ConfigureAwait(false);
        if (ids is { } told)
        {
            return told;
        }

        try
        {
            return await sender.ReadAsync(routes.SettingsOfPrimary(user), reply => Read(reply.Body), cancellation).ConfigureAwait(false);
        }
        catch (GraphException exception) when (exception.ErrorId == ErrorIds.GraphRequestFailed)
        {
            var message = DisplayText.Sentence(ConnectorMessages.SettingsRefused, user, refusal, exception.Message);
            throw new GraphException(exception.ErrorId, message, exception) { StatusCode = exception.StatusCode, Code = exception.Code };
        }
    }

    private static (string Primary, string Archive) Read(ReadOnlySpan<byte> body) => StrictJson.Read(body, (ref Utf8JsonReader json, ReadOnlySpan<byte> all) =>
    {
        StrictJson.Expect(ref json, JsonTokenType.StartObject);
        var (primary, archive) = ("", "");
        while (StrictJson.NextProperty(ref json))
        {
            if (json.ValueTextEquals("primaryMailboxId"u8))
            {
                primary = StrictJson.StringValue(ref json).Text(all);
            }
            else if (json.ValueTextEquals("inPlaceArchiveMailboxId"u8))
            {
                archive = StrictJson.StringValue(ref json).Text(all);
            }
            else
            {
                StrictJson.Advance(ref json);
                StrictJson.SkipValue(ref json);
            }
        }

        return (primary, archive);
    });
}
