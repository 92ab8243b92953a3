using FsCheck.Xunit;
using Xunit;

namespace ExchangeArchiveSafety.Core.Tests;

public class DomainMailTests
{
    [Theory]
    [InlineData("contoso-com.mail.protection.outlook.com")]
    [InlineData("CONTOSO-com.Mail.Protection.Outlook.COM.")]
    [InlineData("contoso-com.j-v1.mx.microsoft")]
    [InlineData("contoso.mail.protection.office365.us")]
    [InlineData("contoso-cn.mail.protection.partner.outlook.cn")]
    public void A_documented_name_of_exchange_online_is_moved(string host) => Assert.Equal(MailExchangeState.Moved, Read(host).State);

    [Theory]
    [InlineData("mx.contoso.example")]
    [InlineData("mxa-0001.gslb.pphosted.com")]
    [InlineData("eu-smtp-inbound-1.mimecast.com")]
    [InlineData("mail.protection.outlook.com")]
    [InlineData("contoso-commail.protection.outlook.com.evil.example")]
    [InlineData("evilmail.protection.outlook.com")]
    [InlineData("mx.microsoft")]
    [InlineData("contoso.mx.microsoft.com")]
    [InlineData("contoso-com.mail.protection.outlook.de")]
    [InlineData(".")]
    [InlineData("")]
    public void Any_other_name_is_not(string host) => Assert.Equal(MailExchangeState.NotMoved, Read(host).State);

    [Fact]
    public void One_record_that_points_elsewhere_is_enough_to_stay()
    {
        var mail = Read("contoso-com.mail.protection.outlook.com", "old.contoso.example");

        Assert.Equal(MailExchangeState.NotMoved, mail.State);
        Assert.Contains("some do not", mail.Because, StringComparison.Ordinal);
        Assert.Contains("old.contoso.example", mail.Because, StringComparison.Ordinal);
    }

    [Fact]
    public void No_record_is_not_moved_and_no_answer_is_not_known()
    {
        Assert.Equal(MailExchangeState.NotMoved, DomainMail.Read(new("contoso.com", [], "it has none.")).State);
        var unknown = DomainMail.Read(new("contoso.com", null, "no answer in time."));
        Assert.Equal((MailExchangeState.Unknown, true), (unknown.State, unknown.Because.Contains("no answer in time", StringComparison.Ordinal)));
    }

    [Fact]
    public void What_a_name_server_says_is_data()
    {
        var mail = Read("\u202Egnp.example\u0007");

        Assert.DoesNotContain('\u202E', mail.Because);
        Assert.DoesNotContain('\u0007', mail.Because);
    }

    [Fact]
    public void A_long_list_of_servers_stays_a_sentence() =>
        Assert.True(Read([.. Enumerable.Range(0, 500).Select(n => "mx" + n + ".contoso.example")]).Because.Length < 300);

    [Fact]
    public void Microsofts_own_domains_tell_nothing_and_each_other_one_is_asked_once() =>
        Assert.Equal(
            ["contoso.com", "onmicrosoft.com.example"],
            DomainMail.Telling(["contoso.com", "contoso.onmicrosoft.com", "Contoso.mail.onmicrosoft.com", "CONTOSO.COM", "x.onmicrosoft.us", "x.partner.onmschina.cn", "onmicrosoft.com.example", ""]));

    [Fact]
    public void A_mailbox_is_concerned_by_the_accepted_domains_of_its_addresses_only()
    {
        var mailbox = new Mailbox
        {
            PrimarySmtpAddress = "anna@Contoso.com",
            UserPrincipalName = "anna@login.example",
            OtherIdentities = ["anna", "anna@contoso.onmicrosoft.com", "a@fabrikam.example", "@b"],
        };

        Assert.Equal(["Contoso.com", "fabrikam.example"], DomainMail.Of(mailbox, ["contoso.com", "fabrikam.example", "other.example", "contoso.onmicrosoft.com"]));
    }

    [Property]
    public void Moved_is_said_only_where_every_host_alone_is_moved(string[] hosts)
    {
        var mixed = hosts.Select((host, n) => n % 2 == 0 ? "c.mail.protection.outlook.com" : host ?? "").ToArray();

        Assert.Equal(mixed.Length > 0 && mixed.All(host => Read(host).State == MailExchangeState.Moved), Read(mixed).State == MailExchangeState.Moved);
    }

    private static DomainMail Read(params string[] hosts) => DomainMail.Read(new("contoso.com", hosts));
}
