using ExchangeArchiveSafety.Console.Tests.Skipping;

namespace ExchangeArchiveSafety.Console.Tests;

/// <summary>The tests of tests/Pester on the built module, in a real console. Each of them is a result of its own.</summary>
public sealed class PesterTests
{
    private const string Pattern = "*.Tests.ps1";
    private const string Secret = @"\beyJ[\w-]{8,}\.[\w-]{8,}\.|[?&]sig=(?!REDACTED)[\w%+/]{6}|Eby8vdM02xNOcqFl";

    private static readonly Lazy<IReadOnlyList<PesterRun>> Runs = new(() => RunAllAsync().GetAwaiter().GetResult());

    public static TheoryData<PesterRun> Files => [.. Runs.Value];

    public static TheoryData<PesterTest> Tests => [.. Runs.Value.SelectMany(run => run.Tests)];

    [SkippingTheory]
    [MemberData(nameof(Tests), DisableDiscoveryEnumeration = true)]
    public void Passes(PesterTest test) => Verdict.Require(test);

    [Theory]
    [MemberData(nameof(Files), DisableDiscoveryEnumeration = true)]
    public void RunsFromDiscoveryToTheEnd(PesterRun run) => Verdict.Require(run);

    [Fact]
    public void EveryFileIsRun() =>
        Assert.Equal(
            Directory.EnumerateFiles(Places.Tests, Pattern, SearchOption.AllDirectories).Select(Path.GetFileName).Order(StringComparer.Ordinal),
            Runs.Value.Where(run => run.Tests.Count > 0).Select(run => run.File).Order(StringComparer.Ordinal));

    /// <summary>Nothing that lets somebody in stands in anything that a console or a test said: tokens, signatures of addresses, the key of the storage service.</summary>
    [Theory]
    [MemberData(nameof(Files), DisableDiscoveryEnumeration = true)]
    public void ShowsNoSecret(PesterRun run) => Assert.All(run.Tests.Select(test => test.Said).Append(run.Output), text => Assert.DoesNotMatch(Secret, text));

    [Theory]
    [InlineData("Bearer eyJ0eXAiOiJKV1Qi.eyJhdWQiOiJodHRw.c2lnbmF0dXJl")]
    [InlineData("https://contoso.blob.core.windows.net/a/b?sv=2018-11-09&sig=abcdef%2B")]
    public void ASecretIsKnownWhenItIsSeen(string text) => Assert.Matches(Secret, text);

    private static async Task<IReadOnlyList<PesterRun>> RunAllAsync()
    {
        // The longest first, so that none runs alone at the end.
        var files = new DirectoryInfo(Places.Tests).GetFiles(Pattern, SearchOption.AllDirectories).OrderByDescending(file => file.Length).ToArray();
        Assert.NotEmpty(files);
        var runs = new PesterRun[files.Length];
        await Parallel.ForAsync(0, files.Length, async (index, _) => runs[index] = await PesterConsole.RunAsync(files[index].FullName));
        return runs;
    }
}
