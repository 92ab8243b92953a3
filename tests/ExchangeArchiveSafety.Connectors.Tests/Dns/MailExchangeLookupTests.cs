using ExchangeArchiveSafety.Lab.Dns;
using ExchangeArchiveSafety.Lab.Tenant;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace ExchangeArchiveSafety.Connectors.Tests.Dns;

/// <summary>What name servers do, over UDP and TCP, to who asks them about MX records.</summary>
public sealed class MailExchangeLookupTests : IDisposable
{
    private readonly LabTenant _tenant = new();
    private readonly LabNameServer _server;
    private readonly MailExchangeLookup _lookup = new(TimeProvider.System, TimeSpan.FromMinutes(1));

    public MailExchangeLookupTests() => _server = LabNameServer.Start(_tenant);

    public void Dispose() => _server.Dispose();

    [Fact]
    public async Task It_gives_every_server_of_every_domain_in_the_order_asked()
    {
        Domain("contoso.example", "contoso-example.mail.protection.outlook.com");
        Domain("fabrikam.example", "mx1.fabrikam.example", "mx2.fabrikam.example");

        var answers = await AskAsync("fabrikam.example", "Contoso.Example");

        Assert.Equal(["fabrikam.example", "Contoso.Example"], answers.Select(answer => answer.Domain));
        Assert.Equal(["mx1.fabrikam.example.", "mx2.fabrikam.example."], answers[0].Hosts);
        Assert.Equal(MailExchangeState.Moved, DomainMail.Read(answers[1]).State);
    }

    [Fact]
    public async Task It_sees_the_move_when_it_happens()
    {
        Domain("contoso.example", "mail.contoso.example").Mail(LabTenant.DefaultStart.AddDays(3), "contoso-example.mail.protection.outlook.com");
        Assert.Equal(MailExchangeState.NotMoved, await StateAsync());

        _tenant.AdvanceDays(3);

        Assert.Equal(MailExchangeState.Moved, await StateAsync());
    }

    [Theory]
    [InlineData(DnsTrouble.None, MailExchangeState.Moved)]
    [InlineData(DnsTrouble.CutOff, MailExchangeState.Moved)]
    [InlineData(DnsTrouble.Alias, MailExchangeState.Moved)]
    [InlineData(DnsTrouble.NoSuchDomain, MailExchangeState.NotMoved)]
    [InlineData(DnsTrouble.CutOffEverywhere, MailExchangeState.Unknown)]
    [InlineData(DnsTrouble.ServerFailure, MailExchangeState.Unknown)]
    [InlineData(DnsTrouble.Refused, MailExchangeState.Unknown)]
    [InlineData(DnsTrouble.Garbage, MailExchangeState.Unknown)]
    [InlineData(DnsTrouble.OtherName, MailExchangeState.Unknown)]
    public async Task Only_a_whole_answer_about_this_domain_counts(DnsTrouble trouble, MailExchangeState expected)
    {
        Domain("contoso.example", "contoso-example.mail.protection.outlook.com").Trouble = trouble;

        Assert.Equal(expected, await StateAsync());
    }

    [Fact]
    public async Task A_domain_without_records_is_known_to_have_none() =>
        Assert.Equal(MailExchangeState.NotMoved, DomainMail.Read((await AskAsync(Domain("contoso.example").Name))[0]).State);

    [Fact]
    public async Task More_records_than_fit_a_packet_arrive_whole()
    {
        Domain("contoso.example", [.. Enumerable.Range(0, 200).Select(n => "mx" + n + ".contoso.example")]).Trouble = DnsTrouble.CutOff;

        Assert.Equal(200, (await AskAsync("contoso.example"))[0].Hosts!.Count);
    }

    [Fact]
    public async Task Silence_uses_up_one_budget_for_all_and_is_never_a_move()
    {
        var domains = Enumerable.Range(0, 100).Select(n => Domain("d" + n + ".example", "x.mail.protection.outlook.com").Name).ToArray();
        _tenant.Domains.ForEach(domain => domain.Trouble = DnsTrouble.Silent);

        var time = new FakeTimeProvider();
        var asking = AskAsync(new MailExchangeLookup(time, TimeSpan.FromSeconds(5)), domains);
        Assert.True(SpinWait.SpinUntil(() => _server.Asked > 0, TimeSpan.FromMinutes(5)));
        time.Advance(TimeSpan.FromSeconds(5));
        var answers = await asking;

        Assert.Equal(100, answers.Count);
        Assert.All(answers, answer => Assert.Equal((null, false), (answer.Hosts, answer.Why.Length == 0)));
        Assert.InRange(_server.Asked, 1, 16 * 2);
    }

    [Fact]
    public async Task A_domain_that_hangs_costs_no_other_its_answer()
    {
        Domain("silent.example", "x.mail.protection.outlook.com").Trouble = DnsTrouble.Silent;
        Domain("contoso.example", "contoso-example.mail.protection.outlook.com");

        var answers = await AskAsync("silent.example", "contoso.example");

        Assert.Null(answers[0].Hosts);
        Assert.NotEmpty(answers[1].Hosts!);
    }

    [Fact]
    public async Task Whoever_stops_it_is_not_kept_waiting()
    {
        Domain("silent.example").Trouble = DnsTrouble.Silent;
        using var stop = new CancellationTokenSource();
        var asking = _lookup.LookUpAsync(["silent.example"], _server.Address, stop.Token);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
    }

    [Theory]
    [InlineData("*")]
    [InlineData("*.contoso.example")]
    [InlineData("con toso.example")]
    [InlineData("contoso..example")]
    [InlineData("\u202Egnp.example")]
    [InlineData("contoso.example; rm -rf")]
    [InlineData("")]
    public async Task What_is_no_name_is_not_known(string domain) => Assert.NotEqual(MailExchangeState.Moved, DomainMail.Read((await AskAsync(domain))[0]).State);

    [Fact]
    public async Task A_name_of_more_than_a_name_may_have_is_not_known() =>
        Assert.Null((await AskAsync(string.Join('.', Enumerable.Repeat(new string('a', 70), 5))))[0].Hosts);

    [Fact]
    public async Task A_name_in_another_script_is_asked_as_name_servers_know_it()
    {
        Domain("xn--bcher-kva.example", "contoso-example.mail.protection.outlook.com");

        var answer = (await AskAsync("bücher.example"))[0];

        Assert.Equal("", answer.Why);
        Assert.NotEmpty(answer.Hosts!);
    }

    [Fact]
    public async Task A_server_that_is_no_address_is_not_asked() =>
        Assert.Contains("no address", (await _lookup.LookUpAsync(["contoso.example"], "dns.example", default))[0].Why, StringComparison.Ordinal);

    [Fact]
    public async Task Nobody_listening_is_no_answer() =>
        Assert.Null((await new MailExchangeLookup(TimeProvider.System, TimeSpan.FromSeconds(1)).LookUpAsync(["contoso.example"], "127.0.0.1:9", default))[0].Hosts);

    private LabDomain Domain(string name, params string[] hosts)
    {
        var domain = new LabDomain(name).Mail(DateTime.MinValue, hosts);
        _tenant.Domains.Add(domain);
        return domain;
    }

    private async Task<MailExchangeState> StateAsync() => DomainMail.Read((await AskAsync("contoso.example"))[0]).State;

    private Task<IReadOnlyList<MailExchangeAnswer>> AskAsync(params string[] domains) => AskAsync(_lookup, domains);

    private Task<IReadOnlyList<MailExchangeAnswer>> AskAsync(MailExchangeLookup lookup, params string[] domains) => lookup.LookUpAsync(domains, _server.Address, CancellationToken.None);
}
