using System.Diagnostics;
using Xunit.Abstractions;

namespace ExchangeArchiveSafety.Simulation.Tests;

public class GuardSimulationTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(1, 5)]
    public void Probe(int first, int count)
    {
        var failed = new List<string>();
        for (var seed = (ulong)first; seed < (ulong)(first + count); seed++)
        {
            var watch = Stopwatch.StartNew();
            var result = SimulationRun.Live(seed, 60, CoreRunner.InMemory);
            output.WriteLine($"{watch.Elapsed.TotalSeconds:F1} s {result}");
            failed.Add(result.Complaint());
        }

        Assert.True(failed.TrueForAll(text => text.Length == 0), string.Join("\n\n", failed));
    }
}
