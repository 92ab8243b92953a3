using ExchangeArchiveSafety.Lab.Simulation;

namespace ExchangeArchiveSafety.Lab.Tests.Simulation;

public class SimulateOptionsTests
{
    [Fact]
    public void One_seed_of_sixty_days_unless_told_otherwise()
    {
        Assert.Equal(new SimulateOptions(1, 1, 60), SimulateOptions.Parse([]));
        Assert.Equal(new SimulateOptions(3, 7, 10), SimulateOptions.Parse(["--days", "10", "--first", "7", "--seeds", "3"]));
    }

    [Theory]
    [InlineData("--seeds")]
    [InlineData("--seeds", "0")]
    [InlineData("--days", "-1")]
    [InlineData("--days", "many")]
    [InlineData("--weeks", "2")]
    public void Anything_else_is_refused(params string[] arguments) => Assert.Throws<FormatException>(() => SimulateOptions.Parse(arguments));
}
