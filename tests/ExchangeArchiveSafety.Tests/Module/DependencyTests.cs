using System.Text;
using System.Text.RegularExpressions;

namespace ExchangeArchiveSafety.Tests.Module;

/// <summary>What is shipped of others: all that is needed in both editions of PowerShell, nothing else, and nothing that calls home.</summary>
public partial class DependencyTests
{
    /// <summary>Reached by one part of one assembly alone, which is never used; the rest of it is.</summary>
    private static readonly Dictionary<string, string[]> LeftOut = new()
    {
        ["Microsoft.Graph.Core"] = ["Microsoft.Graph.ITokenValidableExtension"],
    };

    /// <summary>Where the module goes by itself, which the help tells; everything else in its assemblies is an address to read about something.</summary>
    private static readonly string[] Endpoints =
    [
        "graph.microsoft.com", "graph.microsoft.us", "dod-graph.microsoft.us", "microsoftgraph.chinacloudapi.cn",
        "login.microsoftonline.com", "login.microsoftonline.us", "login.partner.microsoftonline.cn",
    ];

    private static readonly string[] Readings = ["support.microsoft.com", "learn.microsoft.com", "www.w3.org", "schemas.microsoft.com"];

    [Theory]
    [InlineData("net8.0")]
    [InlineData("netstandard2.0")]
    public void Every_reference_leads_to_something_that_is_there(string edition)
    {
        var set = AssemblySet.Of(edition);

        Assert.Equal([], set.Assemblies.SelectMany(assembly => set.Missing(assembly)).Where(missing => !IsLeftOut(missing)).Select(missing => $"{missing.From} {missing.Where}: {missing.What}"));

        // What is left out is left out on purpose, and what refers to it is used by nobody.
        Assert.Equal(LeftOut.Keys.Order(), set.Assemblies.SelectMany(assembly => set.Missing(assembly)).Select(missing => missing.From).Distinct().Order());
        var connectors = set.Assemblies.Single(assembly => assembly.Name == "ExchangeArchiveSafety.Connectors");
        Assert.DoesNotContain("Microsoft.Graph.ITokenValidableExtension", connectors.ReferencedTypes);
    }

    [Theory]
    [InlineData("net8.0")]
    [InlineData("netstandard2.0")]
    public void Nothing_is_shipped_to_which_no_reference_leads(string edition)
    {
        var set = AssemblySet.Of(edition);
        var reached = new HashSet<string>(StringComparer.Ordinal) { "ExchangeArchiveSafety", "ExchangeArchiveSafety.Connectors", "ExchangeArchiveSafety.Isolation" };
        for (var before = 0; before < reached.Count;)
        {
            before = reached.Count;
            reached.UnionWith(set.Assemblies.Where(assembly => reached.Contains(assembly.Name)).SelectMany(assembly => assembly.References).ToList());
        }

        Assert.Equal([], set.Assemblies.Select(assembly => assembly.Name).Except(reached));
    }

    /// <summary>For netstandard2.0 these are stubs that throw on Windows, where they matter.</summary>
    [Theory]
    [InlineData("Microsoft.Win32.Registry")]
    [InlineData("System.IO.FileSystem.AccessControl")]
    [InlineData("System.Security.AccessControl")]
    [InlineData("System.Security.Cryptography.Cng")]
    [InlineData("System.Security.Cryptography.ProtectedData")]
    [InlineData("System.Security.Principal.Windows")]
    public void Windows_PowerShell_gets_what_leads_to_Windows(string name) =>
        Assert.DoesNotContain("netstandard", AssemblySet.Of("netstandard2.0").Assemblies.Single(assembly => assembly.Name == name).References);

    [Fact]
    public void A_reference_that_leads_nowhere_is_found()
    {
        var set = AssemblySet.Of("netstandard2.0");
        var kept = set.Without("DnsClient");

        Assert.Contains(kept.Assemblies.SelectMany(assembly => kept.Missing(assembly)), missing => missing.From == "ExchangeArchiveSafety.Connectors" && missing.What.Contains("DnsClient", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("net8.0")]
    [InlineData("netstandard2.0")]
    public void Own_assemblies_know_no_host_but_those_of_the_help(string framework)
    {
        foreach (var file in AssemblySet.FilesOf(framework).Where(file => Path.GetFileName(file).StartsWith("ExchangeArchiveSafety", StringComparison.Ordinal)))
        {
            Assert.Equal([], HostsIn(file).Except(Endpoints).Except(Readings).Where(host => !host.EndsWith("example", StringComparison.Ordinal) && !host.StartsWith("127.0.0.1", StringComparison.Ordinal)));
        }

        Assert.Contains("graph.microsoft.com", HostsIn(Path.Combine(StagedModules.Product, framework, "dependencies", "ExchangeArchiveSafety.Connectors.dll")));
    }

    [Fact]
    public void Nobodys_assembly_reports_on_its_user_or_looks_for_updates()
    {
        var files = Directory.GetFiles(StagedModules.Product, "*.dll", SearchOption.AllDirectories);
        Assert.NotEmpty(files);
        Assert.All(files, file => Assert.DoesNotContain(HostsIn(file), host => CallsHome().IsMatch(host)));
        Assert.Matches(CallsHome(), "dc.services.visualstudio.com");
    }

    private static bool IsLeftOut(MissingReference missing) =>
        LeftOut.TryGetValue(missing.From, out var places) && (missing.Where.Length == 0 || Array.Exists(places, place => missing.Where.StartsWith(place, StringComparison.Ordinal)));

    // Literals of code are UTF-16 at even or odd places, those of resources UTF-8.
    private static HashSet<string> HostsIn(string file)
    {
        var bytes = File.ReadAllBytes(file);
        return [.. new[] { Encoding.Latin1.GetString(bytes), Encoding.Unicode.GetString(bytes), Encoding.Unicode.GetString(bytes, 1, bytes.Length - 1) }
            .SelectMany(text => Address().Matches(text)).Select(match => match.Groups[1].Value.ToLowerInvariant())];
    }

    [GeneratedRegex(@"https?://([A-Za-z0-9][A-Za-z0-9.-]*)")]
    private static partial Regex Address();

    [GeneratedRegex("applicationinsights|services\\.visualstudio\\.com|vortex|(?<!open)telemetry|events\\.data|powershellgallery|nuget\\.org|google-analytics|sentry\\.io", RegexOptions.IgnoreCase)]
    private static partial Regex CallsHome();
}
