using System.Management.Automation.Language;
using Assert = Xunit.Assert;

namespace ExchangeArchiveSafety.Tests.Help;

/// <summary>
/// The examples of the help run on the lab without an error, in the order in which they stand there. The bare engine has no commands that format, select
/// and export; examples that need these are run elsewhere, in a whole PowerShell.
/// </summary>
public sealed class ExampleTests
{
    private const int FewestThatRunHere = 2;
    private static readonly string[] NotInTheBareEngine = ["Select-Object", "Export-Csv", "Format-List", "Get-Date"];

    // What only Azure or a certificate store has.
    private static readonly string[] NotOnThisMachine = ["-ManagedIdentity", "CertificateThumbprint"];

    [Xunit.Theory]
    [Xunit.InlineData("Test-ArchiveMigrationConflict", "")]
    [Xunit.InlineData("Suspend-ConflictingArchivePolicy", "")]
    [Xunit.InlineData("Resume-ConflictingArchivePolicy", Suspended)]
    [Xunit.InlineData("Get-ArchivePolicySuspension", Suspended)]
    [Xunit.InlineData("Get-ArchiveMigrationHistory", Suspended)]
    [Xunit.InlineData("Invoke-ArchiveSafetyGuard", "")]
    [Xunit.InlineData("Export-ArchiveSafetyReport", Suspended)]
    [Xunit.InlineData("Export-ArchiveSafetySnapshot", "")]
    [Xunit.InlineData("Connect-ArchiveSafetyGraph", "")]
    [Xunit.InlineData("Disconnect-ArchiveSafetyGraph", "")]
    [Xunit.InlineData("Export-ArchiveInventory", Connected)]
    [Xunit.InlineData("Find-ArchiveDuplicates", Connected)]
    [Xunit.InlineData("Remove-ArchiveDuplicates", Neglected + Connected)]
    [Xunit.InlineData("Restore-ArchiveDuplicates", Neglected + Connected)]
    [Xunit.InlineData("Get-ArchiveQuarantine", Neglected + Connected + "; $null = Find-ArchiveDuplicates anna.berg@contoso.example | Remove-ArchiveDuplicates -QuarantinePath ./quarantine -MaximumPercent 70 -Confirm:$false -WarningAction SilentlyContinue")]
    [Xunit.InlineData("Test-ArchiveSafetyReadiness", Neglected + Connected)]
    public async Task ExamplesRunWithoutAnError(string cmdlet, string before)
    {
        var folder = Directory.CreateTempSubdirectory("eas-examples-");
        try
        {
            await using var server = await Lab.Server.LabServer.StartAsync(Lab.Building.Contoso.Create());
            using var engine = Prepared(server, folder.FullName);
            _ = engine.Run(before);
            var ran = 0;
            foreach (var example in HelpEngine.Items(engine.Run("param($name) Get-Help $name -Full", cmdlet).Single(), "examples", "example"))
            {
                Assert.Contains(HelpEngine.Items(example, "remarks"), remark => HelpEngine.Text(remark, "Text").Length > 0);
                var code = HelpEngine.Text(example, "code");
                var commands = CommandsOf(code);
                Assert.Contains(cmdlet, commands);
                if (!commands.Intersect(NotInTheBareEngine).Any() && !NotOnThisMachine.Any(parameter => code.Contains(parameter, StringComparison.Ordinal)))
                {
                    _ = engine.Run(code);
                    ran++;
                }
            }

            Assert.True(ran >= FewestThatRunHere, $"{cmdlet}: {ran} examples ran");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>
    /// The README's blocks, line by line and in order, on the tenant that it names. Only what connects is another there, as the README says, and the migration ends
    /// where the README lets it end.
    /// </summary>
    [Fact]
    public async Task The_readme_runs_as_it_is_written()
    {
        var blocks = ReadmeBlocks();
        Assert.Equal(3, blocks.Count);
        Assert.Contains("serve --preset neglected", await File.ReadAllTextAsync(Readme), StringComparison.Ordinal);
        var end = string.Join("\n", blocks[2]);
        var folder = Directory.CreateTempSubdirectory("eas-readme-");
        try
        {
            await using var server = await Lab.Server.LabServer.StartAsync(Lab.Building.Presets.Create("neglected"));
            using var engine = Prepared(server, folder.FullName);
            _ = engine.Run("function Connect-ExchangeOnline { }; $app = 'app'; $thumbprint = 'thumbprint'");
            var (ran, ended) = (new List<string>(), false);
            foreach (var line in blocks[0].Concat(blocks[1]))
            {
                if (line.StartsWith('#'))
                {
                    if (line.Contains("migration has ended", StringComparison.Ordinal))
                    {
                        ended = true;
                        _ = engine.Run(end);
                    }
                }
                else if (line.StartsWith("Connect-ArchiveSafetyGraph ", StringComparison.Ordinal))
                {
                    _ = engine.Run(Connected);
                }
                else if (!line.StartsWith("Import-Module ", StringComparison.Ordinal))
                {
                    _ = engine.Run(line);
                    ran.Add(line);
                }
            }

            // They did what they are there for.
            Assert.True(ended);
            Assert.Equal(12, ran.Count);
            Assert.NotEmpty(server.Graph.Deletes);
            Assert.Equal("Restored", Assert.Single(engine.Texts("$restored = Restore-ArchiveDuplicates -QuarantinePath ./quarantine -ItemId $removed[1].ItemId -Confirm:$false -PassThru; $restored.Status.ToString()")));
            Assert.All(engine.Texts("$removed | ForEach-Object { $_.Status.ToString() }"), status => Assert.Equal("Removed", status));
            Assert.Empty(engine.Run("Get-ArchivePolicySuspension"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Xunit.Theory]
    [Xunit.InlineData("about_ArchiveMigrationConflicts", "", 2)]
    [Xunit.InlineData("about_ArchiveDuplicates", Neglected + Connected, 3)]
    public async Task The_examples_of_the_topics_run_as_they_are_written(string topic, string before, int commands)
    {
        var text = await File.ReadAllTextAsync(Path.Combine(Lab.StagedModules.Product, "en-US", topic + ".help.txt"));
        var examples = text.ReplaceLineEndings("\n").Split("\nEXAMPLES\n")[1].Split("\nKEYWORDS\n")[0];
        var code = string.Join("\n", examples.Split('\n').Where(line => line.StartsWith("        ", StringComparison.Ordinal)));
        var folder = Directory.CreateTempSubdirectory("eas-topic-");
        try
        {
            await using var server = await Lab.Server.LabServer.StartAsync(Lab.Building.Contoso.Create());
            using var engine = Prepared(server, folder.FullName);
            _ = engine.Run(before);
            Assert.Equal(commands, Parser.ParseInput(code, out _, out _).EndBlock.Statements.Count);
            Assert.NotEmpty(engine.Run(code));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task The_lines_of_the_first_page_run_as_they_are_written()
    {
        var folder = Directory.CreateTempSubdirectory("eas-first-");
        try
        {
            await using var server = await Lab.Server.LabServer.StartAsync(Lab.Building.Contoso.Create());
            using var engine = Prepared(server, folder.FullName);
            foreach (var (index, situation) in FirstPage().Index())
            {
                _ = engine.Run(index == 3 ? Neglected + Connected : "");
                foreach (var line in situation)
                {
                    // Some mailboxes of this tenant cannot be judged, and a pass says so of each.
                    _ = engine.Run(line.StartsWith("Invoke-ArchiveSafetyGuard", StringComparison.Ordinal) ? line + " -ErrorAction SilentlyContinue" : line);
                }
            }

            Assert.True(File.Exists(Path.Combine(folder.FullName, "today.html")));
            Assert.True(File.Exists(Path.Combine(folder.FullName, "anna")));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>The lines of the first page of the help, situation by situation.</summary>
    internal static List<string[]> FirstPage() => Blocks(Path.Combine(Lab.StagedModules.Product, "..", "..", "..", "docs", "en-US", "about_ExchangeArchiveSafety.md"));

    private static string Readme => Path.Combine(Lab.StagedModules.Product, "..", "..", "..", "README.md");

    private static List<string[]> ReadmeBlocks() => Blocks(Readme);

    private static List<string[]> Blocks(string document) =>
        [.. File.ReadAllText(document).ReplaceLineEndings("\n").Split("```powershell\n").Skip(1).Select(block => block.Split("\n```")[0].Split('\n', StringSplitOptions.RemoveEmptyEntries))];

    private static HelpEngine Prepared(Lab.Server.LabServer server, string folder)
    {
        var engine = new HelpEngine();
        engine.Connect(server);
        engine.SetLocation(folder);
        var journal = Path.Combine(folder, "default.journal.jsonl");
        File.WriteAllText(journal, "");
        _ = engine.Run("param($path) $PSDefaultParameterValues['*:JournalPath'] = $path", journal);
        _ = engine.Run(
            "param($uri, $token, $tenant, $secret) $endpoint = $uri; $token = $token; $tenantId = $tenant; $credential = $secret;"
            + " $PSDefaultParameterValues['Connect-ArchiveSafetyGraph:AuthorityHost'] = $uri; $PSDefaultParameterValues['Connect-ArchiveSafetyGraph:GraphEndpoint'] = $uri",
            server.Uri,
            LabSession.Secure(server.Graph.Tokens.Issue()),
            server.Tenant.Organization.TenantId.ToString(),
            new System.Management.Automation.PSCredential("11111111-2222-3333-4444-555555555555", LabSession.Secure("secret")));
        return engine;
    }

    private const string Connected = "$null = Connect-ArchiveSafetyGraph -AccessToken $token";

    private const string Neglected = "Step-LabClock -Days 10; Get-MigrationBatch | ForEach-Object { Remove-MigrationBatch $_.BatchGuid -Confirm:$false }; Step-LabClock -Days 1; ";

    private const string Suspended =
        "Test-ArchiveMigrationConflict -ExternallyMigrating external.tool@contoso.example -WarningAction SilentlyContinue"
        + " | Suspend-ConflictingArchivePolicy -Confirm:$false -WarningAction SilentlyContinue";

    private static List<string> CommandsOf(string code)
    {
        var script = Parser.ParseInput(code, out _, out var errors);
        Assert.Empty(errors.Select(error => error.Message));
        return [.. script.FindAll(node => node is CommandAst, searchNestedScriptBlocks: true).Cast<CommandAst>().Select(command => command.GetCommandName())];
    }
}
