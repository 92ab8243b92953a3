namespace ExchangeArchiveSafety.Lab.Tenant;

/// <summary>An accepted domain, with the MX records that the world sees of it.</summary>
public sealed class LabDomain(string name)
{
    private readonly List<(DateTime From, string[] Hosts)> _mail = [];

    public string Name { get; } = name;

    /// <summary>Authoritative or InternalRelay.</summary>
    public string Type { get; set; } = "Authoritative";

    public bool IsDefault { get; set; }

    /// <summary>What the name server does instead of an ordinary answer.</summary>
    public DnsTrouble Trouble { get; set; }

    /// <summary>The name that Exchange Online has for it.</summary>
    public string ExchangeOnlineHost => Name.Replace('.', '-') + ".mail.protection.outlook.com";

    /// <summary>From then on mail goes to these servers.</summary>
    public LabDomain Mail(DateTime fromUtc, params string[] hosts)
    {
        _mail.Add((fromUtc, hosts));
        return this;
    }

    public IReadOnlyList<string> MailAt(DateTime time) => _mail.Where(mail => mail.From <= time).OrderBy(mail => mail.From).LastOrDefault().Hosts ?? [];
}

/// <summary>What a name server can do to whoever asks about a domain.</summary>
public enum DnsTrouble
{
    None,
    Silent,
    ServerFailure,
    Refused,
    NoSuchDomain,

    /// <summary>The answer does not fit and is whole over TCP only.</summary>
    CutOff,

    /// <summary>It fits nowhere.</summary>
    CutOffEverywhere,
    Garbage,
    OtherName,

    /// <summary>The domain is an alias, and its target has the records.</summary>
    Alias,
}
