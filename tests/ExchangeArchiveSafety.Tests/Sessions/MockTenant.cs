namespace ExchangeArchiveSafety.Tests.Sessions;

/// <summary>The tenant of MockTenant.ps1 in an engine of its own.</summary>
internal static class MockTenant
{
    public static string Script { get; } = Read();

    /// <summary>What the functions' mailboxes are, judged by hand from the rules.</summary>
    public static IReadOnlyDictionary<string, string> States { get; } = new Dictionary<string, string>
    {
        ["ada"] = "Conflicting",
        ["bob"] = "Safe",
        ["cy"] = "Imminent",
        ["dee"] = "Mitigated",
        ["eve"] = "Safe",
        ["fay"] = "Indeterminate",
        ["gus"] = "Conflicting",
        ["hal"] = "Dormant",
        ["ivy"] = "Safe",
    };

    /// <summary>An engine with the functions; <c>$Journal</c> names a journal of its own, and now is 1 March 2026.</summary>
    public static Engine Start(bool withHost = false, string? script = null)
    {
        var engine = Engine.Start(withHost);
        engine.Run(script ?? Script);
        engine.Run(
            "param($journal) $global:Journal = $journal; $global:PSDefaultParameterValues['*:AsOf'] = $global:Mock.Now; $global:PSDefaultParameterValues['*Policy*:JournalPath'] = $journal",
            TestProcess.NewPath("journal.jsonl"));
        return engine;
    }

    public static IReadOnlyList<string> Calls(Engine engine) => [.. engine.Run("$global:Mock.Calls").Select(call => call.ToString())];

    public static IReadOnlyList<string> Settings(Engine engine) => [.. engine.Run("Get-MockSettings").Select(line => line.ToString())];

    private static string Read()
    {
        using var stream = typeof(MockTenant).Assembly.GetManifestResourceStream("MockTenant.ps1")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
