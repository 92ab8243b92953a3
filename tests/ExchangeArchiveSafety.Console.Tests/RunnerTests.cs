using Xunit.Sdk;

namespace ExchangeArchiveSafety.Console.Tests;

/// <summary>Nothing that goes wrong in the console gets lost on the way to a result.</summary>
public sealed class RunnerTests
{
    [Fact]
    public async Task EveryTestIsThereWithWhatItCameTo()
    {
        var run = await RunAsync("Mixed");

        Assert.Equal(7, run.Total);
        Assert.Equal(
            [
                "Mixed.passes with one: Passed",
                "Mixed.passes with tw\"o: Passed",
                "Mixed.fails: Failed",
                "Mixed.is skipped: Skipped",
                "Mixed.is skipped and says why: Skipped",
                "Mixed.comes to no conclusion: Inconclusive",
                "Mixed.writes an error in passing: Failed",
            ],
            run.Tests.Select(test => $"{test.Name}: {test.Result}"));
        Assert.Equal("is skipped, because the moon is full", run.Tests[4].Said);
        Assert.Contains("overheard", run.Tests[6].Said, StringComparison.Ordinal);
        Assert.Throws<TrueException>(() => Verdict.Require(run));
        Assert.Equal(
            ["", "", "TrueException", "SkippedException", "SkippedException", "TrueException", "TrueException"],
            run.Tests.Select(test => Record.Exception(() => Verdict.Require(test))?.GetType().Name ?? ""));
    }

    [Fact]
    public async Task AFileWhoseDiscoveryFailsIsAFailure()
    {
        var run = await RunAsync("Undiscovered");

        Assert.Empty(run.Tests);
        Assert.Contains("no discovery today", Assert.Throws<TrueException>(() => Verdict.Require(run)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AFileThatFailsAfterItsTestsIsAFailure()
    {
        var run = await RunAsync("Untidy");

        Verdict.Require(Assert.Single(run.Tests));
        Assert.Contains("left a mess", Assert.Throws<TrueException>(() => Verdict.Require(run)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AConsoleThatEndsTooSoonIsAFailure()
    {
        var run = await RunAsync("Leaving");

        Assert.Contains("without a result", Assert.Throws<TrueException>(() => Verdict.Require(run)).Message, StringComparison.Ordinal);
        Assert.Contains("good-bye", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AFileWithoutTestsIsAFailure()
    {
        var run = await RunAsync("Empty");

        Assert.ThrowsAny<XunitException>(() => Verdict.Require(run));
    }

    private static Task<PesterRun> RunAsync(string fixture) => PesterConsole.RunAsync(Places.Beside("Fixtures", fixture + ".Tests.ps1"));
}
