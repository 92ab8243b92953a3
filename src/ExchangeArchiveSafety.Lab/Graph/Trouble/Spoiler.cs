using ExchangeArchiveSafety.Lab.Tenant;
using ExchangeArchiveSafety.Lab.Tenant.Mailboxes;

namespace ExchangeArchiveSafety.Lab.Graph.Trouble;

/// <summary>Lets go wrong what was asked to go wrong.</summary>
internal sealed class Spoiler(LabTenant tenant, GraphFaultList faults)
{
    private readonly List<Disturbance> _disturbances = [];

    public IReadOnlyList<Disturbance> Disturbances
    {
        get
        {
            lock (tenant.Gate)
            {
                return [.. _disturbances];
            }
        }
    }

    /// <summary>The answer of a fault that keeps the request from being done.</summary>
    public static GraphAnswer? Instead(GraphFault fault, TimeSpan clockSkew)
    {
        GraphException? error = fault.Kind switch
        {
            GraphFaultKind.Throttled429 => new(429, "ApplicationThrottled", "Application is over its MailboxConcurrency limit."),
            GraphFaultKind.Error500 => new(500, "ErrorInternalServerError", "An internal server error occurred. The operation failed."),
            GraphFaultKind.Unavailable503 => new(503, "ServiceUnavailable", "The service is unavailable."),
            GraphFaultKind.Timeout504 => GatewayTimeout(),
            GraphFaultKind.Forbidden => GraphException.Forbidden(),
            _ => null,
        };
        if (error is not null && fault.RetryAfterHeader(clockSkew) is { } after)
        {
            error.Headers.Add(("Retry-After", after));
        }

        return error?.Answer() ?? (fault.Kind == GraphFaultKind.Dropped ? new GraphAnswer { End = AnswerEnd.Dropped } : null);
    }

    /// <summary>The answer of a fault that comes when it is done.</summary>
    public static GraphAnswer Afterwards(GraphFault fault, GraphAnswer answer)
    {
        switch (fault.Kind)
        {
            case GraphFaultKind.AppliesThen504:
                answer.Dispose();
                return GatewayTimeout().Answer();
            case GraphFaultKind.AppliesThenDropped:
                answer.End = AnswerEnd.Dropped;
                return answer;
            case GraphFaultKind.CutConnection when answer.Body.Length > 0:
                answer.End = AnswerEnd.CutInTheMiddle;
                return answer;
            case GraphFaultKind.CutBody when answer.Status < 300:
                answer.Cut(0.7);
                return answer;
            case GraphFaultKind.MalformedJson when answer.Status < 300 && answer.Body.Length > 0:
                answer.Dispose();
                return GraphAnswer.Json(0, static (json, _) => json.WriteRawValue("<html><body>Something went wrong.</body></html>", skipInputValidation: true));
            default:
                return answer;
        }
    }

    /// <summary>What other people do to an item meanwhile.</summary>
    public void Disturb(GraphFault fault, GraphRequest request, MailboxDoor door)
    {
        if (fault.Kind is not (GraphFaultKind.ItemChanges or GraphFaultKind.ItemVanishes))
        {
            return;
        }

        lock (tenant.Gate)
        {
            if (fault.ShareOfItems > 0)
            {
                foreach (var item in Named(request).Select(door.Store.FindItem).OfType<MailItem>().Where(item => !item.Folder.IsRecoverableItems && faults.Fate(fault, item) == request.Route).ToList())
                {
                    if (!_disturbances.Exists(done => done.Item == item && done.Kind == fault.Kind))
                    {
                        Do(fault.Kind, item, request.Route);
                    }
                }
            }
            else if (Victim(fault, request, door) is { } item)
            {
                Do(fault.Kind, item, request.Route);
            }
        }
    }

    private static IEnumerable<string> Named(GraphRequest request) => request.Route == GraphRoute.ExportItems ? request.ItemIds() ?? [] : [request.ItemId!];

    private void Do(GraphFaultKind kind, MailItem item, GraphRoute route)
    {
        _disturbances.Add(new Disturbance(kind, item, item.ItemId, route));
        if (kind == GraphFaultKind.ItemChanges)
        {
            item.Edit(content => content with { Subject = content.Subject + " (changed)" }, tenant.Now.AddSeconds(1));
        }
        else
        {
            tenant.SoftDelete(item);
        }
    }

    private static MailItem? Victim(GraphFault fault, GraphRequest request, MailboxDoor door)
    {
        if ((fault.ItemId ?? request.ItemId ?? FirstExported(request)) is { } id)
        {
            return door.Store.FindItem(id);
        }

        return request.FolderId is { } folder ? (door.Store.FindFolderById(folder) ?? Mail.FolderFinder.ByWellKnownName(door, folder))?.Items.FirstOrDefault() : null;
    }

    private static string? FirstExported(GraphRequest request) =>
        request.Route == GraphRoute.ExportItems ? request.ItemIds()?.FirstOrDefault() : null;

    private static GraphException GatewayTimeout() => new(504, "ErrorTimeoutExpired", "The gateway did not receive an answer in time.");
}
