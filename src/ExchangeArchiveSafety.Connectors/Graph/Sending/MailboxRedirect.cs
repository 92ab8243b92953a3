namespace ExchangeArchiveSafety.Connectors.Graph.Sending;

/// <summary>
/// Where an auto-expanding archive says that a folder really lies. Of such an address only the mailbox id is used, and only when all
/// the rest is what was asked for: same server, same route, same tenant.
/// </summary>
internal static class MailboxRedirect
{
    private const string Mailboxes = "/admin/exchange/mailboxes/";

    /// <summary>The mailbox id that a redirect points to; null when it is not the same on the same server.</summary>
    public static string? Target(GraphReply reply, Uri root)
    {
        var request = reply.Request;
        // A link into the middle of a list belongs to the mailbox that gave it.
        if (request.Link is not null || reply.Status != 308 || reply.Headers.Location is not { } location)
        {
            return null;
        }

        var asked = request.Address;
        var target = location.IsAbsoluteUri ? location : new Uri(asked, location);
        return GraphAddress.IsSameServer(target, root)
            && Parts(asked) is { } from && Parts(target) is { } to
            && from.Before == to.Before && from.Behind == to.Behind
            && from.MailboxId != to.MailboxId && IsSameTenant(from.MailboxId, to.MailboxId)
            ? to.MailboxId
            : null;
    }

    /// <summary>The mailbox id in a link on the same server to a mailbox, or to what it does; null for any other text.</summary>
    /// <param name="link">The link.</param>
    /// <param name="root">The root of the API.</param>
    /// <param name="behind">What stands behind the id.</param>
    public static string? MailboxOf(string link, Uri root, string behind = "") =>
        Uri.TryCreate(link, UriKind.Absolute, out var target) && GraphAddress.IsSameServer(target, root) && Parts(target) is { } to && to.Behind == behind ? to.MailboxId : null;

    /// <summary>Whether two mailbox ids name the same tenant, which stands behind their <c>@</c>.</summary>
    public static bool IsSameTenant(string one, string other)
    {
        var (first, second) = (one.LastIndexOf('@'), other.LastIndexOf('@'));
        return first > 0 && second > 0 && first < one.Length - 1
            && string.Equals(one.Substring(first), other.Substring(second), StringComparison.OrdinalIgnoreCase);
    }

    private static (string Before, string MailboxId, string Behind)? Parts(Uri address)
    {
        var path = GraphLink.Plain(address);
        var start = path.IndexOf(Mailboxes, StringComparison.Ordinal);
        if (start < 0)
        {
            return null;
        }

        start += Mailboxes.Length;
        var end = path.IndexOf('/', start);
        end = end < 0 ? path.Length : end;
        return end == start ? null : (path.Substring(0, start), path.Substring(start, end - start), path.Substring(end).TrimEnd('/'));
    }
}
