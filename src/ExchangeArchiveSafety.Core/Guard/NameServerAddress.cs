using System.Globalization;

namespace ExchangeArchiveSafety;

/// <summary>The address of a name server: numbers, never a name, which would itself have to be looked up.</summary>
public static class NameServerAddress
{
    private const int DefaultPort = 53;

    /// <summary>Reads <c>10.0.0.53</c>, <c>10.0.0.53:5353</c>, <c>fd00::53</c> or <c>[fd00::53]:5353</c>.</summary>
    /// <param name="text">What somebody typed.</param>
    /// <returns>Address and port; null where it is no address.</returns>
    public static (string Address, int Port)? Parse(string text)
    {
        var colon = text.LastIndexOf(':');
        var hasPort = colon > 0 && (text[colon - 1] == ']' || text.IndexOf(':') == colon);
        var address = (hasPort ? text.Substring(0, colon) : text).TrimStart('[').TrimEnd(']');
        ushort port = DefaultPort;

        // Of the old short forms, which leave parts out, nobody knows what was meant.
        return (Uri.CheckHostName(address) is UriHostNameType.IPv6 || (Uri.CheckHostName(address) is UriHostNameType.IPv4 && address.Count(c => c == '.') == 3))
            && (!hasPort || (ushort.TryParse(text.Substring(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out port) && port > 0))
            ? (address, port)
            : null;
    }
}
