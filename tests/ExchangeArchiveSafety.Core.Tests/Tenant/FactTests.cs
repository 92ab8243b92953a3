using Xunit;

namespace ExchangeArchiveSafety.Core.Tests.Tenant;

/// <summary>A property that was not returned is never false, zero or null.</summary>
public class FactTests
{
    [Fact]
    public void A_fact_that_was_not_returned_has_no_value_and_is_nothing()
    {
        Known<bool> unknown = default;
        Assert.False(unknown.IsKnown);
        Assert.False(unknown.Is(false));
        Assert.False(unknown.Is(true));
        Assert.True(unknown.Or(true));
        Assert.False(unknown.Or(false));
        _ = Assert.Throws<InvalidOperationException>(() => unknown.Value);
        Assert.Equal("not returned", unknown.ToString());
        Assert.NotEqual(new Known<bool>(false), unknown);
    }

    [Fact]
    public void Null_is_a_value()
    {
        Known<string?> nothing = (string?)null;
        Assert.True(nothing.IsKnown);
        Assert.True(nothing.Is(null));
        Assert.Null(nothing.Value);
        Assert.Null(nothing.Or("other"));
        Assert.Equal("null", nothing.ToString());
        Assert.NotEqual(default, nothing);
    }

    [Fact]
    public void A_value_equals_only_the_same_value()
    {
        Known<int> five = 5;
        Assert.True(five.Is(5));
        Assert.False(five.Is(6));
        Assert.Equal(5, five.Or(6));
        Assert.Equal(new Known<int>(5), five);
        Assert.Equal("5", five.ToString());
    }
}
