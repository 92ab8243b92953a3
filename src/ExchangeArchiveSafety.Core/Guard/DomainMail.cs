namespace ExchangeArchiveSafety;

/// <summary>Where mail for a domain goes.</summary>
public sealed record DomainMail
{
    // Documented: worldwide and GCC (connect your domain), DNSSEC (Enable-DnssecForVerifiedDomain gives <domain>.<zone>.mx.microsoft), GCC High and DoD (DNS records for
    // Office 365 GCC High), 21Vianet (create DNS records for Office 365 operated by 21Vianet). The German cloud (mail.protection.outlook.de) is closed, older names are refused.
    private static readonly string[] ExchangeOnline =
        [".mail.protection.outlook.com", ".mx.microsoft", ".mail.protection.office365.us", ".mail.protection.partner.outlook.cn"];

    // Microsoft's own zones: nobody can move them, and no source ever received mail for them. [documented: the first; reported: the others]
    private static readonly string[] Initial = [".onmicrosoft.com", ".onmicrosoft.us", ".partner.onmschina.cn"];

    private const int ShownHosts = 5;

    /// <summary>The domain.</summary>
    public string Domain { get; init; } = "";

    /// <summary>Whether mail for it arrives in Exchange Online.</summary>
    public MailExchangeState State { get; init; }

    /// <summary>When it was first seen moved, UTC; null where it is not moved or nobody wrote it down.</summary>
    public DateTime? MovedSinceUtc { get; init; }

    /// <summary>What it rests on.</summary>
    public string Because { get; init; } = "";

    /// <summary>
    /// The domains whose MX records tell something: each once, without Microsoft's own. The type of a domain does not count: also with an internal relay
    /// domain, mail that reaches Exchange Online first is delivered to the mailboxes that exist there.
    /// </summary>
    /// <param name="domains">The accepted domains.</param>
    public static IReadOnlyList<string> Telling(IEnumerable<string> domains) =>
        [.. domains.Where(domain => domain.Length > 0 && !EndsWithAny(domain, Initial)).Distinct(StringComparer.OrdinalIgnoreCase)];

    /// <summary>The domains of the addresses of a mailbox that are accepted domains and tell something.</summary>
    /// <param name="mailbox">The mailbox, with its addresses.</param>
    /// <param name="accepted">The accepted domains.</param>
    public static IReadOnlyList<string> Of(Mailbox mailbox, IReadOnlyList<string> accepted)
    {
        var known = new HashSet<string>(accepted, StringComparer.OrdinalIgnoreCase);
        return Telling(mailbox.Identities().Where(name => name.IndexOf('@') > 0).Select(name => name.Substring(name.LastIndexOf('@') + 1)).Where(known.Contains));
    }

    /// <summary>What an answer says. Moved only where every record names Exchange Online.</summary>
    /// <param name="answer">The answer of a name server.</param>
    public static DomainMail Read(MailExchangeAnswer answer)
    {
        var there = answer.Hosts?.Count(host => EndsWithAny(host, ExchangeOnline)) ?? 0;
        var (state, sentence, detail) = answer.Hosts switch
        {
            null => (MailExchangeState.Unknown, CoreMessages.MailUnknown, answer.Why),
            { Count: 0 } => (MailExchangeState.NotMoved, CoreMessages.MailNowhere, answer.Why),
            { } hosts when there == hosts.Count => (MailExchangeState.Moved, CoreMessages.MailMoved, Shown(hosts)),
            { } hosts => (MailExchangeState.NotMoved, there > 0 ? CoreMessages.MailMixed : CoreMessages.MailElsewhere, Shown(hosts)),
        };
        return new() { Domain = answer.Domain, State = state, Because = DisplayText.Sentence(sentence, answer.Domain, detail) };
    }

    private static string Shown(IReadOnlyList<string> hosts) =>
        string.Join(", ", hosts.OrderBy(host => host, StringComparer.OrdinalIgnoreCase).Take(ShownHosts)) + (hosts.Count > ShownHosts ? ", …" : "");

    // A name below the suffix, with or without the dot of the root.
    private static bool EndsWithAny(string name, string[] suffixes)
    {
        var bare = name.EndsWith(".", StringComparison.Ordinal) ? name.Substring(0, name.Length - 1) : name;
        return suffixes.Any(suffix => bare.Length > suffix.Length && bare.EndsWith(suffix, StringComparison.OrdinalIgnoreCase));
    }
}
