namespace ExchangeArchiveSafety.Tests.BadInput;

/// <summary>PowerShell knows the category of every error, and it says something.</summary>
public class ErrorKindTests
{
    [Fact]
    public void Every_error_has_a_category_of_PowerShell()
    {
        using var engine = Engine.Start();
        var kinds = engine.Run("[ExchangeArchiveSafety.ErrorIds].GetFields() | ForEach-Object { [string][ExchangeArchiveSafety.ErrorKinds]::Of($_.Name) }").Select(kind => kind.ToString()).ToList();

        Assert.NotEmpty(kinds);
        Assert.All(kinds, kind => Assert.NotEqual(ErrorCategory.NotSpecified, Enum.Parse<ErrorCategory>(kind)));
    }
}
