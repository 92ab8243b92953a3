using System.Buffers.Binary;
using System.Text;
using ExchangeArchiveSafety.Lab.Tenant;

namespace ExchangeArchiveSafety.Lab.Dns;

/// <summary>Answers on the wire (RFC 1035) to questions about the domains of a tenant, at the time that it is there.</summary>
internal static class DnsReply
{
    private const ushort Mx = 15;
    private const ushort Alias = 5;
    private const int Header = 12;

    /// <summary>The answer; null for none.</summary>
    public static byte[]? To(ReadOnlySpan<byte> question, LabTenant tenant, bool isTcp)
    {
        var (name, end) = Name(question);
        if (end + 4 > question.Length)
        {
            return null;
        }

        LabDomain? domain;
        IReadOnlyList<string> hosts;
        lock (tenant.Gate)
        {
            domain = tenant.Domains.Find(domain => domain.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
            hosts = domain?.MailAt(tenant.Now) ?? [];
        }

        var trouble = domain?.Trouble ?? DnsTrouble.NoSuchDomain;
        if (trouble == DnsTrouble.Silent)
        {
            return null;
        }

        if (trouble == DnsTrouble.Garbage)
        {
            return [.. question[..2], 0x81, 0x80, 0, 1, 0, 9, 0, 0, 0, 0, 0xC0, 0xFF, 0xC0];
        }

        if (BinaryPrimitives.ReadUInt16BigEndian(question[end..]) != Mx)
        {
            hosts = [];
        }

        var isCut = trouble == DnsTrouble.CutOffEverywhere || (trouble == DnsTrouble.CutOff && !isTcp);
        var code = trouble switch { DnsTrouble.ServerFailure => 2, DnsTrouble.NoSuchDomain => 3, DnsTrouble.Refused => 5, _ => 0 };
        var answers = code != 0 || isCut ? [] : Records(hosts, trouble).ToList();
        return [.. question[..2], (byte)(isCut ? 0x83 : 0x81), (byte)(0x80 | code), 0, 1, .. Number(answers.Count), 0, 0, 0, 0, .. question[Header..(end + 4)], .. answers.SelectMany(answer => answer)];
    }

    private static IEnumerable<byte[]> Records(IReadOnlyList<string> hosts, DnsTrouble trouble)
    {
        byte[] owner = trouble is DnsTrouble.OtherName or DnsTrouble.Alias ? Labels("elsewhere.example") : [0xC0, Header];
        if (trouble == DnsTrouble.Alias)
        {
            yield return Record([0xC0, Header], Alias, owner);
        }

        foreach (var host in hosts)
        {
            yield return Record(owner, Mx, [0, 10, .. Labels(host)]);
        }
    }

    private static byte[] Record(byte[] owner, ushort type, byte[] data) => [.. owner, .. Number(type), 0, 1, 0, 0, 14, 16, .. Number(data.Length), .. data];

    private static byte[] Labels(string name) =>
        [.. name.Split('.', StringSplitOptions.RemoveEmptyEntries).SelectMany(label => Encoding.UTF8.GetBytes(label).Prepend((byte)Encoding.UTF8.GetByteCount(label))), 0];

    private static byte[] Number(int value) => [(byte)(value >> 8), (byte)value];

    private static (string Name, int End) Name(ReadOnlySpan<byte> message)
    {
        var name = new StringBuilder();
        var at = Header;
        while (at < message.Length && message[at] is > 0 and < 64 and var length && at + 1 + length < message.Length)
        {
            _ = name.Append(name.Length > 0 ? "." : "").Append(Encoding.UTF8.GetString(message.Slice(at + 1, length)));
            at += 1 + length;
        }

        return (name.ToString(), at + 1);
    }
}
