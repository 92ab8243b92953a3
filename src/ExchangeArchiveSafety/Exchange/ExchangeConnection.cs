using System.Management.Automation;

namespace ExchangeArchiveSafety.Exchange;

/// <summary>One line of Get-ConnectionInformation.</summary>
/// <param name="Tenant">The tenant's id, else its name; null where neither is said.</param>
/// <param name="Prefix">The prefix of the imported commands; empty for none.</param>
/// <param name="IsExchange">Whether it is a live Exchange connection, not Security and Compliance.</param>
/// <param name="ServesInbuiltCmdlets">Whether Get-EXO* use it; null where that is not said.</param>
internal sealed record ExchangeConnection(string? Tenant, string Prefix, bool IsExchange, bool? ServesInbuiltCmdlets)
{
    public static ExchangeConnection Read(PSObject source)
    {
        var serves = PropertyReader.Flag(source, "ConnectionUsedForInbuiltCmdlets");
        var state = PropertyReader.Text(source, "State").Or(null);
        return new(
            new[] { "TenantID", "Organization" }.Select(name => PropertyReader.Text(source, name).Or(null)).FirstOrDefault(text => !string.IsNullOrEmpty(text)),
            PropertyReader.Text(source, "ModulePrefix").Or(null) ?? "",
            !PropertyReader.Flag(source, "IsEopSession").Is(true) && (state is null || string.Equals(state, "Connected", StringComparison.OrdinalIgnoreCase)),
            serves.IsKnown ? serves.Value : null);
    }
}
