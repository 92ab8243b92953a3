using System.Net;
using DnsClient;

namespace ExchangeArchiveSafety;

/// <inheritdoc cref="IMailExchangeLookup"/>
public sealed class MailExchangeLookup : IMailExchangeLookup
{
    private const int AtOnce = 16;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly TimeProvider _time;
    private readonly TimeSpan _budget;

    /// <summary>Makes one that takes five seconds at most, however many domains there are.</summary>
    public MailExchangeLookup()
        : this(TimeProvider.System, TimeSpan.FromSeconds(5))
    {
    }

    internal MailExchangeLookup(TimeProvider time, TimeSpan budget) => (_time, _budget) = (time, budget);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<MailExchangeAnswer>> LookUpAsync(IReadOnlyList<string> domains, string? server, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        using var budget = _time.CreateCancellationTokenSource(_budget);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(budget.Token, cancellation);
        using var gate = new SemaphoreSlim(AtOnce);
        var (client, why) = Client(server);
        return await Task.WhenAll(domains.Select(domain => AskAsync(domain))).ConfigureAwait(false);

        async Task<MailExchangeAnswer> AskAsync(string domain)
        {
            if (client is null)
            {
                return new(domain, null, why);
            }

            try
            {
                await gate.WaitAsync(either.Token).ConfigureAwait(false);
                try
                {
                    return await AskOneAsync(client, domain, either.Token).ConfigureAwait(false);
                }
                finally
                {
                    _ = gate.Release();
                }
            }
            catch (Exception exception)
            {
                // Whatever an answer breaks, in the library too, is no answer; only whoever stopped it has to hear that it stopped.
                cancellation.ThrowIfCancellationRequested();
                return new(domain, null, exception is OperationCanceledException ? ConnectorMessages.DnsNoTime : DisplayText.Sentence(ConnectorMessages.DnsNoAnswer, exception.Message));
            }
        }
    }

    private static (LookupClient? Client, string Why) Client(string? server)
    {
        var servers = server is null
            ? NameServer.ResolveNameServers(skipIPv6SiteLocal: true, fallbackToGooglePublicDns: false)
            : NameServerAddress.Parse(server) is var (address, port) ? [new NameServer(IPAddress.Parse(address), port)]
            : [];
        return servers.Count == 0
            ? (null, server is null ? ConnectorMessages.DnsNoServer : DisplayText.Sentence(ConnectorMessages.DnsNoAddress, server))
            : (new(new LookupClientOptions([.. servers]) { UseCache = false, Timeout = Patience, Retries = 1, ThrowDnsErrors = false }), "");
    }

    private static async Task<MailExchangeAnswer> AskOneAsync(LookupClient client, string domain, CancellationToken stop)
    {
        // Refuses what is no name; names in other scripts become what name servers know.
        var name = DnsString.Parse(domain);
        var response = await client.QueryAsync(new DnsQuestion(name, QueryType.MX), stop).ConfigureAwait(false);
        if (response.Header.ResponseCode == DnsHeaderResponseCode.NotExistentDomain)
        {
            return new(domain, [], ConnectorMessages.DnsNoDomain);
        }

        if (response.HasError || response.Header.ResultTruncated)
        {
            return new(domain, null, response.HasError ? DisplayText.Sentence(ConnectorMessages.DnsNoAnswer, response.ErrorMessage) : ConnectorMessages.DnsCutOff);
        }

        // The records of another name are an answer to another question, unless this one is an alias of it. Names as they stand on the wire: the library shows others in their script.
        var names = response.Answers.CnameRecords().Select(alias => alias.CanonicalName.Original).Append(name.Value).ToList();
        var records = response.Answers.MxRecords().ToList();
        return records.Exists(record => !names.Contains(record.DomainName.Original, StringComparer.OrdinalIgnoreCase))
            ? new(domain, null, ConnectorMessages.DnsOtherQuestion)
            : new(domain, [.. records.Select(record => record.Exchange.Original)], records.Count == 0 ? ConnectorMessages.DnsNoRecords : "");
    }
}
