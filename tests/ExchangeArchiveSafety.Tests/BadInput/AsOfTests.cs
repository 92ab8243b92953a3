namespace ExchangeArchiveSafety.Tests.BadInput;

public class AsOfTests
{
    [Theory]
    [InlineData("MaxValue")]
    [InlineData("MinValue")]
    public void A_time_beyond_all_times_is_refused_in_a_sentence_of_this_module(string time)
    {
        using var engine = Engine.Start();
        var commands = engine.Try("(Get-Command -Module ExchangeArchiveSafety -ParameterName AsOf).Name").Clean().Output;
        Assert.True(commands.Count >= 9);
        foreach (var command in commands)
        {
            var error = engine.Try($"{command} -AsOf ([datetime]::{time})").Ended("ParameterArgumentValidationError", ErrorCategory.InvalidData);
            Assert.Contains("between the years 1990 and 2999", error.ToString(), StringComparison.Ordinal);
        }
    }
}
