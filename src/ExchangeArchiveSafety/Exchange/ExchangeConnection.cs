using System.Management.Automation;

namespace ExchangeArchiveSafety.Exchange;

/// <summary>One line of Get-ConnectionInformation.</summary>
internal sealed record ExchangeConnection
{
    // The documented names of which at least one is on every connection; anything else is an answer to another question.
    private static readonly string[] Marks = ["ConnectionId", "State", "TokenStatus", "ConnectionUri", "ModulePrefix", "ModuleName", "TenantID"];

    /// <summary>What Disconnect-ExchangeOnline asks for; null where it is not said.</summary>
    public string? ConnectionId { get; private init; }

    /// <summary>The tenant's id; null where it is not said.</summary>
    public string? TenantId { get; private init; }

    /// <summary>The tenant's name; null where it is not said.</summary>
    public string? Organization { get; private init; }

    /// <summary>The prefix of the imported commands, empty for none; null where nothing is said of it.</summary>
    public string? Prefix { get; private init; }

    /// <summary>The temporary module of the imported commands; null where it is not said.</summary>
    public string? Module { get; private init; }

    /// <summary>Whether it is one to Exchange, not to Security and Compliance.</summary>
    public bool IsExchange { get; private init; }

    /// <summary>Whether it is connected and its token has not run out, as far as is said.</summary>
    public bool IsLive { get; private init; }

    /// <summary>Whether Get-EXO* use it; null where that is not said.</summary>
    public bool? ServesInbuiltCmdlets { get; private init; }

    /// <summary>The tenant's id, else its name; null where neither is said.</summary>
    public string? Tenant => TenantId ?? Organization;

    /// <summary>Reads one line; null where it is none, as what a function of the same name may return.</summary>
    public static ExchangeConnection? Read(PSObject source)
    {
        if (!Array.Exists(Marks, name => PropertyReader.Raw(source, name).IsKnown))
        {
            return null;
        }

        var prefix = PropertyReader.Text(source, "ModulePrefix");
        var serves = PropertyReader.Flag(source, "ConnectionUsedForInbuiltCmdlets");
        var isEop = PropertyReader.Flag(source, "IsEopSession");
        return new()
        {
            ConnectionId = Said(source, "ConnectionId"),
            TenantId = Said(source, "TenantID"),
            Organization = Said(source, "Organization"),
            Prefix = prefix.IsKnown ? prefix.Value?.Trim() ?? "" : null,
            Module = Said(source, "ModuleName") is { } module ? NameOf(module) : null,
            IsExchange = isEop.IsKnown ? !isEop.Value : !LeadsToCompliance(Said(source, "ConnectionUri")),
            IsLive = IsOrUnsaid(source, "State", "Connected") && IsOrUnsaid(source, "TokenStatus", "Active"),
            ServesInbuiltCmdlets = serves.IsKnown ? serves.Value : null,
        };
    }

    /// <summary>Whether two connections surely lead to one tenant.</summary>
    public bool IsSameTenant(ExchangeConnection other) => TenantId is not null && other.TenantId is not null
        ? string.Equals(TenantId, other.TenantId, StringComparison.OrdinalIgnoreCase)
        : Organization is not null && string.Equals(Organization, other.Organization, StringComparison.OrdinalIgnoreCase);

    /// <summary>How it is called in messages, with what tells it from others.</summary>
    public override string ToString() => string.Join(", ", new[]
    {
        Organization ?? TenantId ?? Messages.TenantNotSaid,
        Prefix is null ? null : Prefix.Length == 0 ? Messages.NoPrefix : DisplayText.Sentence(Messages.Prefix, Prefix),
        ConnectionId is null ? null : "ConnectionId " + ConnectionId,
    }.OfType<string>());

    private static string? Said(PSObject source, string name) => PropertyReader.Text(source, name).Or(null)?.Trim() is { Length: > 0 } text ? text : null;

    private static bool IsOrUnsaid(PSObject source, string name, string value) => Said(source, name) is not { } said || string.Equals(said, value, StringComparison.OrdinalIgnoreCase);

    // The module is named by the folder that holds it: C:\Users\...\Temp\tmpEXO_fjo1m2yl.4xt.
    private static string NameOf(string module)
    {
        var name = module.TrimEnd('\\', '/');
        name = name.Substring(name.LastIndexOfAny(['\\', '/']) + 1);
        return Array.Find(new[] { ".psm1", ".psd1" }, ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase)) is { } ending
            ? name.Substring(0, name.Length - ending.Length)
            : name;
    }

    private static bool LeadsToCompliance(string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Host.IndexOf(".compliance.", StringComparison.OrdinalIgnoreCase) >= 0;
}
