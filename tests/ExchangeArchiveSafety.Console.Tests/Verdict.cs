using ExchangeArchiveSafety.Console.Tests.Skipping;

namespace ExchangeArchiveSafety.Console.Tests;

/// <summary>Makes results of dotnet test of Pester's.</summary>
internal static class Verdict
{
    /// <summary>A test has passed, or it was skipped and says so; whatever else Pester calls it is a failure.</summary>
    /// <exception cref="SkippedException">Pester skipped it.</exception>
    public static void Require(PesterTest test)
    {
        if (test.Result == "Skipped")
        {
            throw new SkippedException(test.Said.Length == 0 ? "is skipped" : test.Said);
        }

        Assert.True(test.Result == "Passed", $"{test.Result}: {test.Said}");
    }

    /// <summary>A file was found to hold tests, each of them is known, and the run as a whole passed.</summary>
    public static void Require(PesterRun run)
    {
        Assert.True(run.Result == "Passed" && run.Troubles.Count == 0, string.Join(Environment.NewLine, [run.Result, .. run.Troubles, run.Output]));
        Assert.NotEqual(0, run.Total);
        Assert.Equal(run.Total, run.Tests.Count);
    }
}
