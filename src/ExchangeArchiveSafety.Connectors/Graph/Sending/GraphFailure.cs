namespace ExchangeArchiveSafety.Connectors.Graph.Sending;

/// <summary>Says what an answer that is no success means.</summary>
internal static class GraphFailure
{
    /// <summary>The error of a definite refusal.</summary>
    public static GraphException Of(GraphReply reply)
    {
        var operation = reply.Request.Operation;
        var code = GraphErrorBody.Code(reply.Body);
        var (id, message) = reply.Status switch
        {
            403 => (ErrorIds.GraphPermissionMissing, DisplayText.Sentence(operation == GraphOperation.Delete ? ConnectorMessages.DeletionForbidden : ConnectorMessages.PermissionMissing,
                GraphPermission.OfApplication(operation), GraphPermission.OfPerson(operation), Shown(code))),
            404 when operation == GraphOperation.Resolve => (ErrorIds.GraphMailboxNotFound, DisplayText.Sentence(ConnectorMessages.MailboxNotFound, UserOf(reply.Request), Shown(code))),
            >= 300 and < 400 => (ErrorIds.GraphRedirectRefused, DisplayText.Sentence(ConnectorMessages.RedirectRefused, Action(operation), reply.Status)),
            _ => (ErrorIds.GraphRequestFailed, DisplayText.Sentence(ConnectorMessages.RequestFailed, Action(operation), reply.Status, Shown(code))),
        };
        return new(id, message) { StatusCode = reply.Status, Code = code };
    }

    /// <summary>Whether there is no room for what was asked for. The code is that of Exchange Web Services; which status goes with it here nobody has seen.</summary>
    public static bool IsFull(GraphReply reply) => reply.Status == 507 || GraphErrorBody.Code(reply.Body) is "ErrorQuotaExceeded";

    /// <summary>The error when Recoverable Items take nothing more.</summary>
    public static GraphException Full(GraphReply reply)
    {
        var code = GraphErrorBody.Code(reply.Body);
        return new(ErrorIds.RecoverableItemsFull, DisplayText.Sentence(ConnectorMessages.RecoverableItemsFull, reply.Status, Shown(code))) { StatusCode = reply.Status, Code = code };
    }

    /// <summary>The error when an archive is asked for that is not there.</summary>
    public static GraphException NoArchive(GraphMailbox mailbox) => new(ErrorIds.GraphNoArchive, DisplayText.Sentence(ConnectorMessages.NoArchive, mailbox.User));

    /// <summary>The error when repeating did not help within the time budget.</summary>
    /// <param name="request">What was asked.</param>
    /// <param name="status">The last status; null when there was no answer.</param>
    /// <param name="reason">What went wrong the last time.</param>
    /// <param name="spent">How long it was tried.</param>
    /// <param name="asked">What the server asked to wait at last; null when it asked for nothing.</param>
    /// <param name="budget">How long it may be tried.</param>
    public static GraphException OutOfTime(GraphRequest request, int? status, string reason, TimeSpan spent, TimeSpan? asked, TimeSpan budget)
    {
        var throttled = status == 429 || (status == 503 && asked is not null);
        var message = throttled
            ? DisplayText.Sentence(ConnectorMessages.Throttled, Action(request.Operation), Seconds(spent), asked is { } wait ? Seconds(wait) : "?", Seconds(budget))
            : DisplayText.Sentence(ConnectorMessages.GaveUp, Action(request.Operation), Seconds(spent), reason, Seconds(budget));
        return new(throttled ? ErrorIds.GraphThrottled : ErrorIds.GraphRequestFailed, message) { StatusCode = status };
    }

    /// <summary>The error when no Graph ever answered on this connection.</summary>
    /// <param name="root">Where it should be.</param>
    /// <param name="status">The last status; null when there was no answer.</param>
    /// <param name="reason">What went wrong the last time.</param>
    public static GraphException Unreachable(Uri root, int? status, string reason) =>
        new(ErrorIds.GraphUnreachable, DisplayText.Sentence(ConnectorMessages.Unreachable, GraphAddress.Root(root), reason)) { StatusCode = status };

    /// <summary>The error when what answers is no Graph.</summary>
    public static GraphException Foreign(GraphReply reply, Uri root)
    {
        var instead = reply.IsRedirect && reply.Headers.Location is { IsAbsoluteUri: true } target ? DisplayText.Sentence(ConnectorMessages.ForeignRedirect, target.Host)
            : reply.Status == 407 ? ConnectorMessages.ForeignProxy
            : ConnectorMessages.ForeignBody;
        return new(ErrorIds.GraphEndpointForeign, DisplayText.Sentence(ConnectorMessages.EndpointForeign, GraphAddress.Root(root), reply.Status, instead)) { StatusCode = reply.Status };
    }

    /// <summary>What was done, in a few words.</summary>
    public static string Action(GraphOperation operation) => operation switch
    {
        GraphOperation.Probe => ConnectorMessages.ActionProbe,
        GraphOperation.Resolve => ConnectorMessages.ActionResolve,
        GraphOperation.Folders => ConnectorMessages.ActionFolders,
        GraphOperation.Items => ConnectorMessages.ActionItems,
        GraphOperation.Delete => ConnectorMessages.ActionDelete,
        GraphOperation.Export => ConnectorMessages.ActionExport,
        GraphOperation.Create => ConnectorMessages.ActionCreate,
        _ => ConnectorMessages.ActionImport,
    };

    public static string Shown(string code) => code.Length == 0 ? ConnectorMessages.NoCode : code;

    private static string UserOf(GraphRequest request) => request.Path.TryGetValue(GraphRequest.UserParameter, out var user) ? (string)user : "";

    private static string Seconds(TimeSpan time) => time == TimeSpan.MaxValue ? ">999999999" : Math.Round(time.TotalSeconds).ToString("0", System.Globalization.CultureInfo.InvariantCulture);
}
