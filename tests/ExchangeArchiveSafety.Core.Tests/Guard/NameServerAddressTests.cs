using Xunit;

namespace ExchangeArchiveSafety.Core.Tests;

public class NameServerAddressTests
{
    [Theory]
    [InlineData("10.0.0.53", "10.0.0.53", 53)]
    [InlineData("10.0.0.53:5353", "10.0.0.53", 5353)]
    [InlineData("fd00::53", "fd00::53", 53)]
    [InlineData("[fd00::53]", "fd00::53", 53)]
    [InlineData("[fd00::53]:5353", "fd00::53", 5353)]
    public void An_address_is_read(string text, string address, int port) => Assert.Equal((address, port), NameServerAddress.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("dns.contoso.example")]
    [InlineData("10.0.0.53:")]
    [InlineData("10.0.0.53:0")]
    [InlineData("10.0.0.53:65536")]
    [InlineData("10.0.0.53:-1")]
    [InlineData("10.0.0.53 ")]
    [InlineData("10.0.0")]
    [InlineData("1")]
    [InlineData(":53")]
    [InlineData("https://10.0.0.53")]
    public void Anything_else_is_none(string text) => Assert.Null(NameServerAddress.Parse(text));
}
