using System.Globalization;
using System.Text.RegularExpressions;

namespace ExchangeArchiveSafety.Connectors.Graph.Sending;

/// <summary>Links of the server to more of the same list.</summary>
internal static class GraphLink
{
    // The same address in OData's other spelling.
    private static readonly Regex Key = new(@"\('([^'/]*)'\)(?=/|$)", RegexOptions.CultureInvariant);
    private static readonly Regex SkipParameter = new(@"(?:[?&])(?:\$|%24)skip=([^&]*)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    /// <summary>The path of an address as it was before it was encoded.</summary>
    public static string Plain(Uri address) => Key.Replace(Uri.UnescapeDataString(address.AbsolutePath), "/$1");

    /// <summary>The request for what a link leads to.</summary>
    /// <exception cref="GraphException">It leads to another server or another list.</exception>
    public static GraphRequest Next(GraphRequest request, string link)
    {
        var asked = request.Address;
        return Uri.TryCreate(link, UriKind.Absolute, out var target)
            && GraphAddress.IsSameServer(target, asked)
            && target.UserInfo.Length == 0
            && Plain(target) == Plain(asked)
            ? request.At(target)
            : throw new GraphException(ErrorIds.GraphRedirectRefused, DisplayText.Sentence(ConnectorMessages.LinkRefused, GraphFailure.Action(request.Operation)));
    }

    /// <summary>How many items a link skips; null when it goes on in another way.</summary>
    public static int? Skip(string link) =>
        SkipParameter.Match(link) is { Success: true } match
        && link.IndexOf("skiptoken", StringComparison.OrdinalIgnoreCase) < 0
        && int.TryParse(match.Groups[1].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var skip)
        ? skip
        : null;
}
