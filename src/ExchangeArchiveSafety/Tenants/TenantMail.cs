using System.Management.Automation;

namespace ExchangeArchiveSafety.Tenants;

/// <summary>Where mail for the domains of a tenant goes, as the world sees it.</summary>
internal static class TenantMail
{
    /// <summary>The accepted domains: one call.</summary>
    /// <exception cref="ExchangeCallException">They cannot be read, or one of them has no name.</exception>
    public static IReadOnlyList<string> AcceptedDomains(ExchangeSession session)
    {
        const string Cmdlet = "Get-AcceptedDomain";
        return [.. session.Call(Cmdlet).Select(domain => PropertyReader.Text(domain, "DomainName").Or(null) is { Length: > 0 } name
            ? name
            : throw new ExchangeCallException(ErrorIds.AnswerMismatch, Cmdlet, DisplayText.Sentence(Messages.ExchangeCallFailed, Cmdlet, Messages.DomainNameless)))];
    }

    /// <summary>Looks up MX records; a few seconds at most for all domains together.</summary>
    /// <param name="command">The cmdlet that waits.</param>
    /// <param name="domains">The domains that tell something.</param>
    /// <param name="server">The name server to ask; null for the ones of this machine.</param>
    public static IReadOnlyList<DomainMail> LookUp(StoppableCommand command, IReadOnlyList<string> domains, string? server)
    {
        if (domains.Count == 0)
        {
            return [];
        }

        try
        {
            var lookup = ConnectorsAssembly.Create<IMailExchangeLookup>("ExchangeArchiveSafety.MailExchangeLookup");
            return [.. command.Waiting.For(stop => lookup.LookUpAsync(domains, server, stop)).Select(DomainMail.Read)];
        }
        catch (OperationCanceledException)
        {
            throw new PipelineStoppedException();
        }
    }
}
