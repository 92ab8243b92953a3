using System.Runtime.CompilerServices;

namespace ExchangeArchiveSafety.Duplicates.Normalization;

/// <summary>The sender as evidence: the bare address in lower case, whether written as <c>Name &lt;a@b&gt;</c>, <c>SMTP:a@b</c> or <c>a@b</c>.</summary>
internal static class SenderAddress
{
    [MethodImpl(Hot.Path)]
    public static string Normalize(string sender)
    {
        var address = WhiteSpace.TrimAscii(sender);
        if (address.Length > 2 && address[address.Length - 1] == '>')
        {
            var opening = address.LastIndexOf('<');
            if (opening >= 0 && address.IndexOf('@', opening) > 0)
            {
                address = WhiteSpace.TrimAscii(address.Substring(opening + 1, address.Length - opening - 2));
            }
        }

        if (address.StartsWith("smtp:", StringComparison.OrdinalIgnoreCase))
        {
            address = address.Substring("smtp:".Length);
        }

        return address.ToLowerInvariant();
    }
}
