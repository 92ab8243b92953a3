using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;
using ExchangeArchiveSafety.Lab.Tenant.Mailboxes;

namespace ExchangeArchiveSafety.Lab.Graph.Mail;

/// <summary>An extended property that a request expands.</summary>
/// <param name="Id">As it goes back: in lower case, whatever was asked.</param>
/// <param name="ShortId">The same without leading zeros.</param>
/// <param name="Type">The MAPI type.</param>
/// <param name="Tag">The number; 0 for a named property.</param>
/// <param name="Reader">Reads it from an item.</param>
internal sealed partial record PropertyRequest(string Id, string ShortId, string Type, int Tag, Func<MailItem, string?>? Reader)
{
    // Every page of a scan asks for the same ones.
    private static readonly ConcurrentDictionary<string, PropertyRequest[]> Known = new(StringComparer.Ordinal);

    /// <exception cref="GraphException">Nothing that can be expanded.</exception>
    public static PropertyRequest[] Parse(string? expand)
    {
        if (string.IsNullOrEmpty(expand))
        {
            return [];
        }

        if (Known.TryGetValue(expand, out var known))
        {
            return known;
        }

        if (Expansion().Match(expand) is not { Success: true } match)
        {
            throw GraphException.BadRequest("Parsing OData Select and Expand failed.", "RequestBroker--ParseUri");
        }

        var requests = match.Groups["id"].Captures.Select(capture => One(capture.Value)).ToArray();
        return Known.Count < 1000 ? Known.GetOrAdd(expand, requests) : requests;
    }

    public string? Read(MailItem item) =>
        item.Odd is { Properties.Count: > 0 } odd && odd.Properties.FirstOrDefault(pair => Same(pair.Key)).Value is { } own ? own : Reader?.Invoke(item);

    /// <exception cref="GraphException">No id of an extended property.</exception>
    public static PropertyRequest One(string id)
    {
        if (Tagged().Match(id) is { Success: true } match)
        {
            var type = match.Groups[1].Value;
            var tag = int.Parse(match.Groups[2].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            return new PropertyRequest($"{type} 0x{tag:x4}", $"{type} 0x{tag:x}", type, tag, ItemProperties.Reader(type, tag));
        }

        return Named().IsMatch(id)
            ? new PropertyRequest(id.ToLowerInvariant(), id.ToLowerInvariant(), "", 0, null)
            : throw GraphException.BadRequest($"Property ID '{id}' is invalid.", "ErrorInvalidExtendedPropertyId");
    }

    private bool Same(string id) => id.Equals(Id, StringComparison.OrdinalIgnoreCase) || id.Equals(ShortId, StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"^\s*singleValueExtendedProperties\(\s*\$filter\s*=\s*id\s+eq\s+'(?<id>[^']*)'(\s+or\s+id\s+eq\s+'(?<id>[^']*)')*\s*\)\s*$")]
    private static partial Regex Expansion();

    [GeneratedRegex("^(String|Binary|SystemTime|Boolean|Integer|Long|Short|CLSID) 0x([0-9A-Fa-f]{1,4})$")]
    private static partial Regex Tagged();

    [GeneratedRegex(@"^[A-Za-z]+ \{[0-9A-Fa-f-]{36}\} (Name|Id) .+$")]
    private static partial Regex Named();
}
