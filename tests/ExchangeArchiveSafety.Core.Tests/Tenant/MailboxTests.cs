using Xunit;

namespace ExchangeArchiveSafety.Core.Tests.Tenant;

/// <summary>How a mailbox is called and by what it is known.</summary>
public class MailboxTests
{
    private static readonly Mailbox Ada = TestTenant.Conflicting.Mailbox;

    [Fact]
    public void It_is_called_by_its_address_else_its_principal_name_else_its_guid()
    {
        Assert.Equal("ada@contoso.example", Ada.Identity);
        Assert.Equal("ada@contoso.onmicrosoft.example", (Ada with { PrimarySmtpAddress = null }).Identity);
        Assert.Equal("ada@contoso.onmicrosoft.example", (Ada with { PrimarySmtpAddress = "" }).Identity);
        Assert.Equal("11111111-1111-1111-1111-111111111111", (Ada with { PrimarySmtpAddress = null, UserPrincipalName = null }).Identity);
    }

    [Theory]
    [InlineData("ada@contoso.example", true)]
    [InlineData("ADA@CONTOSO.EXAMPLE", true)]
    [InlineData("ada@contoso.onmicrosoft.example", true)]
    [InlineData("ada", true)]
    [InlineData("ada.l@contoso.example", true)]
    [InlineData("11111111-1111-1111-1111-111111111111", true)]
    [InlineData("{11111111-1111-1111-1111-111111111111}", true)]
    [InlineData("11111111111111111111111111111111", true)]
    [InlineData("22222222-2222-2222-2222-222222222222", false)]
    [InlineData("00000000-0000-0000-0000-000000000000", false)]
    [InlineData("Ada", true)]
    [InlineData("ada.l", false)]
    [InlineData("*", false)]
    [InlineData("", false)]
    [InlineData(" ", false)]
    public void It_is_named_by_its_guid_and_by_every_identity(string identity, bool named)
    {
        Assert.Equal(named, Ada.IsNamed(identity));
    }

    [Fact]
    public void A_mailbox_without_anything_is_named_by_nothing()
    {
        var blank = new Mailbox();
        Assert.False(blank.IsNamed(""));
        Assert.False(blank.IsNamed(Guid.Empty.ToString()));
        Assert.Empty(blank.Identities());
    }
}
