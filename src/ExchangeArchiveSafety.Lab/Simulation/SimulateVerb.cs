namespace ExchangeArchiveSafety.Lab.Simulation;

/// <summary>Lives through seeds with the module as it is shipped, and says what came of each.</summary>
public static class SimulateVerb
{
    public static int Run(IReadOnlyList<string> arguments)
    {
        SimulateOptions options;
        try
        {
            options = SimulateOptions.Parse(arguments);
        }
        catch (FormatException exception)
        {
            Console.Error.WriteLine(exception.Message);
            return 2;
        }

        var results = new List<SimulationResult>();
        for (var seed = options.First; results.Count < options.Seeds; seed++)
        {
            var result = SimulationRun.Live(seed, options.Days, ShellRunner.Create);
            results.Add(result);
            Console.WriteLine(result);
            if (result.Complaint() is { Length: > 0 } complaint)
            {
                Console.WriteLine(complaint);
            }
        }

        var failed = results.FindAll(result => result.Violations.Count > 0);
        Console.WriteLine();
        Console.WriteLine($"{results.Count} seeds of {options.Days} days: {results.Count - failed.Count} hold, {failed.Count} do not{(failed.Count == 0 ? "" : ": " + string.Join(", ", failed.Select(result => result.Seed)))}.");
        Console.WriteLine($"{results.Sum(result => result.Passes):N0} passes, {results.Sum(result => result.WholePasses):N0} of them whole; {results.Sum(result => result.Suspensions):N0} suspended, {results.Sum(result => result.Resumptions):N0} resumed.");
        Console.WriteLine($"{results.Count(result => result.CopiesUnguarded > 0)} seeds show the loop without the guard, with {results.Sum(result => result.CopiesUnguarded):N0} surplus copies; with it {results.Sum(result => result.CopiesGuarded):N0}, of what was archived before a pass could see it.");
        Tell("Went wrong", results.SelectMany(result => result.Happened));
        Tell("No guard can help", results.SelectMany(result => result.Allowed));
        return failed.Count == 0 ? 0 : 1;
    }

    private static void Tell(string title, IEnumerable<KeyValuePair<string, int>> counts)
    {
        Console.WriteLine();
        Console.WriteLine(title + ":");
        foreach (var group in counts.GroupBy(pair => pair.Key).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            Console.WriteLine($"  {group.Sum(pair => pair.Value),6:N0} {group.Key}");
        }
    }
}
